import { readFileSync } from 'node:fs';
import type { Read } from '../../platform/database.ts';
import { encryptField } from '../../platform/encryption.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { languageFacts } from '../../platform/language.ts';
import type { PdfTemplate } from '../../platform/pdf.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { comparePost } from '../registration/post-order.ts';
import { readLetterSetting } from './letter-setting.ts';
import { findSeries, listTold, type LetterSeries } from './letter-series.ts';
import { place } from './sealed-json.ts';
import { setPdf } from './set-pdf.ts';
import { saySeries } from './series-versions.ts';
import { recipientsOf, type SeriesRecipient } from './series-recipients.ts';

const DAYS_KEPT = 7;
const template: PdfTemplate = { name: 'kita-series', source: readFileSync(new URL('../office/series-letter.typ', import.meta.url), 'utf8') };

/** Stands where an address would be: this letter goes into no window envelope. */
const HAND_OVER = 'persönlich aushändigen';

/** Sets the letters of a series that nobody noted as sent: first the stack for the post by post code, then the one handed over, without any address. */
export const printKitaSeries = outsideTask(async (context, payload) => {
  const { database, municipalityId, clock, configuration } = context;
  if (!isUuid(payload['series'])) throw new TypeError('no series id');
  const id = payload['series'];
  const data = await database.read(municipalityId, (tx) => seriesDocument(tx, context, id));
  if (!data) return;
  const made = await setPdf(context, 'kita-series-not-set', { template, data, at: clock.now() });
  const content = made.ok ? made.value.content : undefined;
  await database.write(municipalityId, (tx) => tx.updateTable('kita.letter_series').set(content === undefined ? { pdf_state: 'failed', pdf_sealed: null } : {
    pdf_state: 'done', pdf_until: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
    pdf_sealed: encryptField(configuration.secretKey, place(municipalityId, 'kita.letter_series', 'pdf_sealed', id), Buffer.from(content)),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute());
});

/** Data of series-letter.typ; undefined where nothing waits for the print. */
export async function seriesDocument(tx: Read, { municipalityId, clock, configuration }: Pick<TaskContext, 'municipalityId' | 'clock' | 'configuration'>, id: Uuid): Promise<PdfData | undefined> {
  const series = await findSeries(tx, municipalityId, id);
  const waiting = (await listTold(tx, municipalityId, id)).filter(({ way, handedOverAt }) => way !== 'mail' && !handedOverAt);
  if (waiting.length === 0) return undefined;
  const recipients = new Map((await recipientsOf(tx, municipalityId, configuration.secretKey, clock.today(), waiting.map(({ childId }) => childId))).map((one) => [`${one.childId} ${one.guardianId}`, one]));
  const known = waiting.flatMap(({ childId, guardianId, way }) => {
    const recipient = recipients.get(`${childId} ${guardianId}`);
    // Blocked since it was sent: then it is handed over, whatever was planned.
    return recipient ? [{ recipient, way: recipient.address ? way : 'hand-over' as const }] : [];
  });
  const post = known.filter(({ way }) => way === 'post').map(({ recipient }) => recipient)
    .sort((one, other) => comparePost({ ...one.address!, familyName: one.familyName }, { ...other.address!, familyName: other.familyName }));
  const byHand = known.filter(({ way }) => way === 'hand-over').map(({ recipient }) => recipient);
  const setting = await readLetterSetting(tx, municipalityId);
  return {
    title: series.name, town: setting.town, sender: setting.senderLine, office: setting.officeName, footer: `${setting.town} · ${setting.officeName}`,
    date: `${setting.place}, ${clock.today().split('-').reverse().join('.')}`,
    letters: [...post.map((one) => letterOf(one, series, addressLines(one))), ...byHand.map((one) => letterOf(one, series, [one.name, HAND_OVER]))],
  };
}

function letterOf(recipient: SeriesRecipient, series: LetterSeries, address: string[]): PdfData {
  return {
    address, parts: saySeries(series, recipient).parts.map(({ language, subject, text, note }) => ({
      lang: languageFacts[language].tag, dir: languageFacts[language].direction, subject, note: note ?? null, paragraphs: text.split(/\n{2,}/).map((paragraph) => paragraph.trim()).filter(Boolean),
    })),
  };
}

function addressLines({ name, address }: SeriesRecipient): string[] {
  const { street, houseNumber, addition, postalCode, city } = address!;
  return [name, ...(addition ? [addition] : []), `${street} ${houseNumber}`.trim(), `${postalCode} ${city}`.trim()];
}
