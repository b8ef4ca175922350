import { readFileSync } from 'node:fs';
import { setImmediate as pause } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import type { PdfTemplate } from '../../platform/pdf.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { letterDocument, letterPart, type LetterHead, type PrintedLetter } from '../decisions/letter-document.ts';
import type { DecisionRecord } from '../decisions/content.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { makeAnswerLinks } from './answer-links.ts';
import { decisionContents, listDecisions } from './decision-records.ts';
import { guardiansOf, type GuardianRecord } from './guardians.ts';
import type { LetterOfRun } from './letter-runs.ts';
import { letterOffice, readLetterSetting } from './letter-setting.ts';

export const letterTemplate: PdfTemplate = { name: 'kita-letter', source: readFileSync(new URL('../decisions/letter.typ', import.meta.url), 'utf8') };

const LETTERS_AT_ONCE = 10;

export interface LetterContext {
  municipalityId: Uuid;
  clock: Clock;
  configuration: { secretKey: Buffer; baseUrl: URL };
}

/**
 * Letters to these guardians about these decisions, in the order asked for, as the data of one PDF. Places still to be answered get a link of their
 * own each (written here: the token stands on no other paper). What is gone meanwhile is left out.
 */
export async function letterData(tx: Write, { municipalityId, clock, configuration }: LetterContext, wanted: readonly LetterOfRun[]): Promise<PdfData> {
  const decisions = new Map((await listDecisions(tx, municipalityId, { ids: [...new Set(wanted.map(({ decisionId }) => decisionId))] })).map((decision) => [decision.id, decision]));
  const contents = await decisionContents(tx, municipalityId, configuration.secretKey, [...decisions.keys()]);
  const guardians = await guardiansOf(tx, municipalityId, configuration.secretKey, [...new Set([...decisions.values()].map(({ childId }) => childId))]);
  const there = wanted.flatMap(({ decisionId, guardianId, kind }) => {
    const decision = decisions.get(decisionId);
    const guardian = decision && guardians.get(decision.childId)?.find(({ id }) => id === guardianId);
    return decision && guardian ? [{ decision, guardian, kind }] : [];
  });
  const answering = there.filter(({ decision, guardian, kind }) => kind !== 'lapse' && decision.answerUntil !== null && decision.answer === null && guardian.mayDecide);
  const tokens = await makeAnswerLinks(tx, municipalityId, clock.now(), answering.map(({ decision }) => ({ decisionId: decision.id, answerUntil: decision.answerUntil! })));
  const tokenOf = new Map(answering.map((one, at) => [one, tokens[at]!]));
  const setting = await readLetterSetting(tx, municipalityId);
  const office = letterOffice(setting, configuration.baseUrl.origin);
  const letters = there.map((one): PrintedLetter => {
    const token = tokenOf.get(one);
    const { segment } = languageFacts[one.guardian.language];
    return {
      decision: one.decision, kind: one.kind, content: contents.get(one.decision.id)!, office, guardianName: nameOf(one.guardian), address: addressLines(one.guardian), language: one.guardian.language,
      day: dayOf(one.decision), ...(token ? { answerAddress: new URL(`/${setting.slug}${segment ? `/${segment}` : ''}/kita-antwort/${token}`, configuration.baseUrl.origin).href } : {}),
    };
  });
  const head: LetterHead = { town: setting.town, sender: [setting.officeName, setting.senderLine].filter(Boolean).join(' · '), place: setting.place };
  const parts: PdfData[] = [];
  for (const [at, letter] of letters.entries()) {
    parts.push(letterPart(head, letter));
    // Other requests go on meanwhile.
    if (at % LETTERS_AT_ONCE === 0) await pause();
  }
  return letterDocument(head, parts);
}

/** One letter for the guardian's own eyes: without an address and without a link, since they are signed in. */
export async function ownLetterData(tx: Read, { municipalityId, configuration }: LetterContext, decision: DecisionRecord, language: Language): Promise<PdfData> {
  const content = (await decisionContents(tx, municipalityId, configuration.secretKey, [decision.id])).get(decision.id)!;
  const setting = await readLetterSetting(tx, municipalityId);
  const head: LetterHead = { town: setting.town, sender: '', place: setting.place };
  return letterDocument(head, [letterPart(head, { decision, content, office: letterOffice(setting, configuration.baseUrl.origin), address: [], language, day: dayOf(decision) })]);
}

const dayOf = ({ decidedAt }: DecisionRecord): Day => dayOfInstant(decidedAt);

const nameOf = ({ givenNames, familyName }: GuardianRecord) => [givenNames, familyName].filter(Boolean).join(' ');

function addressLines(guardian: GuardianRecord): string[] {
  const { address } = guardian;
  if (!address) return [nameOf(guardian)];
  return [nameOf(guardian), ...(address.addition ? [address.addition] : []), [address.street, address.houseNumber].filter(Boolean).join(' '), [address.postalCode, address.city].filter(Boolean).join(' ')];
}
