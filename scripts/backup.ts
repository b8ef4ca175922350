import { statSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from '../src/platform/backup.ts';
import { systemClock } from '../src/platform/clock.ts';
import { requireOwner, withDatabase } from '../src/platform/command-database.ts';
import { configurationOrExit } from '../src/platform/configuration.ts';
import { keyFingerprint, readSecretKey } from '../src/platform/secrets.ts';
import { command, fileArgument, sizeOf } from './command.ts';

/** `npm run backup FILE`: a complete, consistent copy of database and files; the application may go on running. */
await command(async () => {
  const target = fileArgument('npm run backup DATEI (zum Beispiel sicherung-2026-11-22.tar.gz)');
  const configuration = configurationOrExit();
  const key = configuration.secretKey ?? readSecretKey(configuration.dataFolder);
  const manifest = await withDatabase(configuration, 'die Sicherung', (doors) =>
    backup({
      owner: requireOwner(doors), filesFolder: join(configuration.dataFolder, 'files'), target, clock: systemClock,
      ...(key && { keyFingerprint: keyFingerprint(key) }),
    }),
  );
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Gesichert: ${rows.toLocaleString('de-DE')} Zeilen aus ${manifest.tables.length} Tabellen und ${manifest.files.length.toLocaleString('de-DE')} Dateien in ${target} (${sizeOf(statSync(target).size)}).`);
  console.log('Die Sicherung enthält personenbezogene Daten: Bewahren Sie sie verschlüsselt auf. Der Schlüssel der Anwendung ist nicht darin; sichern Sie ihn getrennt.');
});
