import type { View } from '../../platform/house.ts';
import { languageFacts } from '../../platform/language.ts';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { listTexts, type ListKey } from '../list-texts.ts';
import { sayDay, sayLanguage } from '../said.ts';

/** Short, so that they fit one line of paper; the full list is {@link emergencyNumbers}. */
const numbers: readonly (readonly [number: string, label: ListKey])[] = [
  ['112', 'sheet.emergency.ambulance'], ['110', 'sheet.emergency.police'], ['116 117', 'sheet.emergency.doctor'],
  ['116 016', 'sheet.emergency.violence'], ['0800 111 0 550', 'sheet.emergency.parents'],
];

/** The first words for the telephone, in German to read out or show; emergency numbers; whom to ask about the sheet. */
export function SheetFoot({ view }: { view: View }) {
  const { language, town } = view;
  const t = listTexts.in(language);
  const german = listTexts.in('de');
  const { tag } = languageFacts[language];
  const isForeign = tag !== 'de';
  const own = [t('sheet.say.greeting'), ...(isForeign ? [t('sheet.say.language')] : []), t('sheet.say.appointment')].join(' ');
  return (
    <div class="sheet-foot">
      <section class="sheet-say">
        <h2>{t('sheet.say')}</h2>
        {isForeign ? (
          <>
            <p class="sheet-say-german" lang="de" dir="ltr">„{german('sheet.say.greeting')} {german('sheet.say.language')} ({sayLanguage('de', tag)}) {german('sheet.say.appointment')}“</p>
            <p>{own}</p>
            <p class="sheet-german">{t('sheet.say.show')}</p>
          </>
        ) : <p>„{own}“</p>}
      </section>
      <section class="sheet-emergency">
        <h2>{t('sheet.emergency')}</h2>
        <ul>{numbers.map(([number, label]) => <li><PhoneLink number={number} /> {t(label)}</li>)}</ul>
      </section>
      <p class="sheet-end">
        <span>{town.contact.phone || town.contact.email ? <>{t('sheet.questions')} <bdi dir="ltr">{town.contact.phone ?? town.contact.email}</bdi></> : null}</span>
        <span>{t('sheet.as-of', { day: sayDay(language, view.clock.today()) })}</span>
      </p>
    </div>
  );
}
