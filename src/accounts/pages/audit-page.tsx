import { verifyAudit, type AuditFinding } from '../../platform/audit-verify.ts';
import { parseDay } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { auditOutcomes, listAudit, type AuditFilter } from '../server/audit-log.ts';
import { listNames } from '../server/list-people.ts';
import { staffTexts } from '../texts.ts';
import { pageNumber } from './page-number.ts';

export const AUDIT = '/verwaltung/protokoll';
const ON_A_PAGE = 50;
/** More than a spreadsheet is pleasant with; filter by day for the rest. */
const IN_A_FILE = 100_000;

function filterOf(query: URLSearchParams): AuditFilter {
  const from = parseDay(query.get('von') ?? '');
  const to = parseDay(query.get('bis') ?? '');
  const name = (query.get('vorgang') ?? '').trim().slice(0, 100);
  const personId = query.get('person');
  const outcome = auditOutcomes.find((one) => one === query.get('ausgang'));
  return { ...(from && { from }), ...(to && { to }), ...(name && { name }), ...(isUuid(personId) && { personId }), ...(outcome && { outcome }) };
}

/** Who did or read what, when; filtered, page by page. */
export async function auditPage(view: View): Promise<Sheet> {
  const { tx, town, query } = view;
  const current = pageNumber(query);
  const { entries, total } = await listAudit(tx, town.id, filterOf(query), { limit: ON_A_PAGE, offset: (current - 1) * ON_A_PAGE });
  const names = await listNames(tx, town.id);
  const finding = query.get('pruefen') === 'ja' ? await verifyAudit(tx, town.id) : undefined;
  const t = staffTexts.in(view.language);
  return {
    title: t('audit.title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('audit.title')} lead={t('audit.lead')} />
        {finding ? <Finding finding={finding} say={t} /> : null}
        <ButtonRow><LinkButton look="secondary" icon="link" href={view.href(AUDIT, { pruefen: 'ja' })}>{t('audit.verify')}</LinkButton></ButtonRow>
        <FilterBar>
          <DateField name="von" label={t('audit.from')} optional />
          <DateField name="bis" label={t('audit.to')} optional />
          <Select name="person" label={t('audit.person')} prompt={t('audit.everybody')} options={names.map(({ id, name }) => ({ value: id, label: name }))} optional />
          <Select name="ausgang" label={t('audit.outcome')} prompt={t('audit.everybody')} options={auditOutcomes.map((one) => ({ value: one, label: t(`audit.outcome.${one}`) }))} optional />
          <TextField name="vorgang" label={t('audit.name')} hint={t('audit.name.hint')} optional />
        </FilterBar>
        <Table
          caption={t('audit.caption', { count: total })}
          csv={view.href(`${AUDIT}.csv`, withoutPage(query))}
          rows={entries}
          empty={<EmptyState title={t('audit.none')} explanation={t('audit.none.text')} />}
          columns={[
            { header: t('audit.sequence'), cell: (entry) => entry.sequence, numeric: true },
            { header: t('audit.at'), cell: (entry) => <InstantText at={entry.at} style="short" /> },
            { header: t('audit.person'), cell: (entry) => (entry.personName ? <bdi>{entry.personName}</bdi> : entry.personId ?? t('audit.nobody')) },
            { header: t('audit.name'), cell: (entry) => entry.name, rowHeader: true },
            { header: t('audit.outcome'), cell: (entry) => t(`audit.outcome.${entry.outcome}`) },
            { header: t('audit.subject'), cell: (entry) => entry.subjectId ?? '–' },
            { header: t('audit.fields'), cell: (entry) => entry.fields.join(', ') || '–' },
          ]}
        />
        {total > IN_A_FILE ? <p class="small">{t('audit.csv.limit', { max: IN_A_FILE })}</p> : null}
        <Pagination current={current} pages={Math.ceil(total / ON_A_PAGE)} />
      </>
    ),
  };
}

function Finding({ finding, say }: { finding: AuditFinding; say: ReturnType<typeof staffTexts.in> }) {
  if (finding.intact) return <Notice kind="success"><p>{say('audit.verified', { count: finding.entries })}</p></Notice>;
  return <Notice kind="error" title={say('audit.broken')}><p>{say(`audit.broken.${finding.fault}`, { sequence: finding.sequence, count: finding.entries })}</p></Notice>;
}

function withoutPage(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(query);
  kept.delete('seite');
  kept.delete('pruefen');
  return kept;
}

/** The same entries for a spreadsheet. */
export async function auditCsv(view: View): Promise<Response> {
  const { entries } = await listAudit(view.tx, view.town.id, filterOf(view.query), { limit: IN_A_FILE, offset: 0 });
  const t = staffTexts.in('de');
  const header = (['audit.sequence', 'audit.at', 'audit.person', 'audit.name', 'audit.outcome', 'audit.subject', 'audit.fields'] as const).map((key) => t(key));
  const file = writeCsv(header, entries.map((entry) => [
    entry.sequence, entry.at.toISOString(), entry.personName ?? entry.personId ?? t('audit.nobody'), entry.name, t(`audit.outcome.${entry.outcome}`), entry.subjectId ?? '', entry.fields.join(', '),
  ]));
  return new Response(file as BodyInit, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="protokoll-${view.town.slug}-${view.clock.today()}.csv"`, 'Cache-Control': 'no-store' },
  });
}
