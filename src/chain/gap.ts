import { addMonths, type Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../platform/outcome.ts';
import type { FigureName } from './need-figure.ts';

export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

export const evidenceKinds = ['matrix', 'data', 'conference', 'family-voice', 'professional-voice', 'other'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What shows that there is a gap: a computed cell, figures, a card of the conference, what families say. */
export interface Evidence {
  kind: EvidenceKind;
  description: string;
  source: string;
  observedOn: Day;
  /** the released figure behind it */
  figure?: FigureName;
}

/** What a gap says of itself; where it is may be left open in any direction. */
export interface GapDescription {
  title: string;
  severity: Severity;
  /** who sees to it: a post or body, so that it survives a change of persons */
  ownerName: string;
  /** what must be true for it to count as closed */
  closingCriterion: string;
  noticedOn: Day;
  phaseId?: Uuid;
  transitionId?: Uuid;
  fieldId?: Uuid;
  areaId?: Uuid;
}

/** An entry of the gap register (Lückenschluss, Krefeld 4871/18: gaps are found and closed as needed). */
export interface Gap extends GapDescription {
  id: Uuid;
  /** counts the changes; who changes an older one is told */
  version: number;
  closed?: { on: Day; proof: string };
}

export type GapEventKind = 'registered' | 'changed' | 'evidence-added' | 'closed' | 'reopened';

/** A line of a gap's history. */
export interface GapEvent {
  kind: GapEventKind;
  note: string;
  changedFields: readonly (keyof GapDescription)[];
}

/** What a rule answers: the gap as it is to be stored, and the line for its history. */
export interface GapChange {
  gap: Gap;
  event: GapEvent;
}

/** Longest text of a field, in characters. */
export const longestLine = 200;
export const longestText = 4000;

/** A gap enters the register with title, severity, owner, closing criterion and at least one piece of evidence, none from tomorrow. */
export function registerGap(id: Uuid, description: GapDescription, evidence: readonly Evidence[], today: Day): Outcome<GapChange> {
  const refusals = [...checkDescription(description, today), ...evidence.flatMap((one) => checkEvidence(one, today))];
  if (evidence.length === 0) refusals.push({ code: 'gap-needs-evidence', field: 'evidence' });
  if (refusals.length > 0) return { ok: false, refusals };
  return accepted({ gap: { ...description, id, version: 1 }, event: { kind: 'registered', note: '', changedFields: [] } });
}

/** Changes the description of an open gap; the history names the fields. Nothing changed is no change of version. */
export function changeGap(gap: Gap, version: number, description: GapDescription, today: Day): Outcome<GapChange | undefined> {
  const refusal = checkVersion(gap, version) ?? (gap.closed ? { code: 'gap-is-closed' } : undefined);
  if (refusal) return { ok: false, refusals: [refusal] };
  const refusals = checkDescription(description, today);
  if (refusals.length > 0) return { ok: false, refusals };
  const changedFields = describedFields.filter((field) => gap[field] !== description[field]);
  if (changedFields.length === 0) return accepted(undefined);
  return accepted({
    gap: { id: gap.id, version: gap.version + 1, ...description },
    event: { kind: 'changed', note: '', changedFields },
  });
}

/** Adds evidence to an open gap; that needs no version, for two people may add at once. */
export function addEvidence(gap: Gap, evidence: Evidence, today: Day): Outcome<GapEvent> {
  if (gap.closed) return refused('gap-is-closed');
  const refusals = checkEvidence(evidence, today);
  return refusals.length > 0 ? { ok: false, refusals } : accepted({ kind: 'evidence-added', note: evidence.description, changedFields: [] });
}

/** Closing needs a proof and a day that is neither before the gap was noticed nor in the future. */
export function closeGap(gap: Gap, version: number, closing: { on: Day; proof: string }, today: Day): Outcome<GapChange> {
  const refusal = checkVersion(gap, version) ?? (gap.closed ? { code: 'gap-is-closed' } : undefined);
  if (refusal) return { ok: false, refusals: [refusal] };
  const refusals = checkText('proof', closing.proof, longestText);
  if (closing.on < gap.noticedOn) refusals.push({ code: 'closed-before-noticed', field: 'closedOn' });
  if (closing.on > today) refusals.push({ code: 'day-in-future', field: 'closedOn' });
  if (refusals.length > 0) return { ok: false, refusals };
  const closed = { on: closing.on, proof: closing.proof.trim() };
  return accepted({ gap: { ...gap, version: gap.version + 1, closed }, event: { kind: 'closed', note: closed.proof, changedFields: [] } });
}

/** Reopening needs a reason; the gap keeps the day it was first noticed. */
export function reopenGap(gap: Gap, version: number, reason: string): Outcome<GapChange> {
  const refusal = checkVersion(gap, version) ?? (gap.closed ? undefined : { code: 'gap-is-open' });
  if (refusal) return { ok: false, refusals: [refusal] };
  const refusals = checkText('reason', reason, longestText);
  if (refusals.length > 0) return { ok: false, refusals };
  const { closed: _, ...open } = gap;
  return accepted({ gap: { ...open, version: gap.version + 1 }, event: { kind: 'reopened', note: reason.trim(), changedFields: [] } });
}

const describedFields = ['title', 'severity', 'ownerName', 'closingCriterion', 'noticedOn', 'phaseId', 'transitionId', 'fieldId', 'areaId'] as const;

function checkVersion(gap: Gap, version: number): Refusal | undefined {
  return gap.version === version ? undefined : { code: 'changed-meanwhile' };
}

function checkDescription(description: GapDescription, today: Day): Refusal[] {
  const refusals = [
    ...checkText('title', description.title, longestLine),
    ...checkText('ownerName', description.ownerName, longestLine),
    ...checkText('closingCriterion', description.closingCriterion, longestText),
  ];
  if (description.noticedOn > today) refusals.push({ code: 'day-in-future', field: 'noticedOn' });
  if (description.phaseId !== undefined && description.transitionId !== undefined) refusals.push({ code: 'phase-or-transition', field: 'transitionId' });
  return refusals;
}

function checkEvidence(evidence: Evidence, today: Day): Refusal[] {
  const refusals = checkText('evidence', evidence.description, longestText);
  if (evidence.observedOn > today) refusals.push({ code: 'day-in-future', field: 'observedOn' });
  return refusals;
}

function checkText(field: string, text: string, longest: number): Refusal[] {
  if (text.trim() === '') return [{ code: `${field}-missing`, field }];
  return text.length > longest ? [{ code: 'text-too-long', field, values: { max: longest } }] : [];
}

/** Bands of "open gaps by age": since when a gap has been waiting. */
export const gapAges = ['under-3-months', '3-to-12-months', '1-to-2-years', 'over-2-years'] as const;
export type GapAge = (typeof gapAges)[number];

/** Counted from the day it was noticed; the day on which a limit is reached belongs to the older band. */
export function gapAge(noticedOn: Day, today: Day): GapAge {
  if (today < addMonths(noticedOn, 3)) return 'under-3-months';
  if (today < addMonths(noticedOn, 12)) return '3-to-12-months';
  return today < addMonths(noticedOn, 24) ? '1-to-2-years' : 'over-2-years';
}

/** Open gaps per band and severity. Closed ones do not count. */
export function openGapsByAge(gaps: readonly Pick<Gap, 'noticedOn' | 'severity' | 'closed'>[], today: Day): Record<GapAge, Record<Severity, number>> {
  const counts = Object.fromEntries(gapAges.map((age) => [age, { high: 0, medium: 0, low: 0 }])) as Record<GapAge, Record<Severity, number>>;
  for (const gap of gaps) if (!gap.closed) counts[gapAge(gap.noticedOn, today)][gap.severity] += 1;
  return counts;
}
