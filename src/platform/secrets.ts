import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from './configuration.ts';
import { OperationFault } from './operation-fault.ts';
import { MINIMAL_KEY_BYTES } from './settings.ts';

export const SECRETS_FILE = 'secrets.json';

/** The key of this installation: SECRET_KEY, or in development one made once in `<data>/secrets.json` (mode 0600). */
export function secretKeyOf(configuration: Pick<Configuration, 'secretKey' | 'dataFolder'>): Buffer {
  return configuration.secretKey ?? readSecretKey(configuration.dataFolder) ?? makeSecretKey(configuration.dataFolder);
}

/** The key in the data folder; undefined if there is none yet. */
export function readSecretKey(dataFolder: string): Buffer | undefined {
  const path = join(dataFolder, SECRETS_FILE);
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const key = keyIn(content);
  if (!key) throw new OperationFault(`${path} ist beschädigt. Spielen Sie die Datei aus Ihrer Sicherung zurück; eine neue würde verschlüsselte Felder unlesbar machen.`);
  return key;
}

/** Tells two keys apart without telling anything about them; kept in backups. */
export function keyFingerprint(key: Buffer): string {
  return createHash('sha256').update('lueckenlos key fingerprint\0').update(key).digest('hex').slice(0, 16);
}

function keyIn(content: string): Buffer | undefined {
  try {
    const key = Buffer.from(String((JSON.parse(content) as { secretKey?: unknown }).secretKey ?? ''), 'base64');
    return key.length >= MINIMAL_KEY_BYTES ? key : undefined;
  } catch {
    return undefined;
  }
}

function makeSecretKey(dataFolder: string): Buffer {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, SECRETS_FILE);
  const made = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(made, `${JSON.stringify({ secretKey: randomBytes(MINIMAL_KEY_BYTES).toString('base64') }, null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made, { force: true });
  }
  return readSecretKey(dataFolder)!;
}
