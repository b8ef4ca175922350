import type { AreaTree } from '../areas/area-tree.ts';
import type { FieldOfAction } from './field-of-action.ts';
import type { AgeSpan, FilterName, OfferFilter } from './offer-filter.ts';
import type { LifePhase } from './phase.ts';

/** An age a family can choose; `value` stands in the address: `schwanger`, `6m` (months), `2` (years). */
export interface AgeChoice extends AgeSpan {
  value: string;
}

/** Ages to choose from: finer while months matter, then years up to grown-ups. */
export const ageChoices: readonly AgeChoice[] = [
  { value: 'schwanger', from: -9, to: -1 },
  ...[[0, 2], [3, 5], [6, 8], [9, 11], [12, 17], [18, 23]].map(([from, to]) => ({ value: `${from}m`, from: from!, to: to! })),
  ...Array.from({ length: 16 }, (_, index) => ({ value: String(index + 2), from: (index + 2) * 12, to: (index + 3) * 12 - 1 })),
  { value: '18', from: 216, to: 323 },
];

/** Names of the filters in addresses. */
export const parameters: Record<FilterName, string> = {
  age: 'alter', fieldId: 'thema', phaseId: 'phase', areaIds: 'ort', weekday: 'tag', language: 'sprache', free: 'kostenlos', stepFree: 'stufenlos',
};
export const SEARCH = 'suche';

export interface OfferQuery {
  text: string;
  filter: OfferFilter;
  /** what is chosen, by its parameter: the thing itself, so that a page can name it */
  age?: AgeChoice;
  field?: FieldOfAction;
  phase?: LifePhase;
  area?: AreaTree['all'][number];
}

/** What an address may name. */
export interface Nameable {
  fields: readonly FieldOfAction[];
  phases: readonly LifePhase[];
  areas: AreaTree;
}

/** Longest text that is searched for, and shown again. */
const MAX_TEXT = 200;

/** Reads an address. What it names that does not exist is left out: an old link still leads to a list. */
export function readOfferQuery(query: URLSearchParams, { fields, phases, areas }: Nameable): OfferQuery {
  const named = (name: FilterName) => query.get(parameters[name]) ?? '';
  const byKey = <Thing extends { id: string; key: string }>(things: readonly Thing[], text: string) => things.find(({ id, key }) => key === text || id === text);
  const age = readAge(named('age'));
  const field = byKey(fields, named('fieldId'));
  const phase = byKey(phases, named('phaseId'));
  const area = byKey(areas.all, named('areaIds'));
  const weekday = /^[1-7]$/.test(named('weekday')) ? Number(named('weekday')) : undefined;
  const language = /^[a-z]{2,3}$/.test(named('language')) ? named('language') : undefined;
  // The whole municipality is no choice among its areas.
  const isWhole = area !== undefined && areas.roots.length === 1 && areas.roots[0]!.id === area.id;
  return {
    text: [...(query.get(SEARCH) ?? '').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()].slice(0, MAX_TEXT).join(''),
    filter: {
      ...(age ? { age: { from: age.from, to: age.to } } : {}),
      ...(field ? { fieldId: field.id } : {}),
      ...(phase ? { phaseId: phase.id } : {}),
      ...(area && !isWhole ? { areaIds: new Set([area.id, ...areas.descendants(area.id).map(({ id }) => id)]) } : {}),
      ...(weekday ? { weekday } : {}),
      ...(language ? { language } : {}),
      ...(query.has(parameters.free) ? { free: true } : {}),
      ...(query.has(parameters.stepFree) ? { stepFree: true } : {}),
    },
    ...(age ? { age } : {}), ...(field ? { field } : {}), ...(phase ? { phase } : {}), ...(area && !isWhole ? { area } : {}),
  };
}

function readAge(text: string): AgeChoice | undefined {
  const offered = ageChoices.find(({ value }) => value === text);
  if (offered) return offered;
  const months = /^(\d{1,3})m$/.exec(text);
  if (months) return { value: text, from: Number(months[1]), to: Number(months[1]) };
  const years = /^(\d{1,2})$/.exec(text);
  return years ? { value: text, from: Number(years[1]) * 12, to: Number(years[1]) * 12 + 11 } : undefined;
}
