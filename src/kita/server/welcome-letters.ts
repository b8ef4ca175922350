import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { encryptField } from '../../platform/encryption.ts';
import { checkbox, choice, fileField, optionalText, text, uuidField } from '../../platform/field.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { languageFacts } from '../../platform/language.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import type { PdfTemplate } from '../../platform/pdf.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import { acceptRows } from '../../platform/table-file/refused-row.ts';
import { outsideTask } from '../../platform/task.ts';
import { welcomeDocument, welcomeOccasions } from '../registration/welcome-letters.ts';
import type { WelcomeRows } from '../registration/welcome-list/read-welcome-rows.ts';
import { placesOfWelcome, welcomeColumnNames, type WelcomePlaces } from '../registration/welcome-list/welcome-columns.ts';
import { BEGIN_PATH } from '../registration-paths.ts';
import { writeWelcomeLetters } from '../registration-permissions.ts';
import { welcomeTexts } from '../welcome-texts.ts';
import { readLetterSetting } from './letter-setting.ts';
import { setPdf } from './set-pdf.ts';
import { emptied, findWelcomeRun, listPlace, previewWelcome, welcomePdfPlace } from './welcome-runs.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const DAYS_KEPT = 7;
const MINUTES_AFTER_FETCHING = 30;
const template: PdfTemplate = { name: 'kita-welcome-letters', source: readFileSync(new URL('../registration/welcome-letters.typ', import.meta.url), 'utf8') };

