import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, choice, dayField, optionalDay, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { adoptCatalogue as mayAdopt, editCatalogue as mayEdit } from '../criteria-permissions.ts';
import { findingsOf } from './catalogue-ground.ts';
import { findCatalogue, insertCriteria, type StoredCatalogue } from './catalogues.ts';

const settings = {
  name: text(120), validFrom: dayField(), validUntil: optionalDay(), nonResidents: choice(['refused', 'last', 'equal']), lotteryScope: choice(['market', 'facility']),
  blocking: choice(['vacating', 'keeping']), ties: choice(['lottery', 'most-places']),
};

/** A new, empty catalogue with the usual settings. Leads to its id. */
export const createCatalogue = action({
  may: mayEdit,
  audit: 'kita.catalogue.created',
  input: v.object({ name: settings.name, validFrom: settings.validFrom }),
  async run({ tx, municipalityId, who, clock, concerns }, { name, validFrom }) {
    const id = newId();
    await tx.insertInto('kita.catalogue').values({ municipality_id: municipalityId, id, name, valid_from: validFrom, created_at: clock.now(), created_by: who.personId ?? null }).execute();
    concerns(id, ['name', 'validFrom']);
    return accepted(id);
  },
});

/** A change of an adopted catalogue is a new one based on it; a draft may be copied to try out another way. */
export const copyCatalogue = action({
  may: mayEdit,
  audit: 'kita.catalogue.copied',
  input: v.object({ catalogue: uuidField(), name: settings.name, validFrom: settings.validFrom }),
  async run({ tx, municipalityId, who, clock, concerns }, { catalogue, name, validFrom }) {
    const from = await findCatalogue(tx, municipalityId, catalogue);
    if (!from) throw new NotFound();
    const id = newId();
    await tx.insertInto('kita.catalogue').values({
      municipality_id: municipalityId, id, name, valid_from: validFrom, lottery_scope: from.lotteryScope, blocking: from.blocking, ties: from.ties, non_residents: from.nonResidents,
      based_on_id: from.id, created_at: clock.now(), created_by: who.personId ?? null,
    }).execute();
    await insertCriteria(tx, municipalityId, id, from.criteria);
    concerns(id, ['basedOn', 'name', 'validFrom']);
    return accepted(id);
  },
});

export const saveCatalogue = action({
  may: mayEdit,
  audit: 'kita.catalogue.saved',
  input: v.object({ catalogue: uuidField(), version: wholeNumber(1, 1e9), ...settings }),
  async run(context, { catalogue, version, name, validFrom, validUntil, nonResidents, lotteryScope, blocking, ties }) {
    const draft = await lockDraft(context, catalogue);
    if (!draft.ok) return draft;
    if (draft.value.version !== version) return refused('changed-meanwhile');
    if (validUntil !== undefined && validUntil <= validFrom) return refused('until-before-from', { field: 'validUntil' });
    await change(context, catalogue, { name, valid_from: validFrom, valid_until: validUntil ?? null, non_residents: nonResidents, lottery_scope: lotteryScope, blocking, ties });
    context.concerns(catalogue, ['name', 'validFrom', 'validUntil', 'nonResidents', 'lotteryScope', 'blocking', 'ties']);
    return accepted(catalogue);
  },
});

/** A draft nothing refers to goes, with its simulations; one that others are based on stays. */
export const removeCatalogue = action({
  may: mayEdit,
  audit: 'kita.catalogue.removed',
  input: v.object({ catalogue: uuidField() }),
  async run(context, { catalogue }) {
    const draft = await lockDraft(context, catalogue);
    if (!draft.ok) return draft;
    const { tx, municipalityId } = context;
    for (const [table, column] of [['kita.catalogue', 'based_on_id'], ['kita.round', 'catalogue_id'], ['kita.run', 'catalogue_id'], ['kita.simulation', 'against_id']] as const) {
      const used = await tx.selectFrom(table).select('id').where('municipality_id', '=', municipalityId).where(column as never, '=', catalogue as never).limit(1).executeTakeFirst();
      if (used) return refused('catalogue-used');
    }
    await tx.deleteFrom('kita.catalogue').where('municipality_id', '=', municipalityId).where('id', '=', catalogue).execute();
    context.concerns(catalogue);
    return accepted(catalogue);
  },
});

/**
 * What a body has adopted is written down and frozen. Whoever does it has seen the findings: errors refuse, warnings have to be answered for. No
 * catalogue applies to the time before it was adopted: families could not have known it.
 */
export const adoptCatalogue = action({
  may: mayAdopt,
  audit: 'kita.catalogue.adopted',
  input: v.object({ catalogue: uuidField(), version: wholeNumber(1, 1e9), adoptedOn: dayField(), adoptedBy: text(160), resolution: text(80), warningsSeen: checkbox() }),
  async run(context, { catalogue, version, adoptedOn, adoptedBy, resolution, warningsSeen }) {
    const draft = await lockDraft(context, catalogue);
    if (!draft.ok) return draft;
    const { tx, municipalityId, clock, who } = context;
    if (draft.value.version !== version) return refused('changed-meanwhile');
    if (adoptedOn > clock.today()) return refused('adopted-in-future', { field: 'adoptedOn' });
    if (draft.value.validFrom < adoptedOn) return refused('valid-before-adoption', { field: 'adoptedOn' });
    const findings = await findingsOf(tx, municipalityId, draft.value, clock.today());
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return refused('catalogue-has-errors', { values: { count: errors.length } });
    if (findings.length > 0 && !warningsSeen) return refused('warnings-unseen', { field: 'warningsSeen', values: { count: findings.length } });
    await change(context, catalogue, { adopted_on: adoptedOn, adopted_by: adoptedBy, resolution, adopted_at: clock.now(), adopted_by_person: who.personId ?? null });
    context.concerns(catalogue, ['adoptedOn', 'adoptedBy', 'resolution']);
    return accepted(catalogue);
  },
});

/** The draft with its criteria, its row locked until the end of the transaction; what is adopted is refused, what is not there is not found. */
export async function lockDraft({ tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>, id: Uuid): Promise<Outcome<StoredCatalogue>> {
  const row = await tx.selectFrom('kita.catalogue').select('adopted_at').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new NotFound();
  if (row.adopted_at !== null) return refused('catalogue-adopted');
  return accepted((await findCatalogue(tx, municipalityId, id))!);
}

/** Writes columns of a draft; its version rises, so that an older form is noticed. */
export async function change({ tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>, id: Uuid, values: Record<string, unknown>): Promise<void> {
  await tx.updateTable('kita.catalogue').set((set) => ({ ...values, version: set('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}
