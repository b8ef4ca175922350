import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalDay, optionalText, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { groupedBy } from '../../platform/grouped.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { awaySpans, costDays, type CostSpan } from '../office/cost-days.ts';
import rules from '../office/cost-rules.json' with { type: 'json' };
import { shareCosts } from '../office-permissions.ts';
import { demandChild } from './calls.ts';

export const costStates = ['open', 'claimed', 'paid'] as const;
export type CostState = (typeof costStates)[number];

export interface CostRow extends CostSpan {
  /** id of the placement (theirs here) or outside place (ours there) */
  placeId: Uuid;
  childId: Uuid;
  givenNames: string;
  familyName: string;
  bornOn: Day | null;
  municipality: string;
  facilityName: string;
  /** whole cents; null: unknown */
  amountCents: number | null;
  state: CostState;
}

export interface CostYear {
  theirsHere: CostRow[];
  oursThere: CostRow[];
}

/** What a Land says of cost sharing; undefined where nothing is known. */
export function costRule(land: string, on: Day): { text: string; source: string } | undefined {
  return rules.find((rule) => rule.land === land && rule.validFrom <= on);
}

/** Children of others in our Kitas and ours in others', with the days of a calendar year; five statements. */
export async function loadCostYear(tx: Read, municipalityId: Uuid, year: number): Promise<CostYear> {
  const amounts = await tx.selectFrom('kita.cost_share').selectAll().where('municipality_id', '=', municipalityId).where('year', '=', year).execute();
  const amountOf = new Map(amounts.map((row) => [`${row.placement_id ?? row.outside_place_id} ${row.other_municipality}`, { amountCents: row.amount_cents, state: row.state as CostState }]));
  const known = (id: Uuid, other: string) => amountOf.get(`${id} ${other}`) ?? { amountCents: null, state: 'open' as const };
  const [first, next] = [`${year}-01-01` as Day, `${year + 1}-01-01` as Day];

  const moves = groupedBy(await tx.selectFrom('kita.move').select(['child_id', 'direction', 'moved_on', 'other_municipality']).where('municipality_id', '=', municipalityId).execute(), (row) => row.child_id);
  const placements = await tx.selectFrom('kita.placement as placement')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'placement.municipality_id').onRef('child.id', '=', 'placement.child_id'))
    .innerJoin('kita.facility as facility', (join) => join.onRef('facility.municipality_id', '=', 'placement.municipality_id').onRef('facility.id', '=', 'placement.facility_id'))
    .select(['placement.id', 'placement.starts_on', 'placement.ends_on', 'child.id as child_id', 'child.given_names', 'child.family_name', 'child.born_on', 'child.comes_from', 'child.lives_here_from', 'facility.name'])
    .where('placement.municipality_id', '=', municipalityId).where('placement.starts_on', '<', next).where((where) => where.or([where('placement.ends_on', 'is', null), where('placement.ends_on', '>', first)]))
    .where((where) => where.or([where('child.comes_from', 'is not', null), where.exists(where.selectFrom('kita.move as move').select('move.id').whereRef('move.municipality_id', '=', 'child.municipality_id').whereRef('move.child_id', '=', 'child.id'))]))
    .orderBy('child.family_name').orderBy('child.given_names').orderBy('placement.starts_on').execute();
  const theirsHere = placements.flatMap((row): CostRow[] => {
    const spans = awaySpans({ comesFrom: row.comes_from, livesHereFrom: row.lives_here_from, moves: (moves.get(row.child_id) ?? []).map((move) => ({ direction: move.direction as 'in' | 'out', movedOn: move.moved_on, otherMunicipality: move.other_municipality })) });
    return spans.flatMap((span) => {
      const days = costDays({ startsOn: row.starts_on, endsOn: row.ends_on }, year, span);
      return days ? [{ ...days, ...known(row.id, span.municipality), placeId: row.id, childId: row.child_id, givenNames: row.given_names, familyName: row.family_name, bornOn: row.born_on, municipality: span.municipality, facilityName: row.name }] : [];
    });
  });

  const outside = await tx.selectFrom('kita.outside_place as place')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'place.municipality_id').onRef('child.id', '=', 'place.child_id'))
    .selectAll('place').select(['child.given_names', 'child.family_name', 'child.born_on']).where('place.municipality_id', '=', municipalityId).where('place.starts_on', '<', next)
    .orderBy('child.family_name').orderBy('child.given_names').orderBy('place.starts_on').execute();
  const oursThere = outside.flatMap((row): CostRow[] => {
    const days = costDays({ startsOn: row.starts_on, endsOn: row.ends_on }, year);
    return days ? [{ ...days, ...known(row.id, row.other_municipality), placeId: row.id, childId: row.child_id, givenNames: row.given_names, familyName: row.family_name, bornOn: row.born_on, municipality: row.other_municipality, facilityName: row.facility_name }] : [];
  });
  return { theirsHere, oursThere };
}

