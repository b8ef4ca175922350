import type { Child, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { decisionTexts } from '../decision-texts.ts';
import { SHORTEST_LIST } from '../decisions/reason.ts';
import { waitingList } from '../server/waiting-list.ts';

interface WaitingProps {
  view: View;
  childId: Uuid;
  level?: 2 | 3;
  /** said where the child stands on no list, or nobody knows yet; without it nothing is said */
  unknown?: Child;
}

/** Where a child stands on the waiting lists of its wishes at this moment, worked out anew; the length of a short list is not told. */
export async function WaitingNow({ view, childId, level = 2, unknown }: WaitingProps) {
  const entries = await waitingList(view.tx, view.town.id, view.configuration.secretKey, { childId, clock: view.clock });
  if (entries.length === 0 && unknown === undefined) return null;
  const t = decisionTexts.in(view.language);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class="stack">
      <Heading>{t('waiting.title')}</Heading>
      {entries.length === 0 ? <p>{unknown}</p> : (
        <>
          <ul>
            {entries.sort((a, b) => a.rank - b.rank).map(({ facilityName: facility, place, of }) => (
              <li>{place === null ? t('waiting.undrawn', { facility }) : of >= SHORTEST_LIST ? t('waiting.line.of', { facility, place, of }) : t('waiting.line', { facility, place })}</li>
            ))}
          </ul>
          <p class="muted">{t('waiting.note')}</p>
        </>
      )}
    </section>
  );
}
