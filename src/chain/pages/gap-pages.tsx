import { plainName } from '../../offers/names.ts';
import { teachSearch } from '../../offers/search-permissions.ts';
import { findMiss } from '../../offers/server/search-misses.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { areaAsked, storedArea } from '../areas-of-chain.ts';
import { longestLine, type Gap } from '../gap.ts';
import type { Chain } from '../matrix.ts';
import { findGap } from '../server/gaps.ts';
import { loadChain } from '../server/load-chain.ts';
import { writeFigure } from '../need-figure.ts';
import { figureChoices } from '../server/need-figures.ts';
import { chainTexts } from '../texts.ts';
import { areaParameter } from './area-filter.tsx';
import { findCell } from './cell-page.tsx';
import { GapForm } from './gap-form.tsx';
import { sayDecision } from './reason-text.ts';
import { noon, paths, staffSheet, t } from './staff-frame.tsx';

/** A new gap, filled from the cell of the matrix it was noticed in. */
export async function newGapPage(view: View, form?: FormState): Promise<Sheet> {
  const chain = await loadChain(view.tx, view.town, view.clock.today(), { withSuspicions: false });
  return staffSheet(view, {
    title: t('gap.new.title'), tab: 'gaps', below: true,
    content: (
      <>
        <PageHead title={t('gap.new.title')} lead={t('gap.new.lead')} />
        <GapForm chain={chain} view={view} form={form ?? await filledFromSearches(view) ?? filledFromCell(chain, view)} figures={await figureChoices(view.tx, view.town.id, view.clock.today())} cancelHref={view.href(paths.gaps)} />
      </>
    ),
  });
}

/** What families looked for in vain is a piece of evidence too: the need and how often, never what somebody typed. */
async function filledFromSearches(view: View): Promise<FormState | undefined> {
  const today = view.clock.today();
  const asked = view.query.get('gesucht');
  const miss = asked !== null && teachSearch.allows(view.who) ? await findMiss(view.tx, view.town.id, today, asked) : undefined;
  if (!miss) return undefined;
  const last = new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${miss.lastMonth}T00:00:00Z`));
  return filledForm({
    noticedOn: today, observedOn: today, severity: 'medium', title: t('gap.from-searches.title', { need: miss.name }).slice(0, longestLine), evidenceKind: 'family-voice', evidenceSource: t('gap.from-searches.source'),
    evidence: t('gap.from-searches', { need: miss.name, count: miss.count, last }),
  });
}

/** What the matrix says is the first piece of evidence. */
function filledFromCell(chain: Chain, view: View): FormState {
  const today = view.clock.today();
  const { phases, fields } = chain.index.town;
  const phase = phases.find((one) => one.id === view.query.get('phase'));
  const field = fields.find((one) => one.id === view.query.get('feld'));
  if (!phase || !field) return filledForm({ noticedOn: today, observedOn: today, severity: 'medium' });
  const area = areaAsked(chain, view.query.get(areaParameter));
  const cell = findCell(chain, area.id, phase.id, field.id);
  const names = { area: area.name, field: plainName(field.names, 'de'), phase: plainName(phase.names, 'de') };
  const figure = cell.need.asked.find(({ here }) => here.answer === 'high')?.need.figure;
  return filledForm({
    noticedOn: today, observedOn: today, severity: cell.state === 'gap' ? 'high' : 'medium', phaseId: phase.id, fieldId: field.id, areaId: storedArea(chain, area.id),
    ...(figure ? { figure: writeFigure(figure) } : {}), evidenceKind: 'matrix', evidenceSource: t('gap.from-matrix.source'),
    evidence: t('gap.from-matrix', { ...names, day: noon(today), state: chainTexts.in('de')(`state.${cell.state}`), reason: sayDecision(cell, chain) }),
  });
}

/** The gap of this address; NotFound for anything else. */
export async function gapAsked(view: View): Promise<Gap> {
  const id = view.param('gap');
  if (!isUuid(id)) throw new NotFound();
  return findGap(view.tx, view.town.id, id);
}

/** Changes the description; after a conflict everything typed stands beside the gap's newest version. */
export async function editGapPage(view: View, form?: FormState): Promise<Sheet> {
  const gap = await gapAsked(view);
  const chain = await loadChain(view.tx, view.town, view.clock.today(), { withSuspicions: false });
  const { title, severity, ownerName, closingCriterion, noticedOn, phaseId, transitionId, fieldId, areaId } = gap;
  const filled = filledForm({ title, severity, ownerName, closingCriterion, noticedOn, phaseId, transitionId, fieldId, areaId });
  return staffSheet(view, {
    title: t('gap.edit.title'), tab: 'gaps', below: true,
    content: (
      <>
        <PageHead title={t('gap.edit.title')} preline={gap.title} />
        <GapForm chain={chain} view={view} form={form ?? filled} version={gap.version} cancelHref={view.href(paths.gap(gap.id))} />
      </>
    ),
  });
}
