/** An entry of package-lock.json (version 3). */
export interface InstalledPackage {
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
}

/**
 * Licences whose works may be part of a work under EUPL-1.2: permissive ones, EUPL itself, and the ones whose conditions stay with
 * their own files (MPL-2.0, LGPL; EUPL-1.2 article 5 and appendix). Fonts come under OFL-1.1, data under CC0/CC-BY.
 */
const compatible = new Set([
  'MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'Zlib', 'Unlicense', 'BlueOak-1.0.0', 'Python-2.0', 'PostgreSQL',
  'CC0-1.0', 'CC-BY-4.0', 'CC-BY-3.0', 'OFL-1.1', 'EUPL-1.2', 'MPL-2.0', 'LGPL-2.1-only', 'LGPL-2.1-or-later', 'LGPL-3.0-only', 'LGPL-3.0-or-later',
]);

/**
 * One German sentence for every shipped package with an unknown or incompatible licence. `manifestOf` gives a package's own
 * package.json where the lockfile names no licence; undefined if it is not installed (another platform's binary).
 */
export function licenceFaults(
  packages: Record<string, InstalledPackage>, manifestOf: (path: string) => { license?: unknown; licenses?: unknown } | undefined,
): { checked: number; faults: string[] } {
  const shipped = Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.link);
  const faults = shipped.flatMap(([path, entry]) => {
    const manifest = manifestOf(path);
    // Old packages name several, each of which may be chosen.
    const licence = entry.license ?? textOf(manifest?.license) ?? severalOf(manifest?.licenses);
    if (licence && isCompatible(licence)) return [];
    return [`${path.replace(/^.*node_modules\//, '')} ${entry.version ?? ''}: ${licence ? `Lizenz „${licence}“ ist nicht als vereinbar mit EUPL-1.2 geführt` : 'ohne Angabe einer Lizenz'}.`];
  });
  return { checked: shipped.length, faults };
}

/** True if an SPDX expression can be met: one side of every OR, both sides of every AND. */
export function isCompatible(expression: string): boolean {
  const inner = expression.trim().replace(/^\((.*)\)$/s, '$1');
  if (/[()]/.test(inner)) return false;
  return inner.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((licence) => compatible.has(licence.trim())));
}

function severalOf(licences: unknown): string | undefined {
  const names = Array.isArray(licences) ? licences.flatMap((one) => textOf(one) ?? []) : [];
  return names.length > 0 ? names.join(' OR ') : undefined;
}

function textOf(licence: unknown): string | undefined {
  if (typeof licence === 'string') return licence;
  const type = (licence as { type?: unknown } | undefined)?.type;
  return typeof type === 'string' ? type : undefined;
}
