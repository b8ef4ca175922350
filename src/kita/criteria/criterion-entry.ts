import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Uuid } from '../../platform/id.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import type { Criterion, CriterionKind } from './catalogue.ts';
import { factOf, type FactKey, type ProofKind } from './fact.ts';

/** A criterion as it is typed: numbers that were left empty are undefined. */
export interface CriterionEntry {
  kind: CriterionKind;
  fact: FactKey;
  amount: number | undefined;
  /** percent */
  share: number | undefined;
  reserveKind: 'soft' | 'hard' | undefined;
  atLeast: number | undefined;
  atMost: number | undefined;
  perUnitUpTo: number | undefined;
  ageBands: readonly AgeBand[];
  seatHoursFrom: number | undefined;
  proof: ProofKind;
  organizationId: Uuid | null;
  facilityId: Uuid | null;
  legalBasis: string;
}

/** Most groups a catalogue may have; 0 stays free for what is put before all others later. */
const MOST_GROUPS = 99;

/** What a typed criterion means, or what is wrong beside which field. Whatever does not belong to its kind or fact is refused, not silently dropped. */
export function readCriterionEntry(entry: CriterionEntry): Outcome<Omit<Criterion, 'id' | 'position'>> {
  const { kind, fact, amount, share, atLeast, atMost, perUnitUpTo, seatHoursFrom, ageBands } = entry;
  const isNumber = factOf(fact).value !== 'truth';
  if (kind === 'points' && (amount === undefined || amount === 0)) return refused('points-missing', { field: 'amount' });
  if (kind === 'group' && (amount === undefined || amount < 1 || amount > MOST_GROUPS)) return refused('group-range', { field: 'amount', values: { max: MOST_GROUPS } });
  if (kind === 'requirement' && amount !== undefined) return refused('amount-not-for-requirement', { field: 'amount' });
  if (kind === 'reserve') {
    if ((amount === undefined) === (share === undefined)) return refused('amount-or-share', { field: 'amount' });
    if (amount !== undefined && (amount < 1 || amount > 999)) return refused('reserve-range', { field: 'amount' });
    if (entry.reserveKind === undefined) return refused('choose-one', { field: 'reserveKind' });
    if (factOf(fact).scope === 'seat-type') return refused('fact-not-for-reserve', { field: 'fact' });
    if (ageBands.length > 0) return refused('scope-not-for-reserve', { field: 'ageBands' });
    if (seatHoursFrom !== undefined) return refused('scope-not-for-reserve', { field: 'seatHoursFrom' });
  } else if (share !== undefined) return refused('share-only-for-reserve', { field: 'share' });
  if (!isNumber && atLeast !== undefined) return refused('range-without-number', { field: 'atLeast' });
  if (!isNumber && atMost !== undefined) return refused('range-without-number', { field: 'atMost' });
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) return refused('range-reversed', { field: 'atMost' });
  if (perUnitUpTo !== undefined && (kind !== 'points' || !isNumber)) return refused('per-unit-not-here', { field: 'perUnitUpTo' });
  return accepted({
    kind, fact,
    condition: {
      ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }), ...(perUnitUpTo === undefined ? {} : { perUnitUpTo }),
      ...(ageBands.length === 0 ? {} : { ageBands: [...ageBands] }), ...(seatHoursFrom === undefined ? {} : { seatHoursFrom }),
    },
    amount: amount ?? null, share: share === undefined ? null : Math.round(share * 100) / 10_000, reserveKind: kind === 'reserve' ? entry.reserveKind! : null,
    proof: factOf(fact).origin === 'family' ? entry.proof : 'none', organizationId: entry.organizationId, facilityId: entry.facilityId, legalBasis: entry.legalBasis,
  });
}
