import { usePage } from '../../platform/page-context.ts';
import { DescriptionList, type Description } from '../../ui/description-list.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { PhaseTag } from '../../ui/phase-tag.tsx';
import { sayAges } from '../age.ts';
import { nameIn, plainName } from '../names.ts';
import { parameters } from '../offer-query.ts';
import { phasesOf } from '../phase.ts';
import type { DirectoryWords } from '../server/directory-words.ts';
import type { ShownOffer } from '../server/shown-offers.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { SpokenLanguages } from './offer-marks.tsx';

/** Whom an offer is for: in its own words, by age, phase, topic, language and area. */
export function ForWhom({ offer: { service }, words: { fields, phases, areas } }: { offer: ShownOffer; words: DirectoryWords }) {
  const page = usePage();
  const t = guideTexts.in(page.language);
  const topics = fields.filter((field) => service.fieldIds.includes(field.id));
  const served = service.areaIds.flatMap((id) => areas.find(id)?.name ?? []);
  const own = phasesOf(service, phases);
  const { audience } = textsIn(service, page.language);
  const entries: (Description | false)[] = [
    { term: t('offer.age'), details: sayAges(service, t), icon: 'child' },
    own.length > 0 && {
      term: t('offer.phases'),
      details: <span class="cluster">{own.map((phase) => <PhaseTag order={phases.indexOf(phase) + 1} href={page.href('/angebote', { [parameters.phaseId]: phase.key })}>{plainName(phase.names, page.language)}</PhaseTag>)}</span>,
    },
    topics.length > 0 && {
      term: t('offer.topics'),
      details: topics.map((field, index) => <>{index > 0 ? ', ' : ''}<a href={page.href('/angebote', { [parameters.fieldId]: field.key })} lang={nameIn(field.names, page.language).lang}>{nameIn(field.names, page.language).text}</a></>),
    },
    service.languages.length > 0 && { term: t('offer.languages'), details: <SpokenLanguages codes={service.languages} />, icon: 'talk' },
    served.length > 0 && { term: t('offer.serves'), details: <bdi lang="de">{served.join(', ')}</bdi>, icon: 'map' },
  ];
  return (
    <section>
      <h2>{t('offer.for')}</h2>
      {audience.text ? <p><LanguageTag language={audience.language}>{audience.text}</LanguageTag></p> : null}
      <DescriptionList entries={entries.filter((entry) => entry !== false)} />
    </section>
  );
}
