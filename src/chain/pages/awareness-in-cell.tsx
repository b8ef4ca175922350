import type { PublishedFigure } from '../../offers/awareness/publication.ts';
import { audiences, type Audience } from '../../offers/awareness/survey.ts';
import { shareInterval } from '../../monitoring/statistics/interval.ts';
import { awarenessOfOffers, type AwarenessOfOffers } from '../../offers/server/awareness-of-offers.ts';
import type { View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { DateText } from '../../ui/date-text.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { Table } from '../../ui/table.tsx';
import { awarenessTexts } from '../awareness-texts.ts';
import type { Cell, Chain } from '../matrix.ts';
import { offersOf } from './cell-offers.tsx';

const t = awarenessTexts.in('de');
const percent = (share: number) => numberFormat('de', { style: 'percent' }).format(share);

/** Beside the computed state of a cell: which of its offers families and professionals know, at the last Stichtag of each. */
export async function AwarenessInCell({ view, cell, chain }: { view: View; cell: Cell; chain: Chain }) {
  const rounds = await awarenessOfOffers(view.tx, view.town.id, cell.facts.offerIds);
  const asked = rounds.filter((round) => round.asked.size > 0);
  return (
    <section class="stack">
      <h2>{t('title')}</h2>
      {asked.length === 0 ? <p>{t('none')}</p> : (
        <>
          <p>{t('lead')}</p>
          {asked.map((round) => <Stichtag round={round} />)}
          <Table
            caption={t('title')} captionHidden rows={offersOf(chain, cell.facts.offerIds)}
            columns={[
              { header: t('column.offer'), rowHeader: true, cell: ({ offer }) => <a href={view.href(`/angebote/${offer.id}`)}>{offer.name}</a> },
              ...audiences.flatMap((audience) => {
                const round = asked.find((one) => one.audience === audience);
                return round ? [{ header: t(`column.${audience}`), cell: ({ offer }: { offer: { id: Uuid } }) => sayFigure(audience, round, offer.id) }] : [];
              }),
            ]}
          />
        </>
      )}
    </section>
  );
}

function Stichtag({ round: { audience, closedOn, figures } }: { round: AwarenessOfOffers }) {
  const littleKnown = [...figures.values()].filter(isLittleKnown).length;
  const [before, after] = t(`dates.${audience}`, { day: '\u0000' }).split('\u0000');
  return <p>{before}<DateText day={closedOn} />{after}. {littleKnown > 0 ? t('unknown-offers', { count: littleKnown, audience }) : null}</p>;
}

/** Less than half know it, also if chance is taken into account. */
function isLittleKnown({ known, answered }: PublishedFigure): boolean {
  return shareInterval(known, answered).high < 0.5;
}

function sayFigure(audience: Audience, { figures, asked }: AwarenessOfOffers, id: Uuid): string {
  const figure = figures.get(id);
  if (!figure) return t(asked.has(id) ? 'few' : 'not-asked');
  const { known, answered } = figure;
  const { low, high } = shareInterval(known, answered);
  return t(`known.${audience}`, { known, answered, low: percent(low), high: percent(high) });
}
