import { describe, expect, test } from 'vitest';
import { readConfiguration, type Environment } from './configuration.ts';

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)).toString('base64');
const production: Environment = { MODE: 'production', BASE_URL: 'https://kette.example.de', SECRET_KEY: key, SMTP_URL: 'smtps://post:geheim@mail.example.de' };

function faultsOf(environment: Environment): string {
  const read = readConfiguration(environment);
  return read.ok ? '' : read.faults.join('\n');
}

function configurationOf(environment: Environment) {
  const read = readConfiguration(environment);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.configuration;
}

describe('configuration by environment', () => {
  test('without any setting the town starts for trying out, reachable from this machine only', () => {
    expect(configurationOf({})).toMatchObject({ mode: 'development', port: 3000, host: '127.0.0.1', demo: true, trustedProxies: 0 });
    expect(configurationOf({}).database).toBeUndefined();
    expect(configurationOf({ PORT: '4711' }).baseUrl.origin).toBe('http://localhost:4711');
  });

  test('an own database means production, and production demands address, key and mail server, all named at once', () => {
    const faults = faultsOf({ DATABASE_URL: 'postgresql://lueckenlos_app:x@db/l' });
    expect(faults).toContain('BASE_URL fehlt');
    expect(faults).toContain('SECRET_KEY fehlt');
    expect(faults).toContain('SMTP_URL fehlt');
  });

  test('a complete production set-up is accepted and loads no demo', () => {
    expect(configurationOf({ ...production, DATABASE_URL: 'postgresql://lueckenlos_app:x@db/l' })).toMatchObject({ mode: 'production', demo: false });
  });

  test('an address without encryption is refused in production', () => {
    expect(faultsOf({ ...production, BASE_URL: 'http://kette.example.de' })).toContain('https://');
  });

  test('no text leaves the house unless a translation service is named, and no key travels unencrypted', () => {
    expect(configurationOf({}).translation).toBeUndefined();
    expect(configurationOf({ TRANSLATION_URL: 'http://uebersetzen.intern:5000' }).translation?.url.hostname).toBe('uebersetzen.intern');
    expect(faultsOf({ TRANSLATION_URL: 'http://uebersetzen.example.de', TRANSLATION_KEY: 'geheim' })).toContain('https://');
    expect(faultsOf({ TRANSLATION_KEY: 'geheim' })).toContain('TRANSLATION_URL');
    expect(faultsOf({ TRANSLATION_URL: 'ftp://uebersetzen.example.de' })).toContain('TRANSLATION_URL');
  });

  test('a fault of a secret is described without showing the secret', () => {
    const faults = faultsOf({ SECRET_KEY: 'kurz', DATABASE_URL: 'mysql://root:hunter2@db/x', SMTP_URL: 'http://post:hunter2@mail' });
    expect(faults).toContain('SECRET_KEY');
    expect(faults).not.toMatch(/kurz(?!:)|hunter2/);
  });

  test('a key that is no random key is refused', () => {
    expect(faultsOf({ SECRET_KEY: Buffer.alloc(32).toString('base64') })).toContain('kein zufälliger Schlüssel');
  });

  test.each([
    ['PORT', '0'], ['PORT', 'achtzig'], ['BASE_URL', 'kette.example.de'], ['BASE_URL', 'https://kette.example.de/unterordner'], ['MODE', 'test'],
    ['DEMO', 'ja'], ['TRUST_PROXY', '-1'], ['LOG_LEVEL', 'laut'], ['MAIL_FROM', 'niemand'], ['HOST', 'a b'],
  ])('%s = %s is refused with a sentence that names the setting', (name, value) => {
    expect(faultsOf({ [name]: value })).toMatch(new RegExp(`^${name} .*\\.$`));
  });

  test('half a sign-in service is refused, naming what is missing', () => {
    expect(faultsOf({ OIDC_ISSUER: 'https://id.example.de', OIDC_CLIENT_ID: 'x' })).toContain('OIDC_CLIENT_SECRET');
  });

  test('an empty setting counts as not set', () => {
    expect(configurationOf({ PORT: '', DATABASE_URL: '' }).port).toBe(3000);
  });
});
