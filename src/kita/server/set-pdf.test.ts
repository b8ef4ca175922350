import { expect, test } from 'vitest';
import type { LogEntry } from '../../platform/log.ts';
import { makePdf } from '../../platform/pdf.ts';
import { setPdf } from './set-pdf.ts';

const at = new Date('2026-11-23T02:00:00Z');

test('a template that does not hold is refused, and the log names the event and nothing of the document', async () => {
  const said: LogEntry[] = [];
  const log = (_level: string, entry: LogEntry) => void said.push(entry);
  expect(await setPdf({ log }, 'letters-not-set', { template: { name: 'broken', source: '#unknown-word' }, data: { title: 'Mila Öztürk' }, at })).toMatchObject({ ok: false, refusals: [{ code: 'pdf-fault' }] });
  expect(said).toEqual([{ event: 'letters-not-set', error: 'PdfFault' }]);
});

test('while too many wait the task fails, so that the queue calls it again', async () => {
  const order = { template: { name: 'short', source: '#set document(title: "Brief")\nGuten Tag' }, data: {}, at };
  const others = Array.from({ length: 30 }, () => makePdf(order));
  await expect(setPdf({ log: () => undefined }, 'letters-not-set', order)).rejects.toThrow('pdf-busy');
  await Promise.all(others);
  expect(await setPdf({ log: () => undefined }, 'letters-not-set', order)).toMatchObject({ ok: true });
});
