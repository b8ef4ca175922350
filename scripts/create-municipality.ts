import { parseArgs } from 'node:util';
import { createMunicipality } from '../src/accounts/server/create-municipality.ts';
import { LINK } from '../src/accounts/session.ts';
import { catalogueIndicators, catalogueMeasures } from '../src/monitoring/catalogue.ts';
import { addIndicators, addMeasures } from '../src/monitoring/server/definitions.ts';
import { defaultPhases, phaseRecords } from '../src/offers/default-phases.ts';
import { storePhases } from '../src/offers/server/store-phases.ts';
import { systemClock } from '../src/platform/clock.ts';
import { requireOwner, withDatabase } from '../src/platform/command-database.ts';
import { configurationOrExit } from '../src/platform/configuration.ts';
import { connectDatabase } from '../src/platform/database.ts';
import { OperationFault } from '../src/platform/operation-fault.ts';
import { command } from './command.ts';

const USAGE = `Aufruf: npm run municipality -- create --slug musterstadt --name "Stadt Musterstadt" --land Niedersachsen \\
    --admin-name "Lena Muster" --admin-email lena.muster@musterstadt.example \\
    [--kind town|county] [--regional-key 032540002002] [--contact-email familie@musterstadt.example]`;

const SENTENCES: Record<string, string> = {
  required: 'fehlt', 'choose-one': 'muss „town“ oder „county“ sein', 'not-an-email': 'muss eine E-Mail-Adresse sein', 'too-long': 'ist zu lang',
  'slug-unfit': 'darf nur aus kleinen Buchstaben ohne Umlaute, Ziffern und Bindestrichen bestehen und beginnt mit einem Buchstaben',
  'slug-reserved': 'ist für andere Seiten vergeben', 'slug-taken': 'gibt es schon', 'regional-key-unfit': 'muss aus zwölf Ziffern bestehen (ARS)',
};
const OPTIONS: Record<string, string> = { slug: '--slug', name: '--name', kind: '--kind', land: '--land', regionalKey: '--regional-key', contactEmail: '--contact-email', adminName: '--admin-name', adminEmail: '--admin-email' };

/** `npm run municipality -- create …`: a new municipality and the invitation of its first administrator. */
await command(async () => {
  const { values, positionals } = readArguments();
  if (positionals[0] !== 'create' || positionals.length > 1) throw new OperationFault(USAGE);
  const configuration = configurationOrExit();
  await withDatabase(configuration, 'das Anlegen einer Kommune', async (doors) => {
    const owner = connectDatabase(requireOwner(doors), { poolSize: 1 });
    try {
      const facts = {
        slug: values.slug, name: values.name, kind: values.kind ?? 'town', land: values.land, regionalKey: values['regional-key'] ?? '', contactEmail: values['contact-email'] ?? '',
        adminName: values['admin-name'] ?? values['admin-email'], adminEmail: values['admin-email'],
      };
      // The words of the chain and the indicators every municipality begins with; it can change them.
      const outcome = await createMunicipality(owner, systemClock, facts, async (tx, id) => {
        await storePhases(tx, id, phaseRecords(defaultPhases));
        await addMeasures(tx, id, catalogueMeasures, systemClock, true);
        await addIndicators(tx, id, catalogueIndicators, systemClock, true);
      });
      if (!outcome.ok) throw new OperationFault(`${outcome.refusals.map(({ code, field }) => `${OPTIONS[field ?? ''] ?? ''} ${SENTENCES[code] ?? 'stimmt nicht'}.`.trim()).join('\n')}\n${USAGE}`);
      const { slug, invitation } = outcome.value;
      console.log(`Die Kommune ist angelegt: ${new URL(`/${slug}`, configuration.baseUrl).href}`);
      console.log(`\nEinladung für die Systemverwaltung (gilt ${LINK.invitation / 86_400_000} Tage und einmal; sie wird nur jetzt gezeigt):\n${new URL(`/${slug}/anmelden/link/${invitation}`, configuration.baseUrl).href}`);
    } finally {
      await owner.close();
    }
  });
});

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: { slug: text, name: text, kind: text, land: text, 'regional-key': text, 'contact-email': text, 'admin-name': text, 'admin-email': text },
    });
  } catch (error) {
    throw new OperationFault(`${(error as Error).message}\n${USAGE}`);
  }
}