/** Keeps a list, sealed, until its letters are set. Refuses what reading a table refuses. */
export const uploadWelcomeList = action({
  may: writeWelcomeLetters,
  audit: 'kita.welcome-list.uploaded',
  input: v.object({ file: fileField(MAX_BYTES), occasion: choice(welcomeOccasions) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { file, occasion }): Promise<Outcome<Uuid>> {
    const content = Buffer.from(await file.arrayBuffer());
    const name = file.name.normalize('NFC').slice(0, 200) || 'Liste';
    const table = readTable(content, name);
    if (!table.ok) return { ok: false, refusals: table.refusals.map((refusal) => ({ ...refusal, field: 'file' })) };
    const id = newId();
    await tx.insertInto('kita.welcome_run').values({
      municipality_id: municipalityId, id, occasion, file_name: name, columns: JSON.stringify(placesOfWelcome(table.value.header)), state: 'previewed', created_at: clock.now(), created_by: who.personId ?? null,
      list_sealed: encryptField(configuration.secretKey, listPlace(municipalityId, id), content), delete_after: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
    }).execute();
    concerns(id, ['list']);
    return accepted(id);
  },
});

const columnFields = Object.fromEntries(welcomeColumnNames.map((name) => [`column-${name}`, v.pipe(optionalText(4), v.check((typed) => /^\d{0,4}$/.test(typed), 'choose-one'))])) as Record<`column-${string}`, v.GenericSchema<unknown, string>>;

/** Says which column of the list says what. Refuses `list-gone`. */
export const mapWelcomeColumns = action({
  may: writeWelcomeLetters,
  audit: 'kita.welcome-list.mapped',
  input: v.object({ id: uuidField(), ...columnFields }),
  async run({ tx, municipalityId, concerns }, { id, ...typed }): Promise<Outcome<Uuid>> {
    const run = await findWelcomeRun(tx, municipalityId, id);
    if (run.state !== 'previewed') return refused('list-gone');
    const said = typed as Record<string, string>;
    const places: WelcomePlaces = Object.fromEntries(welcomeColumnNames.filter((name) => said[`column-${name}`] !== '').map((name) => [name, Number(said[`column-${name}`])]));
    await tx.updateTable('kita.welcome_run').set({ columns: JSON.stringify(places) }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['columns']);
    return accepted(id);
  },
});

/** What the person agreed to. */
export const sayWelcomeCounts = ({ families, leftOut, refusedRows }: WelcomeRows): string => [families.length, leftOut.length, new Set(refusedRows.map(({ line }) => line)).size].join('-');

/** Lets the letters of a list be set. Refuses `list-gone`, `preview-outdated`, `refused-rows-unseen`, `nothing-to-import`, and what reading refuses. */
export const printWelcomeList = action({
  may: writeWelcomeLetters,
  audit: 'kita.welcome-list.printed',
  input: v.object({ id: uuidField(), seen: checkbox(), counted: text(40) }),
  async run({ tx, municipalityId, configuration, later, concerns }, { id, seen, counted }): Promise<Outcome<Uuid>> {
    await tx.selectFrom('kita.welcome_run').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
    const run = await findWelcomeRun(tx, municipalityId, id);
    if (run.state !== 'previewed') return refused('list-gone');
    const preview = await previewWelcome(tx, municipalityId, configuration.secretKey, run);
    if (!preview.ok) return preview;
    const { rows } = preview.value;
    if (!rows.ok) return rows;
    if (sayWelcomeCounts(rows.value) !== counted) return refused('preview-outdated');
    const families = acceptRows(rows.value.families, rows.value.refusedRows, { refusedRowsSeen: seen });
    if (!families.ok) return { ok: false, refusals: families.refusals.map((refusal): Refusal => (refusal.code === 'refused-rows-unseen' ? { ...refusal, field: 'seen' } : refusal)) };
    await tx.updateTable('kita.welcome_run').set({ state: 'making', failure: null, letters: families.value.length }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    await later('print-kita-welcome', { run: id });
    concerns(id, ['letters']);
    return accepted(id);
  },
});

/** Sets the letters of a list; with them the list itself is gone. */
export const printKitaWelcome = outsideTask(async (context, payload) => {
  const { database, municipalityId, clock, configuration } = context;
  if (!isUuid(payload['run'])) throw new TypeError('no run id');
  const id = payload['run'];
  const ready = await database.read(municipalityId, async (tx) => {
    const run = await findWelcomeRun(tx, municipalityId, id);
    const preview = run.state === 'making' ? await previewWelcome(tx, municipalityId, configuration.secretKey, run) : undefined;
    return preview?.ok && preview.value.rows.ok ? { run, rows: preview.value.rows.value, setting: await readLetterSetting(tx, municipalityId) } : undefined;
  });
  if (!ready) return;
  const { run, rows, setting } = ready;
  const data = welcomeDocument({
    town: setting.town, sender: [setting.officeName, setting.senderLine].filter(Boolean).join(' · '), place: setting.place, office: setting.officeName, phone: setting.phone, germanNote: welcomeTexts.in('de')('german'),
    link: (language) => new URL(`/${[setting.slug, languageFacts[language].segment].filter(Boolean).join('/')}${BEGIN_PATH}`, configuration.baseUrl).href,
  }, run.occasion, rows.families, clock.today());
  const change = (columns: Record<string, unknown>) => database.write(municipalityId, (tx) => tx.updateTable('kita.welcome_run').set({ ...columns, finished_at: clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', id).where('state', '=', 'making').execute());
  const made = await setPdf(context, 'kita-welcome-not-set', { template, data, at: clock.now() });
  if (!made.ok) {
    const failure = made.refusals[0]!;
    await change(failure.code === 'pdf-fault' ? { state: 'failed', list_sealed: null, file_name: '' } : { state: 'previewed', failure: JSON.stringify(failure) });
    return;
  }
  await change({
    state: 'done', list_sealed: null, letters: rows.families.length, pages: made.value.pages, left_out: rows.leftOut.length, refused: new Set(rows.refusedRows.map(({ line }) => line)).size,
    pdf_sealed: encryptField(configuration.secretKey, welcomePdfPlace(municipalityId, id), Buffer.from(made.value.content)),
  });
});

/** The letters are fetched: for half an hour they can be opened, then they go. Fetched again the time stays. Refuses `not-done`. */
export const fetchWelcomeLetters = action({
  may: writeWelcomeLetters,
  audit: 'kita.welcome-list.fetched',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, clock, concerns }, { id }): Promise<Outcome<Uuid>> {
    const run = await findWelcomeRun(tx, municipalityId, id);
    if (run.state !== 'done' || run.deleteAfter <= clock.now()) return refused('not-done');
    const soon = new Date(clock.now().getTime() + MINUTES_AFTER_FETCHING * 60_000);
    await tx.updateTable('kita.welcome_run').set({ fetched_at: clock.now(), delete_after: soon < run.deleteAfter ? soon : run.deleteAfter }).where('municipality_id', '=', municipalityId).where('id', '=', id).where('fetched_at', 'is', null).execute();
    concerns(id, ['fetched_at']);
    return accepted(id);
  },
});

/** Deletes list and letters now. */
export const removeWelcomeList = action({
  may: writeWelcomeLetters,
  audit: 'kita.welcome-list.removed',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, concerns }, { id }): Promise<Outcome<Uuid>> {
    await findWelcomeRun(tx, municipalityId, id);
    await tx.updateTable('kita.welcome_run').set(emptied).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['list', 'letters']);
    return accepted(id);
  },
});
