import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { OperationFault } from './operation-fault.ts';

/** The account a database server runs as. PostgreSQL refuses to run as root. */
export interface ServerAccount {
  name: string;
  /** set only if it is another account than our own (we are root): passed to `spawn` */
  switchTo?: { uid: number; gid: number };
}

/** Accounts tried in this order when we are root: an own one first, then PostgreSQL's, then what every Unix has. */
const UNPRIVILEGED = ['lueckenlos', 'postgres', 'daemon', 'nobody'] as const;

/**
 * The account for the server on `cluster`: ourselves, or as root the owner of an existing cluster, else the first
 * unprivileged account of this machine. Throws an {@link OperationFault} if there is none.
 */
export function accountFor(cluster: string): ServerAccount {
  if (process.getuid?.() !== 0) return { name: userInfo().username };
  const owner = ownerOf(cluster);
  if (owner && owner.uid !== 0) return { name: String(owner.uid), switchTo: owner };
  for (const name of UNPRIVILEGED) {
    const uid = idOf(name, '-u');
    const gid = idOf(name, '-g');
    if (uid && gid) return { name, switchTo: { uid, gid } };
  }
  throw new OperationFault(
    'Die Datenbank darf nicht als root laufen, und es gibt auf diesem Rechner kein anderes Konto dafür. ' +
      'Legen Sie eines an (useradd --system lueckenlos) oder starten Sie als gewöhnliche Person.',
  );
}

/** True if the account can enter the folder and, with `write`, create files in it. The kernel is asked, not the mode bits. */
export function canEnter(account: ServerAccount, folder: string, write = false): boolean {
  const test = write ? 'cd -- "$1" && test -w .' : 'cd -- "$1"';
  return spawnSync('/bin/sh', ['-c', test, 'sh', folder], { cwd: '/', stdio: 'ignore', env: {}, ...account.switchTo }).status === 0;
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}

function idOf(name: string, what: '-u' | '-g'): number | undefined {
  const answer = spawnSync('id', [what, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}
