import { listOrganizations } from '../../network/server/organizations.ts';
import { addDays, addMonths } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { worksForAll } from '../permissions.ts';
import { sayDay } from '../said.ts';
import { shownCode } from '../seals/code.ts';
import { evidenceStates, openCriteria, RENEWAL_MONTHS, sealCriteria } from '../seals/seal.ts';
import { awardSeal } from '../seal-permissions.ts';
import { staffSealTexts } from '../seal-texts.ts';
import { mayEditFor } from '../server/edit-service.ts';
import { loadSeals, type StoredSeal } from '../server/seals.ts';

const t = staffSealTexts.in('de');
export const STAFF_SEALS = '/verwaltung/guetesiegel';

/** Applications and seals; an organization sees its own. */
export async function staffSealsPage(view: View, form?: FormState): Promise<Sheet> {
  const isAll = worksForAll(view.who);
  const seals = (await loadSeals(view.tx, view.town.id)).filter(({ organizationId }) => isAll || view.who.organizationIds.includes(organizationId));
  const organizations = (await listOrganizations(view.tx, view.town.id)).filter(({ id }) => mayEditFor(view.who, id));
  const own = view.who.organizationIds.length === 1 && !isAll ? view.who.organizationIds[0] : undefined;
  return {
    title: t('navigation.seals'), wide: true,
    content: (
      <>
        <PageHead title={t('navigation.seals')} lead={t(isAll ? 'list.seals.lead' : 'list.seals.lead.provider')} actions={seals.some(({ code }) => code) ? <LinkButton look="secondary" icon="print" href={view.href(`${STAFF_SEALS}/aufkleber`)}>{t('stickers.all')}</LinkButton> : null} />
        <Table
          caption={t('seals.table')} rows={seals} empty={<EmptyState icon="shield" title={t('seals.empty')} explanation={t('seals.empty.text')} />}
          columns={[
            { header: t('seal.organization'), rowHeader: true, cell: (seal) => <a href={view.href(`${STAFF_SEALS}/${seal.id}`)}>{[seal.organizationName, seal.scope].filter(Boolean).join(' – ')}</a> },
            { header: t('column.status'), cell: (seal) => <StateBadge view={view} seal={seal} /> },
            { header: t('seals.column.criteria'), cell: (seal) => t('seals.criteria.of', { accepted: sealCriteria.length - openCriteria(seal.evidence).length, all: sealCriteria.length }) },
            { header: t('seals.column.applied'), cell: (seal) => <DateText day={seal.appliedOn} style="short" /> },
            { header: t('seals.column.until'), cell: (seal) => (seal.validUntil ? <DateText day={addDays(seal.validUntil, -1)} style="short" /> : '–') },
            { header: t('column.code'), cell: (seal) => (seal.code ? <a href={view.href(`/siegel/${shownCode(seal.code)}`)}>{shownCode(seal.code)}</a> : '–') },
          ]}
        />
        <section class="stack">
          <h2>{t('seal.apply')}</h2>
          <p>{t('seal.apply.text')}</p>
          <Form form={form ?? filledForm({ organizationId: own })} texts={staffSealTexts} label={t('seal.apply')}>
            <Select name="organizationId" label={t('seal.organization')} options={organizations.map(({ id, name }) => ({ value: id, label: name }))} />
            <TextField name="scope" label={t('seal.scope')} hint={t('seal.scope.hint')} optional />
            <Button look="secondary">{t('seal.apply.button')}</Button>
          </Form>
        </section>
      </>
    ),
  };
}

function StateBadge({ view, seal }: { view: View; seal: StoredSeal }) {
  const today = view.clock.today();
  if (seal.state === 'awarded' && seal.validUntil! <= today) return <Badge tone="caution">{t('state.expired')}</Badge>;
  if (seal.state === 'awarded' && seal.validUntil! <= addMonths(today, RENEWAL_MONTHS)) return <Badge tone="caution">{t('state.renew')}</Badge>;
  return <Badge tone={seal.state === 'awarded' ? 'good' : seal.state === 'applied' ? 'info' : 'plain'}>{t(`state.${seal.state}`)}</Badge>;
}

