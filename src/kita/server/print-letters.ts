import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, uuidField } from '../../platform/field.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { outsideTask } from '../../platform/task.ts';
import { printLetters as mayPrint } from '../decision-permissions.ts';
import { guardiansOf } from './guardians.ts';
import { letterData, letterTemplate } from './letter-data.ts';
import { answerAfterPost, noteServedOnPaper } from './served-notices.ts';
import { setPdf } from './set-pdf.ts';
import { addLetterRun, changeLetterRun, keepLetterFile, LETTERS_IN_A_FILE, lettersOfRun, listLetterRuns } from './letter-runs.ts';

/**
 * Orders the letters nobody has sent yet: by post sorted by post code, street and house number, or those handed over at the office by name. Refuses
 * `nothing-to-print` and `run-under-way`.
 */
export const orderLetters = action({
  may: mayPrint,
  audit: 'kita.letter-run.ordered',
  input: v.object({ way: choice(['post', 'hand-over']) }),
  async run({ tx, municipalityId, clock, who, configuration, later, concerns }, { way }): Promise<Outcome<Uuid>> {
    if ((await listLetterRuns(tx, municipalityId)).some(({ state }) => state === 'planned' || state === 'making')) return refused('run-under-way');
    const notices = await unsentLetters(tx, municipalityId, way);
    if (notices.length === 0) return refused('nothing-to-print');
    const sorted = await inOrder(tx, municipalityId, configuration.secretKey, notices);
    const id = await addLetterRun(tx, municipalityId, clock, sorted, who.personId);
    await answerAfterPost(tx, municipalityId, clock, sorted);
    await later('print-kita-letters', { run: id });
    concerns(id, ['letters']);
    return accepted(id);
  },
});

interface UnsentLetter {
  id: Uuid;
  childId: Uuid;
  guardianId: Uuid;
}

async function unsentLetters(tx: Read, municipalityId: Uuid, way: 'post' | 'hand-over'): Promise<UnsentLetter[]> {
  const rows = await tx.selectFrom('kita.notice as notice')
    .innerJoin('kita.decision as decision', (join) => join.onRef('decision.municipality_id', '=', 'notice.municipality_id').onRef('decision.id', '=', 'notice.decision_id'))
    .select(['notice.id', 'notice.guardian_id', 'decision.child_id']).where('notice.municipality_id', '=', municipalityId).where('notice.sent_at', 'is', null).where('notice.way', '=', way)
    .where('decision.replaced_at', 'is', null).orderBy('notice.id').execute();
  return rows.map((row) => ({ id: row.id, guardianId: row.guardian_id, childId: row.child_id }));
}

/** Sorted once and written down, so that a run which was interrupted goes on in the same order. */
async function inOrder(tx: Read, municipalityId: Uuid, secretKey: Buffer, letters: readonly UnsentLetter[]): Promise<Uuid[]> {
  const guardians = await guardiansOf(tx, municipalityId, secretKey, [...new Set(letters.map(({ childId }) => childId))]);
  const keyed = letters.map(({ id, childId, guardianId }) => {
    const guardian = guardians.get(childId)?.find((one) => one.id === guardianId);
    const { postalCode = '', street = '', houseNumber = '' } = guardian?.address ?? {};
    return { id, key: [postalCode, street, houseNumber.padStart(6, '0'), guardian?.familyName ?? ''] };
  });
  const collator = new Intl.Collator('de');
  keyed.sort((a, b) => collator.compare(a.key.join('\u0000'), b.key.join('\u0000')) || (a.id < b.id ? -1 : 1));
  return keyed.map(({ id }) => id);
}

/**
 * Sets a run's letters, one file after the other; while the thread sets one, the next is put together. Each file is a commit: called again after a crash it
 * goes on behind the last one.
 */
export const printKitaLetters = outsideTask(async (context, payload) => {
  const { database, municipalityId, clock, configuration } = context;
  if (!isUuid(payload['run'])) throw new TypeError('no run id');
  const id = payload['run'];
  const [run] = await database.read(municipalityId, (tx) => listLetterRuns(tx, municipalityId, [id]));
  if (!run || run.state === 'done' || run.state === 'failed') return;
  await database.write(municipalityId, (tx) => changeLetterRun(tx, municipalityId, id, { state: 'making' }));
  const fileFrom = (from: number) => {
    if (from > run.letters) return undefined;
    const until = Math.min(from + LETTERS_IN_A_FILE - 1, run.letters);
    const data = database.write(municipalityId, async (tx) => letterData(tx, context, await lettersOfRun(tx, municipalityId, id, { from, until })));
    // Whoever waits for it hears of a failure; nobody may wait for it any more.
    data.catch(() => undefined);
    return { from, until, data };
  };
  let next = fileFrom((run.files.at(-1)?.lastPosition ?? 0) + 1);
  while (next) {
    const { from, until, data } = next;
    const given = await data;
    next = fileFrom(until + 1);
    const made = await setPdf(context, 'kita-letters-not-set', { template: letterTemplate, data: given, at: clock.now() });
    if (!made.ok) {
      await database.write(municipalityId, (tx) => changeLetterRun(tx, municipalityId, id, { state: 'failed', failure: made.refusals[0]!, finishedAt: clock.now() }));
      return;
    }
    const { content, pages } = made.value;
    await database.write(municipalityId, async (tx) => {
      await keepLetterFile(tx, municipalityId, clock, configuration.secretKey, { runId: id, from, until, pages, content });
      await changeLetterRun(tx, municipalityId, id, { made: until });
    });
  }
  await database.write(municipalityId, (tx) => changeLetterRun(tx, municipalityId, id, { state: 'done', finishedAt: clock.now() }));
});

/** The letters of a run were posted or handed over: from now on they count as served. Refuses `run-not-done`. */
export const noteLettersSent = action({
  may: mayPrint,
  audit: 'kita.letter-run.sent',
  input: v.object({ run: uuidField() }),
  async run({ tx, municipalityId, clock, concerns }, { run: id }): Promise<Outcome<Uuid>> {
    const [run] = await listLetterRuns(tx, municipalityId, [id]);
    if (!run) throw new NotFound();
    if (run.state !== 'done') return refused('run-not-done');
    await noteServedOnPaper(tx, municipalityId, clock, id);
    concerns(id, ['sent_at']);
    return accepted(id);
  },
});
