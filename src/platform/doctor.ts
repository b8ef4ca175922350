import { lstatSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Clock } from './clock.ts';
import { withDatabase } from './command-database.ts';
import type { Configuration } from './configuration.ts';
import { databaseFindings } from './doctor-database.ts';
import { finding, type Finding } from './finding.ts';
import { OperationFault } from './operation-fault.ts';
import { readSecretKey, SECRETS_FILE } from './secrets.ts';

const MIB = 1024 ** 2;
const LEAST_FREE_BYTES = 1024 * MIB;
const LEAST_FREE_SHARE = 0.05;
const MAIL_TIMEOUT_MS = 8_000;

/** Examines a production set-up without changing anything; every finding says what to do. */
export async function examine(configuration: Configuration, clock: Clock): Promise<Finding[]> {
  return [
    ...settingFindings(configuration),
    ...secretFindings(configuration),
    ...dataFolderFindings(configuration.dataFolder),
    await mailFinding(configuration),
    ...(await withDatabase(configuration, 'die Prüfung', ({ app }) => databaseFindings(app, clock)).catch(asFinding)),
  ];
}

function settingFindings({ mode, baseUrl, trustedProxies, demo }: Configuration): Finding[] {
  const secure = baseUrl.protocol === 'https:';
  return [
    finding(mode === 'production', 'Die Betriebsart ist „production“.', 'Setzen Sie MODE=production; „development“ zeigt E-Mails samt Anmeldelinks unter /_mail.'),
    finding(secure, 'Die öffentliche Adresse ist verschlüsselt (https).', 'Setzen Sie BASE_URL auf die Adresse mit https:// und schalten Sie einen Reverse-Proxy mit Zertifikat davor.'),
    finding(!secure || trustedProxies > 0, 'Die Anwendung kennt die Zahl der Reverse-Proxys davor.', 'Setzen Sie TRUST_PROXY (meist 1); sonst gelten alle Besucher*innen als eine Adresse und sperren sich gegenseitig aus.'),
    finding(!demo, 'Es werden keine Demokommunen geladen.', 'Setzen Sie DEMO=off.'),
  ];
}

function secretFindings({ secretKey, dataFolder }: Configuration): Finding[] {
  if (secretKey) return [finding(true, 'Der Schlüssel der Anwendung ist gesetzt und stark.')];
  const missing = 'Der Schlüssel der Anwendung ist gesetzt.';
  try {
    if (!readSecretKey(dataFolder)) return [finding(false, missing, 'Setzen Sie SECRET_KEY (erzeugen: openssl rand -base64 32).')];
  } catch (error) {
    if (error instanceof OperationFault) return [finding(false, missing, error.message)];
    throw error;
  }
  const path = join(dataFolder, SECRETS_FILE);
  return [
    finding(false, 'Der Schlüssel liegt außerhalb des Datenordners.', `Übernehmen Sie ihn aus ${path} nach SECRET_KEY: In derselben Sicherung wie die Daten schützt er nicht.`),
    finding((statSync(path).mode & 0o077) === 0, `Nur das Konto der Anwendung kann ${path} lesen.`, `Führen Sie aus: chmod 600 ${path}`),
  ];
}

function dataFolderFindings(dataFolder: string): Finding[] {
  const found = lstatSync(dataFolder, { throwIfNoEntry: false });
  if (!found) return [finding(false, `Der Datenordner ${dataFolder} ist da.`, 'Starten Sie die Anwendung einmal oder nennen Sie mit DATA_DIR den richtigen Ordner.')];
  const { bavail, blocks, bsize } = statfsSync(dataFolder);
  const free = bavail * bsize;
  const enough = free >= LEAST_FREE_BYTES && bavail / blocks >= LEAST_FREE_SHARE;
  return [
    finding((statSync(dataFolder).mode & 0o066) === 0, 'Andere Konten können im Datenordner nicht lesen oder schreiben.', `Führen Sie aus: chmod 711 ${dataFolder}`),
    finding(enough, 'Auf dem Datenträger ist genug Platz.', `Frei sind nur ${Math.round(free / MIB).toLocaleString('de-DE')} MiB; schaffen Sie mindestens 1 GiB und 5 % Platz.`),
  ];
}

async function mailFinding({ mail: { smtpUrl } }: Configuration): Promise<Finding> {
  const title = 'Der Mailserver antwortet, nimmt die Anmeldung an und verschlüsselt.';
  if (!smtpUrl) return finding(false, title, 'Setzen Sie SMTP_URL; ohne Mailserver kann sich niemand mit einem Link anmelden.');
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(smtpUrl.hostname);
  const transport = createTransport({
    url: smtpUrl.href, requireTLS: smtpUrl.protocol === 'smtp:' && !local,
    connectionTimeout: MAIL_TIMEOUT_MS, greetingTimeout: MAIL_TIMEOUT_MS, socketTimeout: MAIL_TIMEOUT_MS,
  });
  try {
    await transport.verify();
    return finding(true, title);
  } catch (error) {
    return finding(false, title, `Prüfen Sie SMTP_URL und die Firewall (Meldung: ${(error as { code?: string }).code ?? 'ohne Kennung'}).`);
  } finally {
    transport.close();
  }
}

function asFinding(error: unknown): Finding[] {
  if (error instanceof OperationFault) return [finding(false, 'Die Datenbank lässt sich öffnen.', error.message)];
  throw error;
}
