import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, list, optionalText, text, uuidField } from '../../platform/field.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { ageBands } from '../facilities/age-band.ts';
import { readCriterionEntry } from '../criteria/criterion-entry.ts';
import { facts, type FactKey } from '../criteria/fact.ts';
import { editCatalogue } from '../criteria-permissions.ts';
import { columnsOf, insertCriteria, type StoredCatalogue } from './catalogues.ts';
import { change, lockDraft } from './edit-catalogue.ts';
import { listAllFacilities } from './facilities.ts';

const optionalNumber = (min: number, max: number, decimals = false) => v.pipe(
  optionalText(12), v.transform((typed) => (typed === '' ? undefined : Number(typed.replace(',', '.')))),
  v.check((value) => value === undefined || Number.isFinite(value), 'not-a-number'), v.check((value) => value === undefined || decimals || Number.isInteger(value), 'not-a-number'),
  v.check((value) => value === undefined || (value >= min && value <= max), 'number-range'),
);

const MOST_CRITERIA = 60;

/** A new criterion at the end, or a changed one in its place. Leads to the catalogue. */
export const saveCriterion = action({
  may: editCatalogue,
  audit: 'kita.criterion.saved',
  input: v.object({
    catalogue: uuidField(), criterion: optionalText(36),
    kind: choice(['requirement', 'group', 'reserve', 'points']), fact: choice(facts.map(({ key }) => key) as [FactKey, ...FactKey[]]),
    amount: optionalNumber(-1_000, 1_000), share: optionalNumber(0.01, 100, true), reserveKind: v.pipe(optionalText(4), v.transform((typed) => (typed === 'soft' || typed === 'hard' ? typed : undefined))),
    atLeast: optionalNumber(0, 400), atMost: optionalNumber(0, 400), perUnitUpTo: optionalNumber(1, 120), ageBands: list(choice(ageBands)), seatHoursFrom: optionalNumber(1, 60),
    proof: choice(['none', 'upload', 'seen']), place: optionalText(60), legalBasis: text(400),
  }),
  async run(context, { catalogue, criterion, place, ...typed }) {
    const draft = await lockDraft(context, catalogue);
    if (!draft.ok) return draft;
    const where = await placeOf(context, place);
    if (!where) return refused('choose-one', { field: 'place' });
    const read = readCriterionEntry({ ...typed, ...where });
    if (!read.ok) return read;
    const { tx, municipalityId } = context;
    if (criterion === '') {
      if (draft.value.criteria.length >= MOST_CRITERIA) return refused('too-many-criteria', { values: { max: MOST_CRITERIA } });
      await insertCriteria(tx, municipalityId, catalogue, [read.value], draft.value.criteria.length + 1);
    } else {
      const { id } = demandCriterion(draft.value, criterion);
      await tx.updateTable('kita.criterion').set(columnsOf(read.value)).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    }
    await change(context, catalogue, {});
    context.concerns(catalogue, ['criteria']);
    return accepted(catalogue);
  },
});

/** One place up or down; the order is that of the text, and of guaranteed seats. */
export const moveCriterion = action({
  may: editCatalogue,
  audit: 'kita.criterion.moved',
  input: v.object({ catalogue: uuidField(), criterion: text(36), direction: choice(['up', 'down']) }),
  async run(context, { catalogue, criterion, direction }) {
    const draft = await lockDraft(context, catalogue);
    if (!draft.ok) return draft;
    const order = draft.value.criteria.map(({ id }) => id);
    const at = order.indexOf(demandCriterion(draft.value, criterion).id);
    const to = direction === 'up' ? at - 1 : at + 1;
    if (to >= 0 && to < order.length) {
      [order[at], order[to]] = [order[to]!, order[at]!];
      await renumber(context, order);
      await change(context, catalogue, {});
    }
    context.concerns(catalogue, ['criteria']);
    return accepted(catalogue);
  },
});

export const removeCriterion = action({
  may: editCatalogue,
  audit: 'kita.criterion.removed',
  input: v.object({ catalogue: uuidField(), criterion: text(36) }),
  async run(context, { catalogue, criterion }) {
    const draft = await lockDraft(context, catalogue);
    if (!draft.ok) return draft;
    const { id } = demandCriterion(draft.value, criterion);
    await context.tx.deleteFrom('kita.criterion').where('municipality_id', '=', context.municipalityId).where('id', '=', id).execute();
    await renumber(context, draft.value.criteria.map((one) => one.id).filter((one) => one !== id));
    await change(context, catalogue, {});
    context.concerns(catalogue, ['criteria']);
    return accepted(catalogue);
  },
});

/** Another catalogue's criterion looks like none at all. */
function demandCriterion({ criteria }: StoredCatalogue, id: string) {
  const found = criteria.find((one) => one.id === id);
  if (!found) throw new NotFound();
  return found;
}

async function renumber({ tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>, order: readonly Uuid[]): Promise<void> {
  for (const [index, id] of order.entries()) {
    await tx.updateTable('kita.criterion').set({ position: index + 1 }).where('municipality_id', '=', municipalityId).where('id', '=', id).where('position', '<>', index + 1).execute();
  }
}

/** `''` everywhere, `facility:<id>`, `organization:<id>`; undefined for a place that is none of this town's. */
async function placeOf({ tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>, typed: string): Promise<{ facilityId: Uuid | null; organizationId: Uuid | null } | undefined> {
  if (typed === '') return { facilityId: null, organizationId: null };
  const [kind, id] = typed.split(':');
  if (!isUuid(id)) return undefined;
  const facilities = await listAllFacilities(tx, municipalityId);
  if (kind === 'facility' && facilities.some((facility) => facility.id === id)) return { facilityId: id, organizationId: null };
  if (kind === 'organization' && facilities.some(({ organizationId }) => organizationId === id)) return { facilityId: null, organizationId: id };
  return undefined;
}
