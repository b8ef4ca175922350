import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Ticks a second of Linux's /proc (USER_HZ). */
const TICKS = 100;

/** Seconds of processor time a process has used, with its children that live and those that have ended; undefined where there is no /proc. */
export function processorSeconds(pid: number): number | undefined {
  const own = ticksOf(pid);
  if (own === undefined) return undefined;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => parentOf(one) === pid);
  return (own + children.reduce((sum, child) => sum + (ticksOf(child) ?? 0), 0)) / TICKS;
}

/** utime, stime, cutime and cstime are fields 14 to 17 of proc(5)'s stat; the second, the program's name, may hold blanks. */
function ticksOf(pid: number): number | undefined {
  return statOf(pid)?.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

function parentOf(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat && Number(stat[1]);
}

function statOf(pid: number): string[] | undefined {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return undefined;
  try {
    const line = readFileSync(path, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
