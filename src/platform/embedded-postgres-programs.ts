import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { ServerAccount } from './embedded-postgres-account.ts';
import { OperationFault } from './operation-fault.ts';

/** Folder with `initdb` and `postgres` of one version. */
export interface Programs {
  bin: string;
  /** `18.4` */
  version: string;
}

/** Where root keeps what an unprivileged server must reach when the project lies in a closed folder such as /root. */
export const SHARED_STATE = process.platform === 'darwin' ? '/usr/local/var/lueckenlos' : '/var/lib/lueckenlos';

/**
 * The PostgreSQL programs that came with `npm install`, usable by `account`: symbolic links npm cannot carry are made
 * (the package's own install script is blocked by npm 11), and the programs are copied out of a closed folder.
 */
export function embeddedPrograms(account: ServerAccount): Programs {
  const native = nativeFolder();
  makeLinks(native);
  const inPlace = join(native, 'bin');
  const version = versionOf(inPlace, account);
  if (version) return { bin: inPlace, version };
  const copied = join(copyForEverybody(native), 'bin');
  const copiedVersion = versionOf(copied, account);
  if (copiedVersion) return { bin: copied, version: copiedVersion };
  throw new OperationFault(
    `Das Konto „${account.name}“ kann die mitgelieferte PostgreSQL nicht ausführen (${copied}). ` +
      'Prüfen Sie, ob der Datenträger das Ausführen von Programmen erlaubt, oder setzen Sie DATABASE_URL auf eine eigene PostgreSQL ab Version 15.',
  );
}

function nativeFolder(): string {
  if (process.platform === 'win32') {
    throw new OperationFault(
      'Unter Windows läuft die mitgelieferte Datenbank nicht. Nutzen Sie WSL 2 oder setzen Sie DATABASE_URL auf eine PostgreSQL ab Version 15 (Handbuch, Kapitel Betrieb).',
    );
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new OperationFault(
      `Für diesen Rechner (${process.platform}-${process.arch}) ist keine mitgelieferte PostgreSQL installiert. ` +
        'Führen Sie „npm ci“ ohne --omit=optional aus oder setzen Sie DATABASE_URL auf eine PostgreSQL ab Version 15.',
    );
  }
}

/** Idempotent: makes the links listed in pg-symlinks.json that are missing. */
export function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const packageFolder = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function versionOf(bin: string, account: ServerAccount): string | undefined {
  const answer = spawnSync(join(bin, 'postgres'), ['--version'], { cwd: '/', encoding: 'utf8', env: { LC_ALL: 'C' }, ...account.switchTo });
  return answer.status === 0 ? /(\d+(?:\.\d+)*)/.exec(answer.stdout)?.[1] : undefined;
}

/** Copies the programs to a folder everybody can read; built beside and renamed, so a broken copy is never used. */
function copyForEverybody(native: string): string {
  const identity = createHash('sha256').update(readFileSync(join(native, 'bin', 'postgres'))).digest('hex').slice(0, 16);
  const target = join(SHARED_STATE, `postgresql-${identity}`);
  if (existsSync(target)) return target;
  mkdirSync(SHARED_STATE, { recursive: true, mode: 0o755 });
  const building = mkdtempSync(join(SHARED_STATE, 'neu-'));
  cpSync(native, building, { recursive: true, verbatimSymlinks: true });
  chmodSync(building, 0o755);
  try {
    renameSync(building, target);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
