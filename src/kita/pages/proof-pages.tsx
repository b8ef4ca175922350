import { emptyForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { criteriaTexts } from '../criteria-texts.ts';
import { findFact } from '../criteria/fact.ts';
import { officePaths } from '../office-paths.ts';
import { officeTexts } from '../office-texts.ts';
import { urgentReasonOf } from '../registration/urgency.ts';
import { registrationTexts } from '../registration-texts.ts';
import type { ClaimedFact } from '../server/circumstances.ts';
import { findClaim, listClaimsToCheck, openProof } from '../server/proofs.ts';
import { crumbs, said, sayInstant, t } from './office-frame.tsx';

const criteria = criteriaTexts.in('de');

/** A fact in words, with its number where it has one; one nobody knows any more by its key. */
export function sayFact({ fact, value }: ClaimedFact): string {
  const reason = urgentReasonOf(fact);
  if (reason) return t('proof.urgent', { reason: registrationTexts.in('de')(`urgent.reason.${reason}`) });
  const known = findFact(fact);
  const label = known ? criteria(`fact.${known.key}.label`) : fact;
  return value === true ? label : t('proof.value', { fact: label, value });
}

export async function proofListPage(view: View): Promise<Sheet> {
  const claims = await listClaimsToCheck(view.tx, view.town.id, view.configuration.secretKey);
  return {
    title: t('proofs.title'), ...crumbs(view, t('proofs.title')), ...said(view, { geprueft: 'said.proof' }),
    content: (
      <>
        <PageHead title={t('proofs.title')} lead={t('proofs.lead')} />
        <Table
          caption={t('proofs.title')} captionHidden rows={claims} empty={<EmptyState title={t('proofs.none')} explanation={t('proofs.none.text')} icon="check" />}
          columns={[
            { header: t('search.child'), rowHeader: true, cell: (claim) => <a href={view.href(officePaths.proof(claim.id))}><bdi>{claim.childName}</bdi> ({claim.number})</a> },
            { header: t('file.circumstance'), cell: (claim) => sayFact(claim) },
            { header: t('proofs.files'), cell: ({ proofs }) => t('proofs.files.count', { count: proofs }) },
            { header: t('proofs.since'), cell: ({ claimedAt }) => sayInstant(claimedAt) },
          ]}
        />
      </>
    ),
  };
}

/** One circumstance: what the family said, its files, and the decision. */
export async function proofPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const { claim, proofs } = await findClaim(view.tx, view.town.id, view.configuration.secretKey, idOf(view, 'id'));
  return {
    title: t('proof.title'), ...crumbs(view, t('proof.title'), { label: t('proofs.title'), href: officePaths.proofs }),
    content: (
      <>
        <PageHead title={t('proof.title')} preline={<bdi>{claim.childName}</bdi>} actions={<LinkButton look="secondary" href={view.href(officePaths.child(claim.childId))}>{t('births.open')}</LinkButton>} />
        <DescriptionList entries={[
          { term: t('proof.fact'), details: sayFact(claim) }, { term: t('proofs.since'), details: sayInstant(claim.claimedAt) }, { term: t('file.number'), details: claim.number },
        ]} />
        <section class="stack">
          <h2>{t('proofs.files')}</h2>
          {proofs.length === 0 ? <p>{t('proof.none')}</p> : null}
          <ul>{proofs.map(({ id, name, mediaType }) => <li><a href={view.href(officePaths.proofFile(claim.id, id))} target="_blank" rel="noopener">{t('proof.open', { name })}</a>{inline(mediaType) ? null : <> <span class="small muted">{t('proof.unreadable')}</span></>}</li>)}</ul>
        </section>
        {claim.state === 'claimed' ? (
          <Form form={form} texts={officeTexts} id="pruefung" label={t('proof.decision')}>
            <RadioGroup name="decision" label={t('proof.decision')} options={[{ value: 'accept', label: t('proof.accept') }, { value: 'refuse', label: t('proof.refuse') }]} />
            <TextArea name="note" label={t('proof.note')} hint={t('proof.note.hint')} rows={3} optional />
            <ButtonRow><Button>{t('proof.save')}</Button><LinkButton look="tertiary" href={view.href(officePaths.proofs)}>{t('proofs.title')}</LinkButton></ButtonRow>
          </Form>
        ) : <Notice kind="info">{t(`circumstance.${claim.state}`)}{claim.note ? `: ${claim.note}` : ''}</Notice>}
      </>
    ),
  };
}

/** Kinds a browser shows without running anything in them. */
const INLINE = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp']);
const inline = (mediaType: string) => INLINE.has(mediaType);

/** The file in a tab of its own, kept nowhere: kinds a browser only draws are shown, all others downloaded; the house's headers forbid the rest. */
export async function proofFile(view: View): Promise<Response> {
  const { content, mediaType } = await openProof(view.tx, view.town.id, view.configuration.secretKey, idOf(view, 'id'), idOf(view, 'proof'));
  const isShown = inline(mediaType);
  return new Response(new Uint8Array(content), { headers: {
    'Content-Type': isShown ? mediaType : 'application/octet-stream', 'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename="nachweis"`,
    'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin',
  } });
}

function idOf(view: View, name: string): Uuid {
  const id = view.param(name);
  if (!isUuid(id)) throw new NotFound();
  return id;
}
