import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, fileField, optionalText, text, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import * as permissions from '../permissions.ts';
import { decisions, editedText } from '../translation-edit.ts';
import { machineLanguages } from '../translation-machine.ts';
import { isForMachine, longestText, recordKinds, textLanguages, type RecordKind, type TextLanguage, type TranslationUnit } from '../translation.ts';
import { planXliff } from '../xliff-import.ts';
import { readXliff } from '../xliff-reader.ts';
import { addCertificate } from './easy-language.ts';
import { storeTranslations, type TranslationChange } from './store-translations.ts';
import { listTranslatable } from './translation-records.ts';
import { addRun, isMachineAtWork } from './translation-runs.ts';

export const MAX_XLIFF_BYTES = 10 * 1024 * 1024;

/** What a translator saw when the form was opened; told apart from what is stored when it comes back. */
export function seenOf({ german, text: stored }: TranslationUnit): string {
  return createHash('sha256').update(`${german}\u0000${stored}`).digest('base64url');
}

const MOST_TEXT = 15_000;

/** Saves a record's texts in one language. Refuses `text-changed` beside a part whose German or translation somebody changed meanwhile. */
export const saveTranslation = action({
  may: permissions.translate,
  audit: 'offers.translation.saved',
  // `text-…` and `seen-…` of each part: which notes an offer has is not known here.
  input: v.objectWithRest({ kind: choice(recordKinds), id: uuidField(), language: choice(textLanguages as [TextLanguage, ...TextLanguage[]]), decision: choice(decisions) }, optionalText(MOST_TEXT)),
  async run({ tx, who, municipalityId, clock, concerns }, input): Promise<Outcome<{ kind: RecordKind; id: Uuid; language: TextLanguage }>> {
    const { kind, id, language, decision } = input;
    const [record] = await listTranslatable(tx, municipalityId, { languages: [language], on: clock.today(), who, one: { kind, id } });
    if (!record) throw new NotFound();
    const refusals: Refusal[] = [];
    const changes: TranslationChange[] = [];
    for (const unit of record.units) {
      const field = `text-${unit.part}` as const;
      const typed = input[field] ?? '';
      const max = longestText(unit.part);
      if (typed.length > max) refusals.push({ code: 'too-long', field, values: { max } });
      if (input[`seen-${unit.part}`] !== seenOf(unit)) refusals.push({ code: 'text-changed', field });
      const edited = editedText(unit, typed, decision, { personId: who.personId, now: clock.now() });
      if (edited) changes.push({ kind, recordId: id, part: unit.part, language, ...edited });
    }
    if (refusals.length > 0) return { ok: false, refusals };
    await storeTranslations(tx, municipalityId, changes, clock);
    concerns(id, changes.map(({ part }) => `${part}.${language}`));
    return accepted({ kind, id, language });
  },
});

/** Reads a file of translations in. What can be taken is taken; what cannot is named with its line. Refuses what {@link readXliff} refuses. */
export const importXliff = action({
  may: permissions.translate,
  audit: 'offers.translation.imported',
  input: v.object({ file: fileField(MAX_XLIFF_BYTES) }),
  async run({ tx, who, municipalityId, clock, concerns }, { file }): Promise<Outcome<Uuid>> {
    const read = readXliff(new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) return { ok: false, refusals: read.refusals.map((refusal) => ({ ...refusal, field: 'file' })) };
    const { language, units } = read.value;
    const records = await listTranslatable(tx, municipalityId, { languages: [language], on: clock.today(), who });
    const plan = planXliff(units, records.flatMap((record) => record.units), { reviewedBy: who.personId, now: clock.now() });
    await storeTranslations(tx, municipalityId, plan.changes.map(({ unit, ...change }) => ({ ...unit, ...change })), clock);
    const run = await addRun(tx, municipalityId, clock, {
      kind: 'import', language, state: 'done', fileName: file.name.normalize('NFC').slice(0, 200), createdBy: who.personId, finishedAt: clock.now(),
      total: units.length, done: units.length, changed: plan.changes.length, unchanged: plan.unchanged + plan.empty, refused: plan.problems.length, problems: plan.problems,
    });
    concerns(run);
    return accepted(run);
  },
});

/** Plans a machine translation of what is missing, of public records only. Refuses `machine-off`, `machine-running`, `machine-nothing`. */
export const startMachineTranslation = action({
  may: permissions.translateByMachine,
  audit: 'offers.translation.machine-started',
  input: v.object({ language: choice(machineLanguages as [TextLanguage, ...TextLanguage[]]) }),
  async run({ tx, who, municipalityId, clock, configuration, later, concerns }, { language }): Promise<Outcome<Uuid>> {
    if (!configuration.translation) return refused('machine-off');
    if (await isMachineAtWork(tx, municipalityId, language)) return refused('machine-running');
    const records = await listTranslatable(tx, municipalityId, { languages: [language], on: clock.today() });
    const total = records.filter(({ isPublic }) => isPublic).flatMap(({ units }) => units).filter(isForMachine).length;
    if (total === 0) return refused('machine-nothing');
    const run = await addRun(tx, municipalityId, clock, { kind: 'machine', language, state: 'planned', total, createdBy: who.personId });
    await later('translate-texts', { run });
    concerns(run);
    return accepted(run);
  },
});

/** Records that a testing group found an offer's words to be Leichte Sprache. Refuses `easy-no-text`, `easy-future`. */
export const certifyEasyLanguage = action({
  may: permissions.certifyEasyLanguage,
  audit: 'offers.easy-language.certified',
  input: v.object({ id: uuidField(), certifiedBy: text(200), testingGroup: text(200), certifiedOn: dayField() }),
  async run({ tx, who, municipalityId, clock, concerns }, { id, ...certificate }): Promise<Outcome<Uuid>> {
    const [record] = await listTranslatable(tx, municipalityId, { languages: ['de-easy'], on: clock.today(), who, one: { kind: 'service', id } });
    if (!record) throw new NotFound();
    if (record.units.some((unit) => unit.text === '')) return refused('easy-no-text');
    if (certificate.certifiedOn > clock.today()) return refused('easy-future', { field: 'certifiedOn' });
    await addCertificate(tx, municipalityId, clock, { serviceId: id, recordedBy: who.personId, ...certificate });
    concerns(id, ['easy-language']);
    return accepted(id);
  },
});
