import { print } from './cpu.ts';

const rows: string[][] = [];

/** One goal of the project and what this run reached. */
export function bar(goal: string, reached: string, isMet: boolean): void {
  rows.push([goal, reached, isMet ? 'met' : 'NOT MET']);
}

/** All goals of the sections that ran. */
export function printBars(): void {
  if (rows.length > 0) print('Goals', [['', 'reached', ''], ...rows]);
}
