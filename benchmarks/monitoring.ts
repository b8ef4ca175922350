import { createHash, randomBytes } from 'node:crypto';
import { storeAreas } from '../src/areas/server/store-areas.ts';
import { catalogueIndicators, catalogueMeasures } from '../src/monitoring/catalogue.ts';
import { computeIndicators } from '../src/monitoring/compute.ts';
import { openImport } from '../src/monitoring/import/open-import.ts';
import { addIndicators, addMeasures, listDefinitions } from '../src/monitoring/server/definitions.ts';
import { importObservationsTask } from '../src/monitoring/server/import-observations.ts';
import { findImportRun } from '../src/monitoring/server/import-runs.ts';
import { openPacks } from '../src/monitoring/server/packs.ts';
import { listAllAreas } from '../src/areas/server/list-areas.ts';
import { groundOf } from '../src/monitoring/server/import-file.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfiguration } from '../src/platform/configuration.ts';
import { day } from '../src/platform/day.ts';
import { encryptField } from '../src/platform/encryption.ts';
import { newId, type Uuid } from '../src/platform/id.ts';
import { createLog } from '../src/platform/log.ts';
import { storeFile } from '../src/platform/stored-file.ts';
import { addTown } from '../tests/drills/coordinators.ts';
import { openMeasuredHouse } from './measured-house.ts';
import type { Section } from './report.ts';

const BANDS = ['0-2', '3-5', '6-14', '15-17', '18-19', '20', '21-39', '40-64', '65 und älter'];
const YEARS = 11;

/** A file as a statistics office of a large city could send it: a line for each area and year, a column for each measure and age group. */
function largeFile(areaKeys: readonly string[], years: number): { text: string; figures: number } {
  const counted = catalogueMeasures.filter(({ key, decimals }) => key !== 'population' && key !== 'sgb2-recipients' && decimals === 0).map(({ names }) => names.de);
  const header = ['Schlüssel', 'Stichtag', ...BANDS.map((band) => `Einwohnerinnen und Einwohner, ${band}`), 'Leistungsberechtigte nach dem SGB II, 0-14', 'Leistungsberechtigte nach dem SGB II, 15-64', ...counted];
  const lines = [header.join(';')];
  let seed = 11;
  const random = (most: number) => { seed = (seed * 48_271) % 2_147_483_647; return seed % most; };
  for (const key of areaKeys) {
    for (let year = 2015; year < 2015 + years; year += 1) {
      const cells = header.slice(2).map(() => (random(400) === 0 ? '.' : String(random(900))));
      lines.push([key, `31.12.${year}`, ...cells].join(';'));
    }
  }
  return { text: lines.join('\r\n'), figures: areaKeys.length * years * (header.length - 2) };
}

/** A million observations through the importer as a planner's file, then all indicators × areas × years of them. */
export async function measureMonitoring(isQuick: boolean): Promise<Section> {
  const house = await openMeasuredHouse();
  try {
    const read = readConfiguration({ LOG_LEVEL: 'error', DEMO: 'off', SECRET_KEY: randomBytes(32).toString('base64') });
    if (!read.ok) throw new Error('no configuration');
    const configuration = { ...read.configuration, secretKey: read.configuration.secretKey! };
    const { id: town } = await addTown(house.owner, 'grossstadt', systemClock);
    const districts = isQuick ? 200 : 2_000;
    await house.database.write(town, async (tx) => {
      await addMeasures(tx, town, catalogueMeasures, systemClock, true);
      await addIndicators(tx, town, catalogueIndicators, systemClock, true);
      const since = day('1990-01-01');
      await storeAreas(tx, town, [
        { key: 'stadt', level: 'municipality', name: 'Großstadt', position: 0, validFrom: since },
        ...Array.from({ length: 40 }, (_, at) => ({ key: `q${at}`, level: 'quarter' as const, name: `Quartier ${at}`, position: at, parentKey: 'stadt', validFrom: since })),
        ...Array.from({ length: districts }, (_, at) => ({ key: `b${at}`, level: 'district' as const, name: `Bezirk ${at}`, position: at, parentKey: `q${at % 40}`, validFrom: since })),
      ]);
    });
    const { text, figures } = largeFile(Array.from({ length: districts }, (_, at) => `b${at}`), YEARS);
    const bytes = Buffer.from(text);
    const runId = await plan(bytes);
    const beforeImport = process.cpuUsage();
    const importSeconds = await seconds(async () => importObservationsTask.kind === 'outside' && importObservationsTask.run({ municipalityId: town, database: house.database, clock: systemClock, configuration, log: createLog('error') }, { runId, seen: true }));
    const importUsed = process.cpuUsage(beforeImport);
    const run = await house.database.read(town, (tx) => findImportRun(tx, town, runId));
    if (run?.state !== 'done') throw new Error(JSON.stringify(run?.failure));

    let columns = 0;
    let computing = 0;
    const before = process.cpuUsage();
    const recomputeSeconds = await seconds(() => house.database.read(town, async (tx) => {
      const [definitions, areas, packs] = [await listDefinitions(tx, town), await listAllAreas(tx, town), await openPacks(tx, town, configuration)];
      computing = await seconds(() => { columns = computeIndicators(packs, definitions, areas).length; });
    }));
    const used = process.cpuUsage(before);
    return {
      title: `Monitoring: ${figures.toLocaleString('en')} figures, ${districts + 41} areas, ${YEARS} years, ${columns} columns of indicators`,
      conditions: ['uploaded file read by the importer in the background task, stored sealed in one transaction; then every pack read, decrypted and every catalogue indicator worked out'],
      measurements: [
        { what: `import of ${run.observations.toLocaleString('en')} observations`, value: importSeconds, unit: 's', goal: { atMost: 30 } },
        { what: '  processor time of this process in it (a busy machine needs longer)', value: (importUsed.user + importUsed.system) / 1e6, unit: 's' },
        { what: '  of it the working out alone', value: computing, unit: 's' },
        { what: '  processor time of this process in it (a busy machine needs longer)', value: (used.user + used.system) / 1e6, unit: 's' },
        { what: 'all indicators × areas × years recomputed (with reading and decrypting)', value: recomputeSeconds, unit: 's', goal: { atMost: 3 } },
      ],
    };

    /** Kept sealed and planned as the upload does it. */
    async function plan(content: Buffer): Promise<Uuid> {
      return house.database.write(town, async (tx) => {
        const opened = openImport(content, 'grossstadt.csv', await groundOf(tx, town));
        if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
        const id = newId();
        const file = await storeFile(tx, town, systemClock, { name: 'grossstadt.csv', mediaType: 'text/csv', purpose: 'monitoring.import', content: encryptField(configuration.secretKey, { table: 'monitoring.import_run', column: 'file', row: id, municipality: town }, content) });
        await tx.insertInto('monitoring.import_run').values({
          municipality_id: town, id, state: 'running', file_id: file.id, file_name: file.name, file_sha256: createHash('sha256').update(content).digest(), file_bytes: content.length, format: 'wide',
          settings: JSON.stringify(opened.value.recipe), source: 'Messung', licence: '', stichtag: '', planned_at: systemClock.now(),
        }).execute();
        return id;
      });
    }
  } finally {
    await house.close();
  }
}

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
