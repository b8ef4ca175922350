import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { directField, type Correction, type CorrectionTopic } from '../correction/correction.ts';
import { valuesOf, type RecordTopic } from '../revision/record-topic.ts';
import { revisionTexts } from '../revision-texts.ts';
import { findCorrection } from '../server/corrections.ts';
import { loadDirectoryNames } from '../server/directory-names.ts';
import { loadServices, type StoredService } from '../server/load-services.ts';
import { QUEUE } from './revision-queue-page.tsx';
import { plainTopic } from './revision-words.ts';
import { sayLanguage } from '../said.ts';

const t = revisionTexts.in('de');

/** What of the entry a suggestion is about. */
const ABOUT: { readonly [Topic in CorrectionTopic]: readonly RecordTopic[] } = {
  phone: ['phones'], times: ['schedules', 'exceptions'], place: ['places'], cost: ['costs'], age: ['ages'], languages: ['languages'], registration: ['registration'],
  email: ['email'], website: ['website'], name: ['name'], gone: ['status'], other: [],
};

/** A suggestion of somebody without an account, beside what the entry says; the address for an answer is not shown to anybody. */
export async function correctionReviewPage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('id');
  const correction = isUuid(id) ? await findCorrection(view.tx, view.town.id, id) : undefined;
  const [service] = correction ? await loadServices(view.tx, view.town.id, [correction.serviceId]) : [];
  if (!correction || !service) throw new NotFound();
  const names = await loadDirectoryNames(view.tx, view.town.id);
  const entry = view.href(`/verwaltung/angebote/${service.id}`, correction.state === 'open' ? { hinweis: correction.id } : {});
  return {
    title: `${t('correction.title')}: ${service.name}`,
    breadcrumbs: [{ label: t('queue.title'), href: view.href(QUEUE) }, { label: service.name }],
    content: (
      <>
        <PageHead preline={t('correction.title')} title={service.name} lead={t('correction.lead')} actions={<LinkButton look="secondary" href={entry}>{t(correction.state === 'open' ? 'correction.edit' : 'proposal.entry')}</LinkButton>} />
        {correction.state === 'open' ? null : <Notice kind="info" title={t('correction.gone')} />}
        <DescriptionList entries={[
          { term: t('correction.topic'), details: t(`correction.topic.${correction.topic}`) },
          { term: t('correction.said'), details: <span class="preline" lang={correction.language} dir="auto">{correction.said}</span> },
          ...ABOUT[correction.topic].map((topic) => ({ term: `${t('correction.now')}: ${t(`topic.${topic}`)}`, details: <span class="preline">{plainTopic(topic, valuesOf(service, topic), names)}</span> })),
          { term: t('correction.at'), details: <InstantText at={correction.madeAt} style="short" /> },
          { term: t('correction.language'), details: sayLanguage('de', correction.language.slice(0, 2)) },
        ]} />
        {correction.state === 'open' ? <Decision correction={correction} service={service} form={form ?? filledForm({ decision: isDirect(correction, service) ? 'take' : null })} /> : null}
      </>
    ),
  };
}

function isDirect({ topic }: Correction, service: StoredService): boolean {
  return topic === 'gone' || (directField[topic] !== undefined && !(topic === 'phone' && service.phones.length > 1));
}

function Decision({ correction, service, form }: { correction: Correction; service: StoredService; form: FormState }) {
  const choices = [
    ...(isDirect(correction, service) ? [{ value: 'take', label: t('correction.take'), hint: t(correction.topic === 'gone' ? 'correction.take.gone' : 'correction.take.hint') }] : []),
    ...(['settled', 'refuse'] as const).map((value) => ({ value, label: t(`correction.${value}`), hint: t(`correction.${value}.hint`) })),
  ];
  return (
    <Form form={form} texts={revisionTexts}>
      <RadioGroup name="decision" label={t('correction.decision')} options={choices} />
      {correction.wantsReply ? <><Notice>{t('correction.reply')}</Notice><TextArea name="answer" label={t('correction.answer')} hint={t('correction.answer.hint')} rows={3} optional /></> : null}
      <ButtonRow><Button>{t('correction.decide')}</Button></ButtonRow>
    </Form>
  );
}
