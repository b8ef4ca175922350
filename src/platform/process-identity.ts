import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Two processes see each other's numbers only within one start of one machine and one table of processes (container). */
export interface Machine {
  boot: string;
  processes: string;
}

export function machineOf(): Machine {
  if (process.platform === 'linux') return { boot: firstLine('/proc/sys/kernel/random/boot_id') ?? hostname(), processes: linkOf('/proc/self/ns/pid') ?? '' };
  return { boot: hostname(), processes: '' };
}

/** When a process started, as a text that is only compared; undefined if there is no such process (or it is a zombie). */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') {
    // man proc_pid_stat: the second field (name) may contain anything; the fields after its last ')' begin with state (3rd), starttime is the 22nd.
    const fields = firstLine(`/proc/${pid}/stat`)?.replace(/^.*\)\s/s, '').split(' ');
    return fields && fields[0] !== 'Z' ? fields[19] : undefined;
  }
  const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}

function firstLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
