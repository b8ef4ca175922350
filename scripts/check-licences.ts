import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licenceFaults, type InstalledPackage } from './licence.ts';

/** Checks that everything shipped may be shipped under EUPL-1.2: all packages of the lockfile that are not development tools. */
const root = fileURLToPath(new URL('..', import.meta.url));
const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, InstalledPackage> };

const { checked, faults } = licenceFaults(lockfile.packages, (path) => {
  try {
    return JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as { license?: unknown; licenses?: unknown };
  } catch {
    return undefined;
  }
});
for (const fault of faults) console.error(fault);
console.log(`${checked} Pakete geprüft, ${faults.length} mit unvereinbarer oder unbekannter Lizenz.`);
process.exitCode = faults.length === 0 ? 0 : 1;
