import { systemClock } from '../src/platform/clock.ts';
import { withClient } from '../src/platform/database-roles.ts';
import { addTown } from '../tests/drills/coordinators.ts';
import type { Door } from '../tests/drills/door.ts';
import { copyTown, dice, storeBigTown } from './big-directory.ts';
import { openMeasuredHouse } from './measured-house.ts';
import { quantile, type Section } from './report.ts';

const PER_SECOND = 20;

/** What families type: words of nearly every offer, of some, compounds, two words, and typing errors (`big-directory.ts` has the words). */
const SEARCHES = ['Familien', 'spielen', 'Hilfe', 'Kinder lernen', 'Bewegung', 'Formulare', 'Anträge', 'Austausch', 'Freizeit',
  'Krabbelgruppe', 'Schulden', 'Babymasage', 'Hausaufgaben', 'Sprachkurs Eltern', 'Schwimmen', 'Jugendtreff', 'Turnen Nord', 'Musik'];
const AGES = ['2', '6m', '4', '7', '10', '14'];

/** The list of offers with three filters and a search, asked for steadily, in a database of 100,000 services of 500 municipalities. */
export async function measureDirectory(isQuick: boolean): Promise<Section> {
  const size = isQuick ? { towns: 20, offers: 200, areas: 12, seconds: 5 } : { towns: 500, offers: 200, areas: 12, seconds: 30 };
  const house = await openMeasuredHouse();
  try {
    const town = await addTown(house.owner, 'vorlage', systemClock);
    await house.database.write(town.id, (tx) => storeBigTown(tx, town.id, size, systemClock));
    const { slugs, services, megabytes } = await withClient(house.superuser, async (superuser) => {
      const copies = await copyTown(superuser, town.id, size.towns - 1);
      const { rows } = await superuser.query<{ services: number; megabytes: number }>('select (select count(*) from offers.service) as services, pg_database_size(current_database()) / 1e6 as megabytes');
      return { slugs: [town.slug, ...copies], ...rows[0]! };
    });
    await house.settle();
    const { fields, areas } = await house.database.read(town.id, async (tx) => ({
      fields: await tx.selectFrom('offers.field_of_action').select('key').where('municipality_id', '=', town.id).execute(),
      areas: await tx.selectFrom('areas.area').select('key').where('municipality_id', '=', town.id).where('level', '=', 'district').execute(),
    }));
    const addresses = addressesOf(slugs, fields.map((field) => field.key), areas.map((area) => area.key));
    const warmUp = await askSteadily(house.door, Array.from({ length: 2 * PER_SECOND }, addresses));
    const answers = await askSteadily(house.door, Array.from({ length: size.seconds * PER_SECOND }, addresses));
    const durations = answers.map((answer) => answer.milliseconds);
    return {
      title: `List of offers: ${services.toLocaleString('en')} services, ${slugs.length} municipalities`,
      conditions: [
        `GET /<town>/angebote with three filters and a text search, ${PER_SECOND} a second for ${size.seconds} s, another town and question each time (warm-up: ${warmUp.length})`,
        'from the moment the request was due to the whole page; application and load in one process; embedded server with its shipped settings',
        `database ${Math.round(megabytes).toLocaleString('en')} MB; pages that found offers: ${answers.filter((answer) => answer.found).length} of ${answers.length}`,
      ],
      measurements: [
        { what: 'answers other than 200', value: answers.filter((answer) => answer.status !== 200).length, unit: '', goal: { atMost: 0 } },
        { what: 'median', value: quantile(durations, 0.5), unit: 'ms' },
        { what: 'p95', value: quantile(durations, 0.95), unit: 'ms', goal: { atMost: 50 } },
        { what: 'p99', value: quantile(durations, 0.99), unit: 'ms' },
        { what: 'longest', value: Math.max(...durations), unit: 'ms' },
      ],
    };
  } finally {
    await house.close();
  }
}

/** Another town, search and three filters at every call, the same sequence at every run. */
function addressesOf(slugs: readonly string[], fields: readonly string[], areas: readonly string[]): () => string {
  const roll = dice(42);
  const one = <Thing>(things: readonly Thing[]) => things[roll(things.length)]!;
  return () => {
    const filters = one<Record<string, string>>([
      { alter: one(AGES), kostenlos: '1', sprache: 'de' },
      { alter: one(AGES), tag: String(1 + roll(5)), sprache: 'de' },
      { thema: one(fields), kostenlos: '1', sprache: 'de' },
      { ort: one(areas), stufenlos: '1', alter: one(AGES) },
    ]);
    return `/${one(slugs)}/angebote?${new URLSearchParams({ suche: one(SEARCHES), ...filters })}`;
  };
}

interface Answer {
  status: number;
  found: boolean;
  milliseconds: number;
}

/** Sends each request at its time, whether or not the earlier ones have been answered, and counts waiting as part of the answer. */
async function askSteadily(door: Door, addresses: readonly string[]): Promise<Answer[]> {
  const start = performance.now() + 50;
  return Promise.all(addresses.map(async (address, index): Promise<Answer> => {
    const due = start + (index * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const response = await door.request(address);
    const html = await response.text();
    return { status: response.status, found: /\/angebote\/[0-9a-f]{8}-/.test(html), milliseconds: performance.now() - due };
  }));
}
