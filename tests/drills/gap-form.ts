import type { Clock } from '../../src/platform/clock.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import type { Door } from './door.ts';

const FORM = '/verwaltung/luecken/neu';

/** Somebody who has the form of the gap register open. */
export interface Writer {
  door: Door;
  town: string;
  cookie: string;
  csrf: string;
  today: string;
}

/** A form filled in once; sent again it carries the same key. */
export interface Submission {
  key: Uuid;
  town: string;
  /** where the confirmation led; missing while nothing was confirmed */
  location?: string;
}

/** `confirmed`: the 303 of a stored submit. `unanswered`: nobody answered, or the page said to come back later (503). `failed`: an error of ours. */
export type Answer = 'confirmed' | 'unanswered' | 'failed';

/** Opens the form; throws if it does not show. */
export async function openGapForm(door: Door, town: string, cookie: string, clock: Clock): Promise<Writer> {
  const response = await door.request(`/${town}${FORM}`, { headers: { Cookie: cookie } });
  const html = await response.text();
  const csrf = /name="_csrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="_csrf"/.exec(html)?.slice(1).find(Boolean);
  if (response.status !== 200 || !csrf) throw new Error(`The form of the gap register did not open: ${response.status} ${response.headers.get('location') ?? ''}`);
  return { door, town, cookie, csrf, today: clock.today() };
}

export function newSubmission(writer: Writer): Submission {
  return { key: newId(), town: writer.town };
}

export function titleOf(submission: Submission): string {
  return `Lücke ${submission.key}`;
}

/** Sends the form. Throws where the answer cannot be right: a refused form, another place than the first time. */
export async function sendGap(writer: Writer, submission: Submission): Promise<Answer> {
  let response: Response;
  try {
    response = await writer.door.request(`/${writer.town}${FORM}`, {
      method: 'POST', body: fieldsOf(writer, submission), headers: { Cookie: writer.cookie, Origin: writer.door.origin },
    });
    await response.arrayBuffer();
  } catch {
    return 'unanswered';
  }
  if (response.status === 503) return 'unanswered';
  if (response.status >= 500) return 'failed';
  const location = response.headers.get('location');
  if (response.status !== 303 || !location) throw new Error(`The form was answered with ${response.status}`);
  if (submission.location !== undefined && submission.location !== location) throw new Error(`The same form led to ${submission.location} and to ${location}`);
  submission.location = location;
  return 'confirmed';
}

function fieldsOf({ csrf, today }: Writer, submission: Submission): URLSearchParams {
  return new URLSearchParams({
    _csrf: csrf, _submission: submission.key, title: titleOf(submission), severity: 'medium', ownerName: 'Koordination', closingCriterion: 'Es gibt ein Angebot.',
    noticedOn: today, phaseId: '', transitionId: '', fieldId: '', areaId: '', evidenceKind: 'other', evidence: 'In der Übung aufgefallen.', evidenceSource: '', observedOn: today,
  });
}
