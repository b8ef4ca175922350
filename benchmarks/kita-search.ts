import { insertPerson } from '../src/accounts/server/people.ts';
import { openNewSession } from '../src/accounts/server/sessions.ts';
import { compareChildren } from '../src/kita/server/compare-children.ts';
import { nameKey } from '../src/kita/registration/name-key.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Write } from '../src/platform/database.ts';
import { addDays, day } from '../src/platform/day.ts';
import { newId, type Uuid } from '../src/platform/id.ts';
import { addTown } from '../tests/drills/coordinators.ts';
import { dice } from './big-directory.ts';
import { openMeasuredHouse } from './measured-house.ts';
import { quantile, type Section } from './report.ts';

// The commonest names of Germany's families and their spellings; the first are by far the commonest, as in any town.
const FAMILIES = ['Müller', 'Schmidt', 'Schneider', 'Fischer', 'Weber', 'Meyer', 'Wagner', 'Becker', 'Schulz', 'Hoffmann', 'Schäfer', 'Koch', 'Bauer', 'Richter', 'Klein', 'Wolf', 'Schröder', 'Neumann', 'Schwarz', 'Zimmermann',
  'Yılmaz', 'Kaya', 'Demir', 'Şahin', 'Çelik', 'Öztürk', 'Aydın', 'Nowak', 'Kowalski', 'Schewtschenko', 'Bondarenko', 'Kovalenko', 'Ivanov', 'Petrova', 'Al-Hassan', 'Haddad', 'Khalil', 'Nguyen', 'Tran', 'da Silva',
  'Meier', 'Maier', 'Mayer', 'Schmitt', 'Schmid', 'Krüger', 'Hartmann', 'Lange', 'Werner', 'Krause', 'Lehmann', 'Köhler', 'Maier-Schulz', 'Brandt', 'Jansen', 'Petersen', 'Grünwald', 'Weiß', 'Groß', 'Lindström'];
const GIVEN = ['Mia', 'Emma', 'Noah', 'Ben', 'Lena', 'Leon', 'Paul', 'Anna', 'Emilia', 'Finn', 'Elias', 'Jonas', 'Luca', 'Lina', 'Mila', 'Ella', 'Clara', 'Felix', 'Henry', 'Theo', 'Yusuf', 'Elif', 'Zeynep', 'Ali', 'Amira',
  'Yaroslav', 'Oksana', 'Daryna', 'Ömer', 'Zoë', 'Chloé', 'Łukasz', 'Jörg', 'Björn', 'Günther', 'Achmed', 'Mohammed', 'Fatima', 'Sofia', 'Maximilian', 'Alexander', 'Charlotte', 'Johanna', 'Frieda', 'Anton', 'Oskar', 'Karl', 'Greta', 'Ida', 'Mathilda'];
const SYLLABLES = ['ber', 'lin', 'gard', 'hau', 'mann', 'stein', 'feld', 'ow', 'sen', 'ko', 'vic', 'dor', 'ra', 'mi', 'tal', 'ner', 'brink', 'ke', 'us', 'ler'];

const TIMES = 400;
const CHUNK = 1_000;
/** What people type, in the order of `questionOf`. */
const KINDS = ['both names', 'swapped', 'beginnings of both', 'family name in plain letters', 'family name', 'given name and birthday', 'birthday', 'both in plain letters', 'two letters'];

/** The office's search among 100,000 children with 170,000 guardians: the whole answer to a name somebody types, in any spelling. */
export async function measureKitaSearch(isQuick: boolean): Promise<Section> {
  const size = isQuick ? 5_000 : 100_000;
  const house = await openMeasuredHouse();
  try {
    const town = await addTown(house.owner, 'grossstadt', systemClock);
    const known: { given: string; family: string; bornOn: string }[] = [];
    const draw = dice(7);
    const roll = () => draw(1_000_000) / 1_000_000;
    for (let from = 0; from < size; from += CHUNK) known.push(...await house.database.write(town.id, (tx) => storeChildren(tx, town.id, Math.min(CHUNK, size - from), roll)));
    await house.settle();
    const comparing = performance.now();
    while (await house.database.write(town.id, (tx) => compareChildren(tx, town.id, CHUNK)) === CHUNK);
    const compared = (performance.now() - comparing) / 1000;
    await house.settle();
    const cookie = await house.database.write(town.id, (tx) => signInOffice(tx, town.id));
    // What was entered this minute is compared while the page is made.
    await house.database.write(town.id, (tx) => storeChildren(tx, town.id, 100, roll));
    const dashboards = [];
    for (let at = 0; at < 12; at += 1) {
      const since = performance.now();
      if ((await house.door.request(`/${town.slug}/verwaltung/kita`, { headers: { Cookie: cookie } })).status !== 200) throw new Error('The work list did not answer');
      if (at >= 2) dashboards.push(performance.now() - since);
    }
    const path = `/${town.slug}/verwaltung/kita/kinder`;
    const page = await (await house.door.request(path, { headers: { Cookie: cookie } })).text();
    const secret = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? '';
    const ask = async (words: string): Promise<{ milliseconds: number; found: boolean }> => {
      const since = performance.now();
      const answer = await house.door.request(path, { method: 'POST', headers: { Cookie: cookie }, body: new URLSearchParams({ _csrf: secret('_csrf'), _submission: secret('_submission'), wen: words }) });
      const html = await answer.text();
      if (answer.status !== 200) throw new Error(`The search answered ${answer.status}`);
      return { milliseconds: performance.now() - since, found: html.includes('<tbody') };
    };
    const questions = Array.from({ length: TIMES + 20 }, (_, at) => questionOf(known[Math.floor(roll() * known.length)]!, at));
    for (const question of questions.splice(0, 20)) await ask(question);
    const answers: { milliseconds: number; found: boolean }[] = [];
    for (const question of questions) answers.push(await ask(question));
    const byKind = KINDS.map((kind, at) => `${kind} ${Math.round(quantile(answers.filter((_, question) => (question + 20) % KINDS.length === at).map(({ milliseconds }) => milliseconds), 0.95))} ms`);
    const durations = answers.map(({ milliseconds }) => milliseconds);
    return {
      title: `Search for a child: ${size.toLocaleString('en')} children`,
      conditions: [
        `POST of the search form, ${TIMES} questions one after the other; the whole page with its audit entry`,
        'before it: all children compared with each other in the background, then 100 more entered; the work list with the number of children entered twice, ten times',
        `p95: ${byKind.join(', ')}`,
        `pages that found somebody: ${answers.filter(({ found }) => found).length} of ${TIMES}`,
      ],
      measurements: [
        { what: 'median', value: quantile(durations, 0.5), unit: 'ms' },
        { what: 'p95', value: quantile(durations, 0.95), unit: 'ms', goal: { atMost: 100 } },
        { what: 'p99', value: quantile(durations, 0.99), unit: 'ms' },
        { what: 'longest', value: Math.max(...durations), unit: 'ms' },
        { what: 'nobody found', value: answers.filter(({ found }) => !found).length, unit: '', goal: { atMost: 0 } },
        { what: 'work list, median', value: quantile(dashboards, 0.5), unit: 'ms' },
        { what: 'work list, longest', value: Math.max(...dashboards), unit: 'ms' },
        { what: 'all children compared with each other, in the background', value: compared, unit: 's' },
      ],
    };
  } finally {
    await house.close();
  }
}

