import { expect, test } from 'vitest';
import { isCompatible, licenceFaults } from './licence.ts';

test.each(['MIT', '(MIT OR GPL-3.0)', 'MIT AND OFL-1.1', 'EUPL-1.2'])('%s may be shipped', (licence) => expect(isCompatible(licence)).toBe(true));

test.each(['GPL-3.0-only', 'MIT AND SSPL-1.0', 'SEE LICENSE IN LICENSE.md', 'UNLICENSED', '(MIT OR (GPL-3.0 AND X))'])('%s is not shipped unseen', (licence) =>
  expect(isCompatible(licence)).toBe(false));

test('a package without a licence is named, a development tool is not asked', () => {
  const packages = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', license: 'GPL-3.0-only', dev: true }, 'node_modules/c': {} };
  const manifests: Record<string, { license?: unknown }> = { 'node_modules/c': { license: { type: 'MIT' } } };
  expect(licenceFaults(packages, (path) => manifests[path])).toEqual({ checked: 2, faults: ['a 1.0.0: ohne Angabe einer Lizenz.'] });
});

test('an old package that names several licences may be taken under one of them', () => {
  const packages = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } };
  const manifests: Record<string, { licenses: unknown }> = { 'node_modules/a': { licenses: [{ type: 'MIT' }] }, 'node_modules/b': { licenses: [{ type: 'GPL-3.0-only' }] } };
  expect(licenceFaults(packages, (path) => manifests[path]).faults).toEqual(['b 1.0.0: Lizenz „GPL-3.0-only“ ist nicht als vereinbar mit EUPL-1.2 geführt.']);
});
