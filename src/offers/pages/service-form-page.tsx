import { listOrganizations } from '../../network/server/organizations.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, typed, typedAll, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Correction } from '../correction/correction.ts';
import { confirmService, decideProposals, editService, editsForAll, readVersions, worksFor } from '../permissions.ts';
import { applyChanges } from '../revision/change.ts';
import { isOpen, type Proposal } from '../revision/proposal.ts';
import { revisionTexts } from '../revision-texts.ts';
import { findCorrection } from '../server/corrections.ts';
import { formOf } from '../server/service-form.ts';
import { isPublic } from '../service.ts';
import { mayEditFor } from '../server/edit-service.ts';
import { loadServices, type StoredService } from '../server/load-services.ts';
import { proposalsOf } from '../server/proposals.ts';
import { staffTexts, type StaffKey } from '../staff-texts.ts';
import { OwnProposal, SensitiveNote } from './revision-own.tsx';
import { sayDay } from '../said.ts';
import { loadServiceChoices, ServiceFields } from './service-form-fields.tsx';

const t = staffTexts.in('de');

/** The form for a new offer; also shown again with what was typed. */
export async function newServicePage(view: View, form?: FormState): Promise<Sheet> {
  const own = view.who.organizationIds.length === 1 ? view.who.organizationIds[0] : undefined;
  const fresh = filledForm({ status: 'active', organizationId: own, ageFromUnit: 'years', ageToUnit: 'years', outreach: 'unknown', freeOfCharge: 'unknown', walkIn: 'unknown', staffing: 'unknown', responsibleLevel: 'unknown' });
  return formSheet(view, form ?? fresh, undefined);
}

/** The form of a stored offer; a foreign or missing one is not there. After a conflict it names what is stored now. */
export async function servicePage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('id');
  const [stored] = isUuid(id) ? await loadServices(view.tx, view.town.id, [id]) : [];
  if (!stored || !worksFor(view.who, stored.organizationId)) throw new NotFound();
  const proposal = editsForAll(view.who) ? undefined : (await proposalsOf(view.tx, view.town.id, id as Uuid)).find(({ origin }) => origin === 'account');
  // Whoever has proposed something goes on from there, not from what families still see.
  const current = formOf(proposal && isOpen(proposal) ? { ...applyChanges(stored, proposal.changes), version: stored.version } : stored);
  const hint = view.query.get('hinweis') ?? (form && typed(form, 'correction'));
  const about = { proposal, correction: isUuid(hint) && decideProposals.allows(view.who) ? await findCorrection(view.tx, view.town.id, hint) : undefined };
  if (!form) return formSheet(view, current, stored, about);
  const isStale = form.refusals.some(({ code }) => code === 'stale-form');
  // Whoever saves once more has seen what is stored: the form goes on from that version.
  const values = isStale ? { ...form.values, version: [String(stored.version)] } : form.values;
  return formSheet(view, { ...form, values }, stored, about, isStale ? differences(form, current) : []);
}

/** What else is known of an entry that is being edited. */
interface About {
  proposal?: Proposal | undefined;
  correction?: Correction | undefined;
}

/** What is stored now and differs from what was typed, by the label of its field. */
function differences(typedForm: FormState, stored: FormState): { label: string; stored: string }[] {
  return Object.entries(stored.values).flatMap(([name, values]) => {
    if (name === 'version' || values.join() === typedAll(typedForm, name).join()) return [];
    const [kind, row, column] = name.split('.');
    const key = (column ? `${kind}.${column}` : `field.${name}`) as StaffKey;
    const label = staffTexts.has('de', key) ? t(key) : name;
    return [{ label: row ? `${label} (${t('form.row.number', { number: Number(row) + 1 })})` : label, stored: values.join(', ') }];
  });
}

