import { auditReport } from '../src/accounts/server/audit-report.ts';
import { withDatabase } from '../src/platform/command-database.ts';
import { configurationOrExit } from '../src/platform/configuration.ts';
import { connectDatabase } from '../src/platform/database.ts';
import { OperationFault } from '../src/platform/operation-fault.ts';
import { command } from './command.ts';

/** `npm run audit verify`: follows every municipality's audit chain; code 1 if one does not hold. */
await command(async () => {
  if (process.argv[2] !== 'verify') throw new OperationFault('Aufruf: npm run audit verify');
  return withDatabase(configurationOrExit(), 'die Prüfung des Protokolls', async (doors) => {
    const database = connectDatabase(doors.app, { poolSize: 1 });
    try {
      const { intact, lines } = await auditReport(database);
      for (const line of lines) console.log(line);
      return intact ? 0 : 1;
    } finally {
      await database.close();
    }
  });
});
