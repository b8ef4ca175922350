import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireOwner, withDatabase } from '../src/platform/command-database.ts';
import { configurationOrExit } from '../src/platform/configuration.ts';
import { OperationFault } from '../src/platform/operation-fault.ts';
import { readyToRestore, restore } from '../src/platform/restore.ts';
import { keyFingerprint, readSecretKey, SECRETS_FILE } from '../src/platform/secrets.ts';
import { command, fileArgument } from './command.ts';

/** Entries of a data folder that do not stand in the way of a backup. */
const HARMLESS = new Set([SECRETS_FILE, 'lock']);

/** `npm run restore FILE`: fills an empty data folder or an empty database from a backup. */
await command(async () => {
  const source = fileArgument('npm run restore DATEI');
  const configuration = configurationOrExit();
  const { dataFolder } = configuration;
  if (!configuration.database && existsSync(dataFolder) && readdirSync(dataFolder).some((name) => !HARMLESS.has(name))) {
    throw new OperationFault(`Der Datenordner ${dataFolder} ist nicht leer. Nennen Sie mit DATA_DIR einen leeren Ordner.`);
  }
  console.log('Die Sicherung wird geprüft …');
  const manifest = await readyToRestore(source);
  console.log(`Sie ist unversehrt und zeigt den Stand vom ${new Date(manifest.createdAt).toLocaleString('de-DE', { timeZone: 'Europe/Berlin' })} Uhr. Sie wird eingespielt …`);
  await withDatabase(configuration, 'die Wiederherstellung', (doors) =>
    restore({ owner: requireOwner(doors), filesFolder: join(dataFolder, 'files'), source, manifest }), { create: true });
  console.log('Fertig: Jede Tabelle stimmt mit der Sicherung überein.');
  const key = configuration.secretKey ?? readSecretKey(dataFolder);
  if (manifest.keyFingerprint && (!key || keyFingerprint(key) !== manifest.keyFingerprint)) {
    console.log(`Achtung: Verschlüsselte Felder sind nur mit dem Schlüssel lesbar, der zur Sicherung gehört. Setzen Sie ihn vor dem ersten Start als SECRET_KEY oder legen Sie die alte ${SECRETS_FILE} nach ${dataFolder}.`);
  }
});
