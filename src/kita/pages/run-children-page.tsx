import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { listChildren } from '../server/children.ts';
import { frozenMarket, runDetails } from '../server/run-records.ts';
import { crumbs, sayDay, t } from './round-frame.tsx';
import { runOf } from './run-page.tsx';

const MOST_SHOWN = 500;

/** Which children a finding concerns: for the office only, which can do something about it. */
export async function runChildrenPage(view: View): Promise<Sheet> {
  const { round, run } = await runOf(view);
  const check = run.checks.find(({ code }) => code === view.param('code'));
  if (!check) throw new NotFound();
  const { details } = await runDetails(view.tx, view.town.id, view.configuration.secretKey, run.id);
  const children = await listChildren(view.tx, view.town.id, (details[check.code] ?? []).slice(0, MOST_SHOWN) as Uuid[]);
  children.sort((a, b) => a.familyName.localeCompare(b.familyName, 'de') || a.givenNames.localeCompare(b.givenNames, 'de'));
  return {
    title: t('children.title'), ...crumbs(view, { label: round.name, href: roundPaths.round(round.id) }, { label: t(`run.${run.kind}`), href: roundPaths.run(round.id, run.id) }),
    content: (
      <>
        <PageHead title={t('children.title')} lead={t(`check.${check.code}`, { count: check.count, ...check.values })} />
        <Table
          caption={t('children.title')} captionHidden rows={children} empty={<EmptyState title={t('children.none')} explanation={t('checks.invariant.text')} icon="list" />}
          columns={[
            { header: t('children.name'), rowHeader: true, cell: ({ id, familyName, givenNames }) => <a href={view.href(roundPaths.childFile(id))}>{[familyName, givenNames].filter(Boolean).join(', ')}</a> },
            { header: t('children.born'), cell: ({ bornOn, expectedOn }) => (bornOn ? sayDay(bornOn) : expectedOn ? t('list.expected', { day: sayDay(expectedOn) }) : '') },
          ]}
        />
      </>
    ),
  };
}

/** The frozen input, byte by byte as it was hashed: ids, points and traits, no name. */
export async function marketFile(view: View): Promise<Response> {
  const { run } = await runOf(view);
  const bytes = await frozenMarket(view.tx, view.town.id, view.configuration.secretKey, run.id);
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="eingabe.json"', 'Cache-Control': 'no-store' } });
}