/** Money as people type it: `1.234,50`, `1234`; empty is unknown. */
const optionalCents = () => v.pipe(optionalText(20), v.regex(/^(?:\d{1,3}(?:\.\d{3})*|\d+)?(?:,\d{1,2})?$/, 'not-a-number'), v.transform((typed) => (typed === '' ? null : Math.round(Number(typed.replaceAll('.', '').replace(',', '.')) * 100))),
  v.nullable(v.pipe(v.number(), v.maxValue(100_000_000, 'too-big'))));

/** What was agreed for one place in one year; empty: still unknown. Unknown place: NotFound. */
export const saveCostShare = action({
  may: shareCosts,
  audit: 'kita.cost-share.saved',
  input: v.object({ place: uuidField(), municipality: text(120), year: wholeNumber(2000, 2100), amount: optionalCents(), state: choice(costStates) }),
  async run({ tx, municipalityId, clock, who, concerns }, { place, municipality, year, amount, state }) {
    const placement = await tx.selectFrom('kita.placement').select('id').where('municipality_id', '=', municipalityId).where('id', '=', place).executeTakeFirst();
    const outside = placement ? undefined : await tx.selectFrom('kita.outside_place').select('id').where('municipality_id', '=', municipalityId).where('id', '=', place).executeTakeFirst();
    if (!placement && !outside) throw new NotFound();
    if (state !== 'open' && amount === null) return refused('amount-missing', { field: 'amount' });
    const change = { amount_cents: amount, state, changed_at: clock.now(), changed_by: who.personId ?? null };
    await tx.insertInto('kita.cost_share').values({ municipality_id: municipalityId, id: newId(), year, placement_id: placement?.id ?? null, outside_place_id: outside?.id ?? null, other_municipality: municipality, ...change })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'year', placement ? 'placement_id' : 'outside_place_id', 'other_municipality']).doUpdateSet(change)).execute();
    concerns(place, ['amount', 'state']);
    return accepted(year);
  },
});

/** A child of ours has a place elsewhere. Refuses `end-before-start`. */
export const addOutsidePlace = action({
  may: shareCosts,
  audit: 'kita.outside-place.added',
  input: v.object({ id: uuidField(), place: text(120), facility: text(160), startsOn: dayField(), endsOn: optionalDay() }),
  async run(context, { id: child, place, facility, startsOn, endsOn }) {
    const { tx, municipalityId, clock, who, concerns } = context;
    await demandChild(context, child);
    if (endsOn && endsOn <= startsOn) return refused('end-before-start', { field: 'endsOn' });
    await tx.insertInto('kita.outside_place').values({
      municipality_id: municipalityId, id: newId(), child_id: child, other_municipality: place, facility_name: facility, starts_on: startsOn, ends_on: endsOn ?? null, recorded_at: clock.now(), recorded_by: who.personId ?? null,
    }).execute();
    concerns(child, ['outside-place']);
    return accepted(child);
  },
});
