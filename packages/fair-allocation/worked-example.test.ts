import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommand } from './command-run.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const readme = readFileSync(here('README.md'), 'utf8');

const commands = [...readme.matchAll(/^\$ fair-allocation (.+)\n((?:.+\n)+)/gm)].map(([, args, output]) => [args!, output!] as const);

test('the worked example has all its commands', () => {
  expect(commands.map(([args]) => args.split(' ')[0])).toEqual(['verify', 'explain', 'compare']);
});

test.each(commands)('the README tells the truth: fair-allocation %s', async (args, output) => {
  let printed = '';
  const silent = () => undefined;
  const progress = { step: silent, note: silent, complain: silent };
  const print = (chunk: string) => Promise.resolve(void (printed += chunk));
  const code = await runCommand(args.split(' ').map((word) => (word.startsWith('example/') ? here(word) : word)), { progress, print });
  expect(code).toBe(0);
  expect(`${printed.trimEnd()}\n`).toBe(output.replace(/^```\n/m, ''));
});