/** One application or seal: evidence, decision, history. */
export async function staffSealPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('id');
  const [seal] = isUuid(id) ? await loadSeals(view.tx, view.town.id, [id]) : [];
  if (!seal || !mayEditFor(view.who, seal.organizationId)) throw new NotFound();
  const mayAward = awardSeal.allows(view.who);
  const open = openCriteria(seal.evidence);
  const evidenceForm = sealCriteria.some((criterion) => `note.${criterion}` in form.values) ? form : filledForm(Object.fromEntries(seal.evidence.flatMap(({ criterion, note, state, answer }) => [[`note.${criterion}`, note], [`state.${criterion}`, state], [`answer.${criterion}`, answer]])));
  const address = (path: string) => view.href(`${STAFF_SEALS}/${seal.id}/${path}`);
  return {
    title: seal.organizationName, breadcrumbs: [{ label: t('navigation.seals'), href: view.href(STAFF_SEALS) }, { label: seal.organizationName }],
    content: (
      <>
        <PageHead preline={t('navigation.seals')} title={seal.organizationName} lead={seal.scope || undefined} actions={seal.code ? (
          <>
            <LinkButton look="secondary" href={view.href(`/siegel/${shownCode(seal.code)}`)}>{t('point.public')}</LinkButton>
            <LinkButton look="secondary" icon="print" href={view.href(`${STAFF_SEALS}/aufkleber`, { siegel: seal.id })}>{t('stickers.print')}</LinkButton>
          </>
        ) : null} />
        {view.query.has('gespeichert') ? <Notice kind="success" live>{t('saved')}</Notice> : null}
        <p><StateBadge view={view} seal={seal} /></p>
        <section class="stack">
          <h2>{t('seal.evidence')}</h2>
          {seal.state === 'applied' ? (
            <Form form={evidenceForm} texts={staffSealTexts} id="nachweise" label={t('seal.evidence')} action={address('nachweise')}>
              {seal.evidence.map((one) => (
                <fieldset class="kern-fieldset panel">
                  <legend class="kern-label">{t(`criterion.${one.criterion}`)}</legend>
                  <TextArea name={`note.${one.criterion}`} label={t('evidence.note')} rows={2} optional />
                  {mayAward ? (
                    <>
                      <RadioGroup name={`state.${one.criterion}`} label={t('evidence.state')} inline options={evidenceStates.map((value) => ({ value, label: t(`evidence.${value}`) }))} />
                      <TextArea name={`answer.${one.criterion}`} label={t('evidence.answer')} rows={2} optional />
                    </>
                  ) : <p>{t('evidence.state')}: {t(`evidence.${one.state}`)}{one.answer ? ` – ${one.answer}` : ''}</p>}
                </fieldset>
              ))}
              <Button>{t('evidence.save')}</Button>
            </Form>
          ) : <ul>{seal.evidence.map((one) => <li>{t(`criterion.${one.criterion}`)} {t(`evidence.${one.state}`)}{one.note ? `: ${one.note}` : ''}</li>)}</ul>}
        </section>
        {mayAward && seal.state === 'applied' ? (
          <section class="stack">
            <h2>{t('award.title')}</h2>
            {open.length > 0 ? <p>{t('award.open', { count: open.length })}</p> : null}
            <Form form={'awardedOn' in form.values ? form : filledForm({ awardedOn: view.clock.today(), awardedBy: view.town.name })} texts={staffSealTexts} id="verleihen" label={t('award.title')} action={address('verleihen')}>
              <DateField name="awardedOn" label={t('award.on')} />
              <TextField name="awardedBy" label={t('award.by')} />
              <DateField name="lastDay" label={t('award.lastDay')} hint={t('award.lastDay.hint')} optional />
              <Button>{t('award.button')}</Button>
            </Form>
          </section>
        ) : null}
        {mayAward && (seal.state === 'applied' || seal.state === 'awarded') ? (
          <section class="stack">
            <h2>{t(seal.state === 'applied' ? 'end.decline' : 'end.withdraw')}</h2>
            <p>{t('end.text')}</p>
            <Form form={'because' in form.values ? form : filledForm({ body: view.town.name })} texts={staffSealTexts} id="beenden" label={t('end.withdraw')} action={address('beenden')}>
              <TextField name="body" label={t('end.body')} />
              <TextField name="because" label={t('end.because')} />
              <Button look="danger">{t(seal.state === 'applied' ? 'end.decline' : 'end.withdraw')}</Button>
            </Form>
          </section>
        ) : null}
        <section class="stack">
          <h2>{t('history')}</h2>
          <ul>{seal.steps.map(({ step, onDay, body, reason }) => <li>{t('history.line', { step: t(`state.${step}`), day: sayDay('de', onDay), body })}{reason ? `: ${reason}` : ''}</li>)}</ul>
        </section>
      </>
    ),
  };
}
