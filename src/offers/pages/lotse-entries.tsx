import type { View } from '../../platform/house.ts';
import { Select } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { listTexts } from '../list-texts.ts';
import { lotseTexts } from '../lotse-texts.ts';
import { MAX_NOTE, phrases } from '../personal-list.ts';
import type { ListedOffer } from '../server/personal-list-offers.ts';
import { EntryTools } from './list-page.tsx';

/** What lies on the sheet, in its order, each with room for a sentence. */
export function LotseEntries({ view, listed }: { view: View; listed: readonly ListedOffer[] }) {
  const t = lotseTexts.in('de');
  const say = listTexts.in('de');
  if (listed.length === 0) return <EmptyState level={3} icon="list" title={t('list.empty')} explanation={t('list.empty.text')} />;
  return (
    <ol class="lotse-entries">
      {listed.map((one, index) => {
        const { entry: { ref }, offer: { service, organizationName } } = one;
        return (
          <li class="lotse-entry">
            <div role="group" aria-labelledby={`zettel-${ref}`}>
              <div class="suggestion-head">
                <span class="suggestion-place" aria-hidden="true">{index + 1}</span>
                <div>
                  <h3 id={`zettel-${ref}`}><a href={view.href(`/angebote/${service.id}`)}>{service.name}</a></h3>
                  <p class="small muted">{organizationName}{service.phones[0] ? <> · <PhoneLink number={service.phones[0].number} /></> : null}</p>
                </div>
              </div>
              <div class="lotse-fields">
                <Select name={`satz.${ref}`} label={t('phrase')} prompt={t('phrase.none')} optional options={phrases.map((phrase) => ({ value: String(phrase), label: say(`phrase.${phrase}`) }))} />
                <TextField name={`notiz.${ref}`} label={t('note')} hint={t('note.hint', { max: MAX_NOTE })} optional />
              </div>
              <div class="entry-tools"><EntryTools view={view} listed={one} isFirst={index === 0} isLast={index === listed.length - 1} /></div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
