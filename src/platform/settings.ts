import * as v from 'valibot';

/** One environment variable: what it means, what it may be. The check and the table in the handbook are made from this. */
export interface Setting<Value = unknown> {
  /** meaning in German, one or two sentences */
  meaning: string;
  /** default as the handbook says it; '–' if there is none */
  otherwise: string;
  example: string;
  /** never printed, not even when it is wrong */
  secret?: boolean;
  schema: v.GenericSchema<string, Value>;
}

function setting<Value>(definition: Setting<Value>): Setting<Value> {
  return definition;
}

const text = v.pipe(v.string(), v.trim());

function wholeNumber(from: number, to: number): v.GenericSchema<string, number> {
  const sentence = `muss eine ganze Zahl von ${from} bis ${to} sein`;
  return v.pipe(text, v.regex(/^\d{1,6}$/, sentence), v.transform(Number), v.minValue(from, sentence), v.maxValue(to, sentence));
}

function address(protocols: readonly string[], sentence: string): v.GenericSchema<string, URL> {
  return v.pipe(
    text,
    v.check((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== '', sentence),
    v.transform((value) => new URL(value)),
  );
}

function oneOf<const Choice extends string>(choices: readonly Choice[]): v.GenericSchema<string, Choice> {
  const sentence = `muss ${choices.map((choice) => `„${choice}“`).join(' oder ')} sein`;
  return v.pipe(text, v.check((value) => (choices as readonly string[]).includes(value), sentence), v.transform((value) => value as Choice));
}

const DATABASE_SENTENCE = 'muss eine Adresse der Form postgresql://rolle:kennwort@rechner:5432/datenbank sein';
const databaseUrl: v.GenericSchema<string, string> = v.pipe(
  text,
  v.check((value) => URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol) && new URL(value).pathname.length > 1, DATABASE_SENTENCE),
);

export const MINIMAL_KEY_BYTES = 32;

