import { nameWords } from '../src/network/name-likeness.ts';
import { searchPairs } from '../src/offers/duplicates/candidate-pairs.ts';
import type { Comparable } from '../src/offers/duplicates/likeness.ts';
import { newId } from '../src/platform/id.ts';
import { dice } from './big-directory.ts';
import type { Section } from './report.ts';

const BEGINNINGS = ['Krabbel', 'Eltern', 'Schuldner', 'Hausaufgaben', 'Baby', 'Sprach', 'Kinder', 'Jugend', 'Ferien', 'Erziehungs', 'Berufs', 'Familien', 'Kleider', 'Vorlese', 'Musik', 'Schwimm', 'Lern', 'Spiel', 'Väter', 'Mütter', 'Großeltern', 'Stadtteil', 'Trauma', 'Still', 'Wald', 'Mädchen', 'Jungen', 'Integrations', 'Gesundheits', 'Natur'];
const ENDS = ['gruppe', 'café', 'beratung', 'hilfe', 'treff', 'kurs', 'turnen', 'werkstatt', 'sprechstunde', 'patenschaft', 'club', 'frühstück', 'labor', 'bühne', 'lotsen', 'begleitung', 'stube', 'tag', 'schule', 'chor'];
const TIMES = ['am Morgen', 'am Nachmittag', 'in den Ferien', 'mit Anmeldung', 'ohne Anmeldung', 'für Einsteiger', 'für Fortgeschrittene', 'in kleiner Runde', 'im Freien', 'auf Rädern'];
const QUARTERS = 400;
const TWICE_IN = 50;

/** Looking for offers that were entered twice among 100,000 of one directory: a whole county with everything in it. */
export function measureDuplicates(isQuick: boolean): Promise<Section> {
  const size = isQuick ? 5_000 : 100_000;
  const { offers, twins } = bigCounty(size);
  const before = process.memoryUsage().rss;
  const usage = process.cpuUsage();
  const started = performance.now();
  const search = searchPairs(offers);
  let longest = 0;
  let since = performance.now();
  let step = search.next();
  for (; !step.done; step = search.next()) {
    longest = Math.max(longest, performance.now() - since);
    since = performance.now();
  }
  longest = Math.max(longest, performance.now() - since);
  const { user, system } = process.cpuUsage(usage);
  const found = new Set(step.value.map(({ ids }) => ids.join(' ')));
  const recognised = twins.filter((pair) => found.has(pair)).length;
  return Promise.resolve({
    title: `Offers entered twice: ${size.toLocaleString('en')} offers of one directory`,
    conditions: [
      `${twins.length.toLocaleString('en')} of them entered a second time with another spelling, place kept, half of them by another provider; ${step.value.length.toLocaleString('en')} pairs are suspected`,
      `in memory, as the page looks for them after loading; ${Math.round((performance.now() - started) / 100) / 10} s on the clock, ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB more memory`,
    ],
    measurements: [
      { what: 'processor', value: (user + system) / 1e6, unit: 's', goal: { atMost: 30 } },
      { what: 'longest time without letting others have their turn', value: longest, unit: 'ms' },
      { what: 'entered twice and found', value: (100 * recognised) / twins.length, unit: '%', goal: { atLeast: 90 } },
    ],
  });
}

/** So many offers, some of them twice; and which pairs these are, as `smaller larger` id. */
function bigCounty(size: number): { offers: Comparable[]; twins: string[] } {
  const roll = dice(11);
  const one = <Thing>(things: readonly Thing[]) => things[roll(things.length)]!;
  const organizations = Array.from({ length: Math.round(size / 12) }, (_, index) => ({ id: newId(), name: nameWords(`${one(BEGINNINGS)}werk ${index} e. V.`) }));
  const places = Array.from({ length: Math.round(size / 6) }, (_, index) => ({ id: newId(), address: `hauptstrasse ${index}` }));
  const fields = Array.from({ length: 8 }, () => newId());
  const offers: Comparable[] = [];
  const twins: string[] = [];
  while (offers.length < size) {
    const organization = one(organizations);
    const place = one(places);
    const name = `${one(BEGINNINGS)}${one(ENDS)} ${one(TIMES)} Ortsteil${roll(QUARTERS)}`;
    const from = roll(16) * 12;
    const offer: Comparable = {
      id: newId(), name: nameWords(name), organizationId: organization.id, organization: organization.name, locationIds: [place.id], addresses: [place.address],
      phones: roll(3) === 0 ? [] : [`+4930${String(1_000_000 + roll(size / 10))}`], fieldIds: [one(fields)], times: [`${1 + roll(5)} ${String(9 + roll(8)).padStart(2, '0')}:00`], minimumAgeMonths: from, maximumAgeMonths: from + 35,
    };
    offers.push(offer);
    if (offers.length % TWICE_IN !== 0 || offers.length >= size) continue;
    const other = roll(2) === 0 ? organization : one(organizations);
    const twin: Comparable = { ...offer, id: newId(), name: nameWords(name.replace(/(.)\1/, '$1').replace(' ', '-')), organizationId: other.id, organization: other.name };
    offers.push(twin);
    twins.push([offer.id, twin.id].sort().join(' '));
  }
  return { offers, twins };
}
