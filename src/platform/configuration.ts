import { resolve } from 'node:path';
import type pg from 'pg';
import * as v from 'valibot';
import { settings, type SettingName, type SettingValues } from './settings.ts';

/** How this process was told to run; read once at start. */
export interface Configuration {
  mode: 'development' | 'production';
  port: number;
  host: string;
  /** public address, no path: `https://praeventionskette.example.de` (origin) */
  baseUrl: URL;
  /** absolute */
  dataFolder: string;
  /** undefined: the embedded server in the data folder */
  database?: { app: pg.ClientConfig; owner?: pg.ClientConfig };
  /** undefined in development: see `secrets.ts` */
  secretKey?: Buffer;
  mail: { smtpUrl?: URL; from: string };
  /** load the demo municipalities into an empty database */
  demo: boolean;
  oidc?: { issuer: URL; clientId: string; clientSecret: string };
  /** a machine that translates; undefined: no text leaves the house */
  translation?: { url: URL; key?: string };
  trustedProxies: number;
  logLevel: 'error' | 'warn' | 'info' | 'debug';
}

export type Environment = Record<string, string | undefined>;

/** One sentence in German for every fault, without any secret value. */
export type Faults = readonly string[];

/** Reads and checks the environment; all faults are found at once. An empty value counts as not set. */
export function readConfiguration(environment: Environment): { ok: true; configuration: Configuration } | { ok: false; faults: Faults } {
  const { values, faults } = readValues(environment);
  const embedded = !environment['DATABASE_URL'];
  const mode = values.MODE ?? (embedded ? 'development' : 'production');
  const port = values.PORT ?? 3000;
  const baseUrl = values.BASE_URL ?? new URL(`http://localhost:${port}`);

  if (embedded && environment['DATABASE_OWNER_URL']) faults.push('DATABASE_OWNER_URL ist gesetzt, DATABASE_URL aber nicht. Setzen Sie beide oder keine.');
  if (mode === 'production') faults.push(...missingInProduction(environment, values));
  const oidcNames = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const oidcMissing = oidcNames.filter((name) => !environment[name]);
  if (oidcMissing.length > 0 && oidcMissing.length < oidcNames.length) faults.push(`Für den Anmeldedienst fehlt noch: ${oidcMissing.join(', ')}.`);
  if (values.OIDC_ISSUER?.protocol === 'http:' && !isLocal(values.OIDC_ISSUER)) faults.push('OIDC_ISSUER muss mit https:// beginnen.');
  if (values.TRANSLATION_KEY && !environment['TRANSLATION_URL']) faults.push('TRANSLATION_KEY ist gesetzt, TRANSLATION_URL aber nicht. Setzen Sie beide oder keine.');
  if (values.TRANSLATION_KEY && values.TRANSLATION_URL?.protocol === 'http:' && !isLocal(values.TRANSLATION_URL)) faults.push('TRANSLATION_URL muss mit https:// beginnen, wenn ein Schlüssel mitgeschickt wird.');
  if (faults.length > 0) return { ok: false, faults };

  return {
    ok: true,
    configuration: {
      mode,
      port,
      host: values.HOST ?? '127.0.0.1',
      baseUrl,
      dataFolder: resolve(values.DATA_DIR ?? './data'),
      ...(values.DATABASE_URL && { database: { app: { connectionString: values.DATABASE_URL }, ...(values.DATABASE_OWNER_URL && { owner: { connectionString: values.DATABASE_OWNER_URL } }) } }),
      ...(values.SECRET_KEY && { secretKey: values.SECRET_KEY }),
      mail: { ...(values.SMTP_URL && { smtpUrl: values.SMTP_URL }), from: values.MAIL_FROM ?? `Lückenlos <noreply@${baseUrl.hostname}>` },
      demo: values.DEMO ? values.DEMO === 'on' : embedded && mode === 'development',
      ...(values.OIDC_ISSUER && { oidc: { issuer: values.OIDC_ISSUER, clientId: values.OIDC_CLIENT_ID!, clientSecret: values.OIDC_CLIENT_SECRET! } }),
      ...(values.TRANSLATION_URL && { translation: { url: values.TRANSLATION_URL, ...(values.TRANSLATION_KEY && { key: values.TRANSLATION_KEY }) } }),
      trustedProxies: values.TRUST_PROXY ?? 0,
      logLevel: values.LOG_LEVEL ?? 'info',
    },
  };
}

/** For entry points: the configuration, or every fault on stderr and exit code 2. */
export function configurationOrExit(environment: Environment = process.env): Configuration {
  const read = readConfiguration(environment);
  if (read.ok) return read.configuration;
  process.stderr.write(`Die Konfiguration ist fehlerhaft:\n${read.faults.map((fault) => `  – ${fault}`).join('\n')}\nAlle Einstellungen erklärt docs/handbuch/betrieb.md.\n`);
  process.exit(2);
}

function readValues(environment: Environment): { values: SettingValues; faults: string[] } {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, { schema, secret }] of Object.entries(settings)) {
    const given = environment[name];
    if (given === undefined || given.trim() === '') continue;
    const result = v.safeParse(schema as v.GenericSchema<string, unknown>, given);
    if (result.success) values[name] = result.output;
    else faults.push(`${name}${secret ? '' : ` („${given}“)`} ${result.issues[0].message}.`);
  }
  return { values: values as SettingValues, faults };
}

function missingInProduction(environment: Environment, values: SettingValues): string[] {
  const faults: string[] = [];
  const required: [SettingName, string][] = [
    ['BASE_URL', 'die öffentliche Adresse mit https://'],
    ['SECRET_KEY', 'ein eigener Schlüssel (erzeugen: openssl rand -base64 32)'],
    ['SMTP_URL', 'der Mailserver, der Anmeldelinks und Nachrichten sendet'],
  ];
  for (const [name, what] of required) {
    if (!environment[name]?.trim()) faults.push(`${name} fehlt: In „production“ nötig ist ${what}.`);
  }
  if (values.BASE_URL && values.BASE_URL.protocol !== 'https:') faults.push('BASE_URL muss in „production“ mit https:// beginnen.');
  return faults;
}

function isLocal(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
