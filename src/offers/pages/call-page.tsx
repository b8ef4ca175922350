import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { callPaths } from '../call-paths.ts';
import { callTexts } from '../call-texts.ts';
import { callOutcomes } from '../calls/verification-call.ts';
import { worksFor } from '../permissions.ts';
import { findCalledOffer } from '../server/verification-calls.ts';
import { openingLines, sayOpening } from '../opening.ts';
import { guideTexts } from '../texts.ts';
import { sayDay, sayWeekday } from '../said.ts';

const t = callTexts.in('de');
const guide = guideTexts.in('de');

/** The calls about one offer: the numbers, what the entry says, how a call ended, and those before. */
export async function callPage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('id');
  const found = isUuid(id) ? await findCalledOffer(view.tx, view.town.id, id) : undefined;
  if (!found || !worksFor(view.who, found.service.organizationId)) throw new NotFound();
  const { service, organization, calls } = found;
  const title = t('calls.title', { name: service.name });
  const times = openingLines(service.schedules).map((line) => {
    const { days, times: hours, more } = sayOpening(line, guide, (day) => sayWeekday('de', day), (day) => sayDay('de', day, 'short'));
    return `${days}: ${hours}${more ? ` (${more})` : ''}`;
  });
  return {
    title,
    breadcrumbs: [{ label: t('title'), href: view.href(callPaths.records) }, { label: title }],
    content: (
      <>
        <PageHead preline={organization?.name} title={title} lead={t('calls.lead')} actions={(
          <>
            <LinkButton look="secondary" href={view.href(`/verwaltung/angebote/${service.id}`)}>{t('calls.edit')}</LinkButton>
            {service.status === 'active' ? <LinkButton look="secondary" href={view.href(`/angebote/${service.id}`)}>{t('calls.open')}</LinkButton> : null}
          </>
        )} />
        {service.status === 'retired' ? <Notice kind="warning">{t('calls.ended')}</Notice> : null}
        <section>
          <h2>{t('calls.numbers')}</h2>
          {service.phones.length === 0 && !organization?.phone ? <p>{t('calls.no-number')}</p> : null}
          <ul class="plain-list">
            {service.phones.map(({ number, description }) => <li><PhoneLink number={number} large /> {description}</li>)}
            {organization?.phone ? <li><PhoneLink number={organization.phone} large /> {t('calls.number.organization', { name: organization.name })}</li> : null}
          </ul>
        </section>
        <section>
          <h2>{t('calls.entry')}</h2>
          <DescriptionList entries={[
            { term: guide('offer.hours'), details: times.length > 0 ? <ul class="plain-list">{times.map((line) => <li>{line}</li>)}</ul> : guide('offer.no-times') },
            { term: t('worklist.assured'), details: service.assuredAt ? <DateText day={service.assuredAt} /> : t('never') },
          ]} />
        </section>
        {service.status === 'retired' ? null : (
          <section>
            <h2>{t('calls.new')}</h2>
            <Form form={form ?? filledForm({ calledOn: view.clock.today() })} texts={callTexts}>
              <RadioGroup name="outcome" label={t('calls.outcome')} options={callOutcomes.map((value) => ({ value, label: t(`outcome.${value}`), hint: t(`outcome.${value}.hint`) }))} />
              <DateField name="nextCallOn" label={t('calls.next')} optional />
              <TextArea name="note" label={t('calls.note')} hint={t('calls.note.hint')} rows={3} optional />
              <DateField name="calledOn" label={t('calls.on')} />
              <ButtonRow>
                <Button>{t('calls.save')}</Button>
                <LinkButton look="tertiary" href={view.href(callPaths.records)}>{t('calls.back')}</LinkButton>
              </ButtonRow>
            </Form>
          </section>
        )}
        <section>
          <h2>{t('calls.history')}</h2>
          <Table
            caption={t('calls.history')} captionHidden rows={calls} empty={<p class="muted">{t('calls.history.none')}</p>}
            columns={[
              { header: t('calls.day'), rowHeader: true, cell: (call) => <DateText day={call.calledOn} style="short" /> },
              { header: t('calls.result'), cell: (call) => <>{t(`outcome.${call.outcome}`)}{call.nextCallOn ? <><br /><span class="small">{t('worklist.next', { day: sayDay('de', call.nextCallOn, 'short') })}</span></> : null}</> },
              { header: t('calls.note'), cell: (call) => call.note },
              { header: t('calls.by'), cell: (call) => call.recordedBy ?? t('calls.deleted-person') },
            ]}
          />
        </section>
      </>
    ),
  };
}
