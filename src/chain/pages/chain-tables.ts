import { plainName } from '../../offers/names.ts';
import type { View } from '../../platform/house.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { areaAsked, areasOfChain } from '../areas-of-chain.ts';
import type { PartlyKnown, Rate } from '../cell.ts';
import { gapAge } from '../gap.ts';
import { areaMatrix, fieldMatrix, type Cell, type Chain } from '../matrix.ts';
import { isHighNeed } from '../need.ts';
import { listGaps } from '../server/gaps.ts';
import { loadChain } from '../server/load-chain.ts';
import { chainTexts } from '../texts.ts';
import { areaParameter } from './area-filter.tsx';
import { fieldAsked, fieldParameter } from './field-page.tsx';
import { sayDecision } from './reason-text.ts';
import { t } from './staff-frame.tsx';
import { whereOf } from './gap-words.ts';

/** What nobody knows, in official statistics. */
const unknown = '.';

/** The matrix of an area, one line per cell. */
export async function matrixCsv(view: View): Promise<Response> {
  const chain = await loadChain(view.tx, view.town, view.clock.today());
  const area = areaAsked(chain, view.query.get(areaParameter));
  return csvFile('kette.csv', header, areaMatrix(chain, area.id).flat().map((cell) => line(chain, cell)));
}

/** A field in all areas, one line per cell. */
export async function fieldCsv(view: View): Promise<Response> {
  const chain = await loadChain(view.tx, view.town, view.clock.today());
  const field = fieldAsked(chain, view.query.get(fieldParameter));
  const cells = field ? fieldMatrix(chain, field.id, areasOfChain(chain).map(({ area }) => area.id)).flat() : [];
  return csvFile('handlungsfeld.csv', header, cells.map((cell) => line(chain, cell)));
}

const header = [
  'Gebiet', 'Lebensphase', 'Handlungsfeld', 'Stand', 'Gründe', 'Bedarf nach Zahlen', 'Angebote', 'Träger', 'Kinder', 'Fehlende Kinderzahlen', 'Plätze', 'Angebote ohne bekannte Plätze',
  'Plätze je 100 Kinder (mindestens)', 'Wochenstunden', 'Angebote ohne bekannte Stunden', 'Wochenstunden je 100 Kinder (mindestens)', 'Kostenfrei', 'Ohne Anmeldung',
  'Aufsuchend', 'Nachmittags offen', 'Zu Fuß erreichbar', 'Kinder mit Fußweg in % (mindestens)', 'Kinder mit Fußweg in % (höchstens)', 'Sprachen außer Deutsch', 'Bestätigt',
  'Mögliche Doppelstrukturen', 'Angebote am', 'Kinderzahlen am',
];

function line(chain: Chain, cell: Cell): CellContent[] {
  const { town, tree } = chain.index;
  const { facts } = cell;
  const name = (list: readonly { id: string; names: { de: string } }[], id: string) => plainName(list.find((one) => one.id === id)!.names, 'de');
  const isUnknown = facts.children.known === 0 && facts.children.unknownParts > 0;
  return [
    tree.areas[tree.numberOf.get(cell.areaId)!]!.name, name(town.phases, cell.phaseId), name(town.fields, cell.fieldId),
    chainTexts.in('de')(`state.${cell.state}`), sayDecision(cell, chain), needWord(cell), facts.offerIds.length, facts.organizations,
    isUnknown ? unknown : Math.round(facts.children.known), facts.children.unknownParts,
    ...partly(facts.places), rate(facts.placesPer100), ...partly(facts.weeklyHours), rate(facts.hoursPer100),
    facts.free.yes.length, facts.walkIn.yes.length, facts.outreach.yes.length, facts.afternoon.yes.length, facts.near.yes.length,
    rounded(facts.reach.atLeast * 100), rounded(facts.reach.atMost * 100), facts.languages.map((one) => one.language).join(' '), facts.confirmed.yes.length,
    cell.doubleStructures.length, { day: town.on }, town.childrenOn ? { day: town.childrenOn } : unknown,
  ];
}

/** Empty where no rule asks. */
function needWord({ need }: Cell): string {
  if (isHighNeed(need)) return t('cell.high-need');
  return need.asked.some(({ here }) => here.answer === 'unknown') ? t('cell.need-unknown') : '';
}

function partly({ sum, known, unknown: missing }: PartlyKnown): CellContent[] {
  return [known.length === 0 && missing.length > 0 ? unknown : sum, missing.length];
}

function rate(value: Rate | undefined): CellContent {
  return value ? rounded(value.atLeast) : unknown;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The register of gaps, open and closed. */
export async function gapsCsv(view: View): Promise<Response> {
  const today = view.clock.today();
  const chain = await loadChain(view.tx, view.town, today, { withSuspicions: false });
  const gaps = await listGaps(view.tx, view.town.id);
  return csvFile('luecken.csv', ['Lücke', 'Wo', 'Schwere', 'Zuständig', 'Ziel', 'Bemerkt am', 'Offen seit', 'Geschlossen am', 'Nachweis'], gaps.map((gap) => [
    gap.title, whereOf(gap, chain), t(`severity.${gap.severity}`), gap.ownerName, gap.closingCriterion, { day: gap.noticedOn },
    gap.closed ? '' : t(`gapage.${gapAge(gap.noticedOn, today)}`), gap.closed && { day: gap.closed.on }, gap.closed?.proof,
  ]));
}

function csvFile(name: string, columns: string[], rows: CellContent[][]): Response {
  return new Response(writeCsv(columns, rows) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` },
  });
}