async function formSheet(view: View, form: FormState, stored: StoredService | undefined, about: About = {}, changed: readonly { label: string; stored: string }[] = []): Promise<Sheet> {
  const choices = await loadServiceChoices(view);
  const organizations = (await listOrganizations(view.tx, view.town.id)).filter((one) => mayEditFor(view.who, one.id) || one.id === stored?.organizationId);
  const title = t(stored ? 'form.title.edit' : 'form.title.new');
  return {
    title: stored ? stored.name : title,
    breadcrumbs: [{ label: t('offers.title'), href: view.href('/verwaltung/angebote') }, { label: stored?.name ?? title }],
    content: (
      <>
        <PageHead preline={stored ? title : undefined} title={stored?.name ?? title} actions={stored && isPublic(stored, view.clock.today()) ? <LinkButton look="secondary" href={view.href(`/angebote/${stored.id}`)}>{t('form.public')}</LinkButton> : null} />
        {view.query.has('zurueckgezogen') ? <Notice kind="success" live>{revisionTexts.in('de')('own.withdrawn')}</Notice> : null}
        {stored ? <Confirmation view={view} stored={stored} /> : null}
        {stored ? await OwnProposal({ view, service: stored, proposal: about.proposal }) : null}
        {about.correction?.state === 'open' ? <Notice title={<bdi>{revisionTexts.in('de')('correction.beside', { said: about.correction.said })}</bdi>}><p>{revisionTexts.in('de')('correction.beside.text')}</p></Notice> : null}
        {stored && readVersions.allows(view.who) ? <p><a href={view.href(`/verwaltung/angebote/${stored.id}/fassungen`)}>{revisionTexts.in('de')('versions.link')}</a></p> : null}
        {editService.allows(view.who) && !editsForAll(view.who) ? await SensitiveNote({ view, isNew: !stored || stored.status === 'draft' }) : null}
        {changed.length > 0 ? (
          <Notice kind="warning" title={t('changed-meanwhile')}>
            <p>{t('changed-meanwhile.text')}</p>
            <Table caption={t('changed-meanwhile')} captionHidden rows={changed} columns={[{ header: t('changed-meanwhile.field'), rowHeader: true, cell: (one) => one.label }, { header: t('changed-meanwhile.stored'), cell: (one) => one.stored }]} />
          </Notice>
        ) : null}
        {stored && !mayEditFor(view.who, stored.organizationId) ? null : <Form form={form} texts={staffTexts}>
          {/* Enter presses the first button of a form: it is to save, not to add a row. */}
          <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">{t('form.save')}</button>
          {stored ? <input type="hidden" name="version" value={form.values['version']?.[0] ?? ''} /> : null}
          <ServiceFields form={form} organizations={organizations} choices={choices} />
          {about.correction?.state === 'open' ? <input type="hidden" name="correction" value={about.correction.id} /> : null}
          <TextField name="reason" label={revisionTexts.in('de')(editsForAll(view.who) ? 'form.reason' : 'form.reason.provider')} optional />
          <ButtonRow>
            <Button>{t('form.save')}</Button>
            <LinkButton look="secondary" href={view.href('/verwaltung/angebote')}>{t('form.cancel')}</LinkButton>
          </ButtonRow>
        </Form>}
      </>
    ),
  };
}

function Confirmation({ view, stored }: { view: View; stored: StoredService }) {
  const said = stored.assuredAt ? t('form.assured', { day: sayDay('de', stored.assuredAt), name: stored.assuredBy ?? '–' }) : t('form.assured.never');
  if (!confirmService.allows(view.who)) return <p>{said}</p>;
  return (
    <div class="panel">
      <p>{said} {t('form.confirm.text')}</p>
      <Form form={{ values: {}, refusals: [] }} id="bestaetigen" label={t('form.confirm')} action={view.href(`/verwaltung/angebote/${stored.id}/bestaetigen`)}>
        <Button look="secondary" icon="check">{t('form.confirm')}</Button>
      </Form>
    </div>
  );
}