/** One after the other of {@link KINDS}. */
function questionOf({ given, family, bornOn }: { given: string; family: string; bornOn: string }, at: number): string {
  const plain = (text: string) => text.replaceAll('ü', 'ue').replaceAll('ö', 'oe').replaceAll('ä', 'ae').replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  const [first] = given.split(' ');
  return [
    `${given} ${family}`, `${family} ${first}`, `${family.slice(0, 4)} ${first!.slice(0, 2)}`, plain(family).toLowerCase(), family, `${first} ${bornOn.split('-').reverse().join('.')}`, bornOn.split('-').reverse().join('.'), `${plain(first!)} ${plain(family)}`, family.slice(0, 2),
  ][at % KINDS.length]!;
}

async function storeChildren(tx: Write, municipalityId: Uuid, count: number, roll: () => number) {
  const now = systemClock.now();
  // Squared, so that the first names of the list are far commoner than the last; a third of the families have a rare name.
  const pick = (names: readonly string[]) => names[Math.floor(roll() ** 2 * names.length)]!;
  const rare = () => {
    const name = Array.from({ length: 2 + Math.floor(roll() * 2) }, () => SYLLABLES[Math.floor(roll() * SYLLABLES.length)]!).join('');
    return name[0]!.toUpperCase() + name.slice(1);
  };
  const children = Array.from({ length: count }, () => ({
    id: newId(), given: roll() < 0.3 ? `${pick(GIVEN)} ${pick(GIVEN)}` : pick(GIVEN), family: roll() < 0.35 ? rare() : pick(FAMILIES), bornOn: addDays(day('2019-08-01'), Math.floor(roll() * 2_500)), isUnborn: roll() < 0.02,
    guardians: Array.from({ length: roll() < 0.7 ? 2 : 1 }, () => ({ id: newId(), given: pick(GIVEN), family: roll() < 0.8 ? undefined : rare() })),
  }));
  const own = { municipality_id: municipalityId } as const;
  await tx.insertInto('kita.child').values(children.map(({ id, given, family, bornOn, isUnborn }) => ({
    ...own, id, family_name: family, created_at: now, updated_at: now,
    ...(isUnborn ? { given_names: '', name_key: nameKey(family, ''), expected_on: addDays(day('2026-07-01'), Math.floor(roll() * 250)) } : { given_names: given, name_key: nameKey(family, given), born_on: bornOn }),
  }))).execute();
  await tx.insertInto('kita.guardian').values(children.flatMap(({ family, guardians }) => guardians.map(({ id, given, family: other }) => ({
    ...own, id, given_names: given, family_name: other ?? family, name_key: nameKey(other ?? family, given), created_at: now, updated_at: now,
  })))).execute();
  await tx.insertInto('kita.guardianship').values(children.flatMap((child) => child.guardians.map(({ id }) => ({ ...own, id: newId(), child_id: child.id, guardian_id: id })))).execute();
  return children.filter(({ isUnborn }) => !isUnborn).map(({ given, family, bornOn }) => ({ given, family, bornOn }));
}

async function signInOffice(tx: Write, municipalityId: Uuid): Promise<string> {
  const personId = (await insertPerson(tx, systemClock, municipalityId, { name: 'Kita-Büro', email: 'kita@grossstadt.example' }))!;
  await tx.insertInto('accounts.role_assignment').values({ municipality_id: municipalityId, id: newId(), person_id: personId, role: 'kita-office', starts_on: systemClock.today(), granted_at: systemClock.now() }).execute();
  return `session=${await openNewSession(tx, systemClock, { municipalityId, personId, method: 'passkey', secondFactor: true, confirmed: true })}`;
}
