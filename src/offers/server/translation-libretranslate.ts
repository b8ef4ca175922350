import * as v from 'valibot';
import { languageFacts } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { TranslationMachine } from '../translation-machine.ts';

const TIMEOUT = 120_000;
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
const answer = v.object({ translatedText: v.array(v.pipe(v.string(), v.maxLength(100_000))) });

/**
 * LibreTranslate's `POST /translate` (its API, version 1). Only the administrator's configuration names the address, and redirects are not
 * followed: nobody can make this server call another one.
 */
export function libreTranslate({ url, key }: { url: URL; key?: string }): TranslationMachine {
  const endpoint = new URL(`${url.pathname.replace(/\/$/, '')}/translate`, url);
  return {
    async translate(texts, into) {
      const body = JSON.stringify({ q: texts, source: 'de', target: languageFacts[into].tag, format: 'text', ...(key ? { api_key: key } : {}) });
      let response: Response;
      try {
        response = await fetch(endpoint, { method: 'POST', body, headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
      } catch {
        return refused('machine-unreachable');
      }
      if (!response.ok) {
        await response.body?.cancel();
        return refused(codeOf(response.status), { values: { status: response.status } });
      }
      const text = await readLimited(response).catch(() => undefined);
      if (text === undefined) return refused('machine-unreachable');
      return checked(text, texts.length);
    },
  };
}

function codeOf(status: number): string {
  if (status === 403 || status === 401) return 'machine-key';
  if (status === 429 || status >= 500) return 'machine-busy';
  return status === 400 ? 'machine-language' : 'machine-answer';
}

function checked(text: string, count: number): Outcome<string[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('machine-answer', { values: { status: 200 } });
  }
  const read = v.safeParse(answer, json);
  if (!read.success || read.output.translatedText.length !== count) return refused('machine-answer', { values: { status: 200 } });
  return accepted(read.output.translatedText);
}

async function readLimited(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new RangeError('answer too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