/** All environment variables of the product, in the order the handbook lists them. */
export const settings = {
  MODE: setting({
    meaning: 'Betriebsart. „production“ verlangt BASE_URL mit https, SECRET_KEY und SMTP_URL; „development“ zeigt E-Mails unter /_mail, statt sie zu senden.',
    otherwise: 'development mit der mitgelieferten Datenbank, sonst production', example: 'production', schema: oneOf(['development', 'production']),
  }),
  PORT: setting({ meaning: 'Port, auf dem die Anwendung antwortet.', otherwise: '3000', example: '8080', schema: wholeNumber(1, 65_535) }),
  HOST: setting({
    meaning: 'Netzadresse, auf der die Anwendung antwortet. Die Voreinstellung ist nur vom selben Rechner aus erreichbar; in einem Container nötig: 0.0.0.0.',
    otherwise: '127.0.0.1', example: '0.0.0.0', schema: v.pipe(text, v.regex(/^[0-9a-z.:-]+$/i, 'muss eine Netzadresse oder ein Rechnername sein')),
  }),
  BASE_URL: setting({
    meaning: 'Öffentliche Adresse der Anwendung. Links in E-Mails und die Prüfung von Formularen richten sich nach ihr, nie nach der Anfrage.',
    otherwise: 'http://localhost:PORT', example: 'https://praeventionskette.example.de',
    schema: v.pipe(
      address(['http:', 'https:'], 'muss eine vollständige Adresse sein, die mit https:// (oder http://) beginnt'),
      v.check((url) => url.pathname === '/' && !url.search && !url.hash && !url.username, 'darf nach dem Rechnernamen nichts mehr enthalten'),
    ),
  }),
  DATA_DIR: setting({
    meaning: 'Datenordner: mitgelieferte Datenbank, Dateien und selbst erzeugte Geheimnisse.',
    otherwise: './data', example: '/var/lib/lueckenlos', schema: v.pipe(text, v.nonEmpty('darf nicht leer sein')),
  }),
  DATABASE_URL: setting({
    meaning: 'Eigene PostgreSQL ab Version 15 statt der mitgelieferten; Zugang der Rolle lueckenlos_app, die weder besitzt noch verwaltet.',
    otherwise: 'mitgelieferte Datenbank', example: 'postgresql://lueckenlos_app:…@db.example.de/lueckenlos?sslmode=verify-full', secret: true, schema: databaseUrl,
  }),
  DATABASE_OWNER_URL: setting({
    meaning: 'Zugang der Rolle lueckenlos_owner. Nur nötig, wenn das Schema zu ändern ist, und für Sicherung und Wiederherstellung.',
    otherwise: '–', example: 'postgresql://lueckenlos_owner:…@db.example.de/lueckenlos?sslmode=verify-full', secret: true, schema: databaseUrl,
  }),
  SECRET_KEY: setting({
    meaning: `Schlüssel zum Signieren und Verschlüsseln, mindestens ${MINIMAL_KEY_BYTES} Byte in Base64 (erzeugen: openssl rand -base64 32). Getrennt von den Sicherungen aufbewahren: Ohne ihn sind verschlüsselte Felder verloren.`,
    otherwise: 'in „development“ einmal erzeugt in DATA_DIR/secrets.json', example: 'openssl rand -base64 32', secret: true,
    schema: v.pipe(
      text,
      v.regex(/^[A-Za-z0-9+/_-]+={0,2}$/, 'muss in Base64 geschrieben sein (erzeugen: openssl rand -base64 32)'),
      v.transform((value) => Buffer.from(value, 'base64')),
      v.check((key) => key.length >= MINIMAL_KEY_BYTES, `ist zu kurz: mindestens ${MINIMAL_KEY_BYTES} Byte (erzeugen: openssl rand -base64 32)`),
      v.check((key) => new Set(key).size > MINIMAL_KEY_BYTES / 4, 'ist kein zufälliger Schlüssel (erzeugen: openssl rand -base64 32)'),
    ),
  }),
  SMTP_URL: setting({
    meaning: 'Mailserver, über den die Anwendung sendet.',
    otherwise: 'in „development“ nur die Ansicht /_mail', example: 'smtps://benutzer:kennwort@mail.example.de', secret: true,
    schema: address(['smtp:', 'smtps:'], 'muss eine Adresse der Form smtps://benutzer:kennwort@rechner:465 sein'),
  }),
  MAIL_FROM: setting({
    meaning: 'Absender der E-Mails.', otherwise: 'Lückenlos <noreply@Rechnername aus BASE_URL>', example: 'Präventionskette Musterstadt <praeventionskette@example.de>',
    schema: v.pipe(text, v.regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'muss eine E-Mail-Adresse sein, wahlweise mit Namen davor: Name <name@example.de>')),
  }),
  DEMO: setting({
    meaning: 'Beim ersten Start die Demokommunen laden.', otherwise: 'on mit der mitgelieferten Datenbank in „development“, sonst off', example: 'off', schema: oneOf(['on', 'off']),
  }),
  OIDC_ISSUER: setting({
    meaning: 'Anmeldedienst nach OpenID Connect (Keycloak, Zugang zum BundID-Konto). Gilt zusammen mit den beiden folgenden.', otherwise: 'kein Anmeldedienst',
    example: 'https://anmeldung.example.de/realms/stadt', schema: address(['https:', 'http:'], 'muss eine vollständige Adresse sein, die mit https:// beginnt'),
  }),
  OIDC_CLIENT_ID: setting({ meaning: 'Kennung dieser Anwendung beim Anmeldedienst.', otherwise: '–', example: 'lueckenlos', schema: v.pipe(text, v.nonEmpty('darf nicht leer sein')) }),
  OIDC_CLIENT_SECRET: setting({ meaning: 'Geheimnis dieser Anwendung beim Anmeldedienst.', otherwise: '–', example: '…', secret: true, schema: v.pipe(text, v.nonEmpty('darf nicht leer sein')) }),
  TRANSLATION_URL: setting({
    meaning: 'Übersetzungsdienst mit der Schnittstelle von LibreTranslate, am besten im eigenen Haus. Ohne ihn verlässt kein Text das Haus. An ihn gehen nur Texte, die ohnehin öffentlich sind, und nur, wenn die Koordination es auslöst.',
    otherwise: 'keine maschinelle Übersetzung', example: 'https://uebersetzen.example.de',
    schema: v.pipe(address(['https:', 'http:'], 'muss eine vollständige Adresse sein, die mit https:// (oder http://) beginnt'), v.check((url) => !url.username && !url.search && !url.hash, 'darf weder Zugangsdaten noch Suchbegriffe enthalten')),
  }),
  TRANSLATION_KEY: setting({
    meaning: 'Schlüssel für den Übersetzungsdienst, falls er einen verlangt.', otherwise: '–', example: '…', secret: true, schema: v.pipe(text, v.nonEmpty('darf nicht leer sein')),
  }),
  TRUST_PROXY: setting({
    meaning: 'Zahl der eigenen Reverse-Proxys vor der Anwendung. Nur so viele Einträge von X-Forwarded-For werden geglaubt.', otherwise: '0', example: '1', schema: wholeNumber(0, 5),
  }),
  LOG_LEVEL: setting({ meaning: 'Wie viel ins Protokoll geschrieben wird. Personendaten stehen nie darin.', otherwise: 'info', example: 'warn', schema: oneOf(['error', 'warn', 'info', 'debug']) }),
};

export type SettingName = keyof typeof settings;
export type SettingValues = { [Name in SettingName]?: v.InferOutput<(typeof settings)[Name]['schema']> };

/** The table of the handbook, in Markdown. */
export function settingsTable(): string {
  const plain = (text: string) => text.replaceAll('<', '\\<');
  const rows = Object.entries(settings).map(([name, { meaning, otherwise, example }]) => `| \`${name}\` | ${plain(meaning)} | ${plain(otherwise)} | \`${example}\` |`);
  return ['| Name | Bedeutung | wenn nicht gesetzt | Beispiel |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
