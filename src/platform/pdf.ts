import { Worker } from 'node:worker_threads';
import { accepted, refused, type Outcome } from './outcome.ts';
import type { PdfData } from './pdf-texts.ts';

/** A document's form in Typst. It reads its data by `json("data.json")` and never holds a word of it. */
export interface PdfTemplate {
  name: string;
  source: string;
}

export interface PdfOrder {
  template: PdfTemplate;
  data: PdfData;
  /** stands in the file as the time it was made: the same order gives the same bytes */
  at: Date;
}

export interface MadePdf {
  content: Uint8Array;
  pages: number;
  /** characters our fonts do not have: shown as a question mark in a box, pictures left out */
  replaced: number;
}

export type PdfTask = { id: number; template: PdfTemplate; data: PdfData; at: number };
export type PdfAnswer = { id: number } & ({ kind: 'made' } & MadePdf | { kind: 'fault'; faults: string[] } | { kind: 'unavailable' });

/** The template does not hold what it must: wrong Typst, or a document that is not accessible (PDF/UA-1). Ours to repair. */
export class PdfFault extends Error {
  override name = 'PdfFault';
}

const MOST_SECONDS = 180;
const IDLE_SECONDS = 30;
const MOST_WAITING = 20;

interface Waiting {
  order: PdfOrder;
  done(made: Outcome<MadePdf>): void;
  fail(error: unknown): void;
}

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let atWork = false;
let count = 0;
const queue: Waiting[] = [];

/**
 * Sets a document as an accessible PDF (PDF/UA-1, tagged, fonts embedded in part). One after the other in a thread of its own that keeps fonts and
 * templates while there is work, so that 10,000 letters cost 10,000 times their page and one start. Refuses `pdf-unavailable` (no compiler for this
 * machine), `pdf-busy` (too many wait) and `pdf-too-long` (three minutes). Throws {@link PdfFault} for a template that does not hold.
 */
export function makePdf(order: PdfOrder): Promise<Outcome<MadePdf>> {
  if (queue.length >= MOST_WAITING) return Promise.resolve(refused('pdf-busy'));
  return new Promise((done, fail) => {
    queue.push({ order, done, fail });
    void work();
  });
}

async function work(): Promise<void> {
  if (atWork) return;
  atWork = true;
  clearTimeout(idle);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { order, done, fail } = next;
    try {
      done(await set(order));
    } catch (error) {
      fail(error);
    }
  }
  atWork = false;
  worker?.unref();
  idle = setTimeout(close, IDLE_SECONDS * 1_000).unref();
}

async function set({ template, data, at }: PdfOrder): Promise<Outcome<MadePdf>> {
  const own = (worker ??= start());
  own.ref();
  const task: PdfTask = { id: (count += 1), template, data, at: Math.floor(at.getTime() / 1_000) };
  const answer = await answerOf(own, task);
  if (answer === undefined) {
    close();
    return refused('pdf-too-long');
  }
  if (answer.kind === 'unavailable') return refused('pdf-unavailable');
  if (answer.kind === 'fault') throw new PdfFault(`${template.name}: ${answer.faults.join('; ')}`);
  return accepted({ content: answer.content, pages: answer.pages, replaced: answer.replaced });
}

function answerOf(own: Worker, task: PdfTask): Promise<PdfAnswer | undefined> {
  return new Promise((done, fail) => {
    const end = setTimeout(() => finish(() => done(undefined)), MOST_SECONDS * 1_000);
    const finish = (say: () => void) => {
      clearTimeout(end);
      own.off('message', told).off('error', failed).off('exit', gone);
      say();
    };
    const told = (answer: PdfAnswer) => answer.id === task.id && finish(() => done(answer));
    const failed = (error: unknown) => finish(() => {
      close();
      fail(error);
    });
    const gone = () => failed(new PdfFault(`${task.template.name}: the thread ended`));
    own.on('message', told).on('error', failed).on('exit', gone);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    own.postMessage(task);
  });
}

function start(): Worker {
  return new Worker(new URL('./pdf-thread.mjs', import.meta.url), { workerData: new URL('./pdf-worker.ts', import.meta.url).href });
}

function close(): void {
  void worker?.terminate();
  worker = undefined;
}
