import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/platform/clock.ts';
import { testApp, type TestApp } from '../app.ts';
import { lookAt, readTowns } from './check-kita-year.ts';
import { letterWriter } from './letter-writer.ts';
import { answerMadeRound, decideMadeRound, storeMadeTown } from './made-town.fixture.ts';
import { same, type MarketFile } from './stability.ts';
import { roundsInOrder, type RunRow, type Town } from './town.ts';

let house: TestApp;
let town: Town;

beforeAll(async () => {
  house = await testApp(fixedClock('2027-01-11T08:00:00Z'));
  await storeMadeTown(house);
  const main = await decideMadeRound(house, '2027-02-16T08:00:00Z');
  await answerMadeRound(house, main, '2027-02-20T08:00:00Z', '2027-03-15T08:00:00Z');
  await decideMadeRound(house, '2027-03-15T08:00:00Z', main);
  const { clock, configuration } = house.house;
  [town] = await readTowns(house.test.superuser, configuration.secretKey, letterWriter(house.database, () => ({ clock, configuration }))) as [Town];
});
afterAll(() => house.close());

test('the second program finds nothing wrong with a year in which everything happens that criteria and letters know', () => {
  const { rounds, faults } = lookAt(town);
  expect(faults).toEqual([]);
  expect(rounds).toMatchObject([{ name: 'Kita-Jahr 2027/28' }, { name: 'Nachrücken' }]);
  expect(town.answers.map(({ answer }) => answer)).toEqual(expect.arrayContaining(['accepted', 'declined', 'lapsed']));
  const { market } = roundsInOrder(town)[0]!.run;
  expect(new Set(market.applicants.flatMap(({ wishes }) => wishes.map(({ ineligible }) => ineligible?.replace(/:.*/, ''))))).toEqual(new Set([undefined, 'age', 'inclusive', 'requirement']));
  expect(new Set(market.applicants.flatMap(({ wishes }) => wishes.map(({ group }) => group)))).toEqual(new Set([1, 2, 100, 1_100]));
  expect([market.pools.some(({ reserves }) => reserves), market.pools.some(({ ceilings }) => ceilings), market.families?.map(({ rule }) => rule).sort()]).toEqual([true, true, ['rather-together', 'together']]);
  for (const said of ['Das letzte Kind, das nach Punkten', 'nach den Vergabekriterien vor Ihrem Kind', 'Zum gewünschten Beginn', 'Das Alter Ihres Kindes']) expect(Object.values(town.letters).join(), said).toContain(said);
});

/** Changes the frozen files and hashes them again, as somebody would who covers their tracks. */
function refrozen(run: RunRow, change: (run: RunRow) => void): void {
  change(run);
  const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)])) : value);
  const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(sorted(value))).digest('hex');
  run.bytes = { market: hash(run.market), allocation: hash(run.allocation) };
  [run.input_hash, run.result_hash] = [run.bytes.market, run.bytes.allocation];
}

interface Ground {
  town: Town;
  main: RunRow;
  later: RunRow;
  market: MarketFile;
  /** children newly placed by the main round who are in no family */
  placed: string[];
  /** children without any place who have a wish they were eligible for */
  waiting: string[];
  letter: (pattern: RegExp) => string;
}

function changed(change: (ground: Ground) => void): string[] {
  const copy = structuredClone(town);
  const [main, later] = roundsInOrder(copy).map(({ run }) => run) as [RunRow, RunRow];
  const inFamily = new Set(main.market.families!.flatMap(({ members }) => members));
  const of = (isPlaced: boolean) => main.market.applicants.filter(({ id, holds, wishes }) => !inFamily.has(id) && !holds && wishes.some(({ ineligible }) => !ineligible) && (main.allocation.placements.find(({ applicant }) => applicant === id)!.seat !== null) === isPlaced).map(({ id }) => id);
  change({ town: copy, main, later, market: main.market, placed: of(true), waiting: of(false), letter: (pattern) => copy.decisions.find(({ id, round_id }) => round_id === main.round_id && pattern.test(copy.letters[id]!))!.id });
  return lookAt(copy).faults;
}

const seatOf = ({ allocation }: RunRow, child: string) => allocation.placements.find(({ applicant }) => applicant === child)!;
const wishesOf = ({ market }: RunRow, child: string) => market.applicants.find(({ id }) => id === child)!.wishes;

describe('the second program sees', () => {
  test.each<[string, (ground: Ground) => void, RegExp]>([
    ['two children whose seats were swapped', ({ main, placed }) => refrozen(main, () => {
      const [a] = placed.map((child) => seatOf(main, child));
      const b = placed.map((child) => seatOf(main, child)).find(({ seat }) => !same(seat, a!.seat))!;
      [a!.seat, b.seat] = [b.seat, a!.seat];
    }), /better claim|may not have|something else than decided/],
    ['a child that was passed over', ({ main, placed }) => refrozen(main, () => { seatOf(main, placed[0]!).seat = null; }), /has a better claim/],
    ['a child that lost the seat it held', ({ main, market }) => refrozen(main, () => { seatOf(main, market.applicants.find(({ holds }) => holds)!.id).seat = null; }), /lost the seat it held/],
    ['one seat too many', ({ main, waiting }) => refrozen(main, () => { seatOf(main, waiting[0]!).seat = { facility: wishesOf(main, waiting[0]!)[0]!.facility, seatType: wishesOf(main, waiting[0]!)[0]!.seatType }; }), /more or others than it may/],
    ['one point more', ({ main, waiting }) => refrozen(main, () => { wishesOf(main, waiting[0]!)[0]!.points! += 1; }), /wish 1: \d+ points in the input, \d+ by the criteria/],
    ['a child in another priority group', ({ main, waiting }) => refrozen(main, () => { wishesOf(main, waiting[0]!)[0]!.group = 1; }), /wish 1: group 1 in the input/],
    ['a circumstance that was never proved', ({ town, main }) => { town.circumstances.find(({ fact, registration_id }) => fact === 'both-work-or-train' && main.market.applicants.some(({ id }) => town.registrations.some((one) => one.id === registration_id && one.child_id === id)))!.state = 'claimed'; }, /points in the input/],
    ['a criterion that counts more than the body adopted', ({ town }) => { town.criteria.find(({ fact }) => fact === 'no-place')!.amount = 6; }, /points in the input/],
    ['a child that is dropped from the round', ({ main, waiting }) => refrozen(main, ({ market, allocation }) => {
      market.applicants = market.applicants.filter(({ id }) => id !== waiting[0]);
      allocation.placements = allocation.placements.filter(({ applicant }) => applicant !== waiting[0]);
    }), /takes part by the rows and is not in the input/],
    ['a child nobody registered', ({ main, waiting }) => refrozen(main, ({ market, allocation }) => {
      const id = '01a00000-0000-7000-8000-000000000000';
      market.applicants.push({ ...structuredClone(market.applicants.find((one) => one.id === waiting[0])!), id });
      allocation.placements.push({ applicant: id, seat: null });
    }), /is in the input and takes no part by the rows/],
    ['a child whose family withdrew before the deadline', ({ town, waiting }) => { town.registrations = town.registrations.filter(({ child_id }) => child_id !== waiting[0]); }, /takes no part by the rows/],
    ['a child that came after the deadline', ({ town, waiting }) => { town.registrations.find(({ child_id }) => child_id === waiting[0])!.submitted_at = '2027-02-17T08:00:00Z'; }, /takes no part by the rows/],
    ['a wish that was put in front', ({ main, market }) => refrozen(main, () => { market.applicants.find(({ wishes }) => wishes.length > 1)!.wishes.reverse(); }), /has other wishes in the input/],
    ['a wish refused without reason', ({ main, placed }) => refrozen(main, () => { wishesOf(main, placed[0]!)[0]!.ineligible = 'age'; }), /„age“ in the input, „possible“ by the criteria/],
    ['an inclusive seat for a child without the need', ({ main, market }) => refrozen(main, () => { for (const { wishes } of market.applicants) for (const wish of wishes) if (wish.ineligible === 'inclusive') delete wish.ineligible; }), /„possible“ in the input, „inclusive“ by the criteria/],
    ['another town\'s child among the residents', ({ town }) => { town.children.find(({ comes_from }) => comes_from)!.comes_from = null; }, /group 1100 in the input, 100 by the criteria/],
    ['a quota that is larger than adopted', ({ main, market }) => refrozen(main, () => { market.pools.find(({ reserves }) => reserves)!.reserves![0]!.seats += 1; }), /keeps other quotas than the catalogue says/],
    ['a seat more than the Träger has', ({ main, market }) => refrozen(main, () => { market.pools.find(({ reserves }) => reserves)!.capacity += 1; }), /seats in the input/],
    ['two children on one seat who do not share it', ({ town }) => { town.seatShares = []; }, /has \d+ seats in the input, \d+ by the rows/],
    ['a month\'s bound that was lifted', ({ main, market }) => refrozen(main, () => { for (const pool of market.pools) delete pool.ceilings; }), /has other bounds than the rows say/],
    ['siblings torn apart', ({ main, market }) => refrozen(main, () => { market.families = market.families!.filter(({ rule }) => rule !== 'together'); }), /asks together by the rows, not by the input/],
    ['a combination siblings did not ask for', ({ main, market }) => refrozen(main, () => { market.families!.find(({ rule }) => rule === 'together')!.options[0]!.seats[0] = null; }), /is offered a combination it does not want/],
    ['another seed', ({ main }) => refrozen(main, ({ market }) => { market.lottery.seed = 'a'.repeat(64); }), /seed does not come from secret and drawing/],
    ['another drawing than was written down', ({ town }) => { for (const round of town.rounds) round.public_randomness = 'Lotto 1 2 3'; }, /seed does not come from secret and drawing/],
    ['a changed file', ({ main }) => { main.market.applicants[0]!.wishes = []; }, /hash of the input/],
    ['a catalogue nobody adopted', ({ town }) => { town.catalogues[0]!.adopted_at = null; }, /never adopted/],
    ['a decision that differs from the result', ({ town, placed }) => { Object.assign(town.decisions.find(({ child_id }) => child_id === placed[0])!, { outcome: 'none', facility_id: null, seat_type_id: null }); }, /told something else than decided/],
    ['a child nobody told', ({ town, waiting }) => { town.decisions = town.decisions.filter(({ child_id }) => child_id !== waiting[0]); }, /was not told/],
    ['another number of points in a letter', ({ town, letter }) => { const id = letter(/Ihr Kind hat \d+ Punkt/); town.letters[id] = town.letters[id]!.replace(/Ihr Kind hat (\d+)/, (_, points) => `Ihr Kind hat ${Number(points) + 1}`); }, /the child has \d+ points, not \d+/],
    ['another last child in a letter', ({ town, letter }) => { const id = letter(/Das letzte Kind/); town.letters[id] = town.letters[id]!.replace(/hatte (\d+)/, (_, points) => `hatte ${Number(points) - 1}`); }, /the last child admitted had \d+ points, not \d+/],
    ['another place on the waiting list in a letter', ({ town, letter }) => { const id = letter(/Warteliste: Platz 2/); town.letters[id] = town.letters[id]!.replace('Warteliste: Platz 2', 'Warteliste: Platz 1'); }, /says place 1.* on the waiting list, it is 2/],
    ['a reason that is left out', ({ town, letter }) => { const id = letter(/zurzeit keinen Platz/); town.letters[id] = town.letters[id]!.replace(/^1\. .*\n/m, ''); }, /wish 1 has no reason/],
    ['a reason that is not true', ({ town, letter }) => { const id = letter(/zurzeit keinen Platz[^]*\n1\. .* Warteliste/); town.letters[id] = town.letters[id]!.replace(/^(1\. .*? – .*?: ).*?( Warteliste)/m, '$1Diese Kita ist zum gewünschten Beginn nicht geöffnet.$2'); }, /says it may not be given \(closed\)/],
    ['silence about other Kitas with free places', ({ town, letter }) => { const id = letter(/haben wir in keiner anderen Kita|In diesen Kitas war/); town.letters[id] = town.letters[id]!.replace(/Am Tag der Entscheidung haben wir in keiner anderen Kita|In diesen Kitas war am Tag/, 'Am Tag'); }, /is silent about other Kitas/],
    ['another Kita in a letter', ({ town, letter }) => { const id = letter(/bekommt einen Platz in „Kita Birke“/); town.letters[id] = town.letters[id]!.replace('in „Kita Birke“', 'in „Kita Linde“'); }, /says „Kita Linde“/],
    ['another child in a letter', ({ town, letter }) => { const id = letter(/zurzeit keinen Platz/); town.letters[id] += '\nAuch Toni Bleibt wartet.'; }, /names another child/],
    ['another day to answer in a letter', ({ town, letter }) => { const id = letter(/Bitte antworten Sie bis/); town.letters[id] = town.letters[id]!.replace(/(Bitte antworten Sie bis \D*)\d+/, '$11'); }, /says to answer until/],
    ['too short a time to answer', ({ town }) => { for (const decision of town.decisions) if (decision.answer_until) decision.answer_until = '2027-02-18'; }, /14 days to answer end on/],
    ['a declined place that was offered again', ({ later, town }) => refrozen(later, ({ market }) => {
      const declined = town.decisions.find(({ id }) => town.answers.some(({ decision_id, answer }) => decision_id === id && answer === 'lapsed'))!;
      delete market.applicants.find(({ id }) => id === declined.child_id)!.wishes.find((wish) => same(wish, { facility: declined.facility_id!, seatType: declined.seat_type_id! }))!.ineligible;
    }), /„possible“ in the input, „declined“ by the criteria/],
    ['a place that was accepted and is gone', ({ town }) => { town.placements = town.placements.filter(({ decision_id }) => decision_id === null); }, /accepted, but no place begins/],
    ['a place that begins though it was declined', ({ town }) => { town.placements.push({ ...town.placements[0]!, id: '01ffffff-0000-7000-8000-000000000000', child_id: '0', decision_id: town.answers.find(({ answer }) => answer === 'declined')!.decision_id }); }, /declined, but a place begins/],
    ['a child that moved and stands without a place', ({ town }) => { Object.assign(town.placements.find(({ decision_id }) => decision_id === null)!, { ended_reason: 'moved-on', ends_on: '2027-08-01' }); }, /lost its place/],
    ['a child in two places at a time', ({ town }) => { town.placements.push({ ...town.placements[0]!, id: '01ffffff-0000-7000-8000-000000000000' }); }, /two places at a time/],
    ['an accepted place that is free again in the next round', ({ town, later }) => refrozen(later, ({ market, allocation }) => {
      const accepted = town.decisions.find(({ id, child_id }) => town.answers.some(({ decision_id, answer, keeps_waiting }) => decision_id === id && answer === 'accepted' && !keeps_waiting) && market.applicants.some((one) => one.id === child_id && one.wishes.length === 0))!;
      market.applicants = market.applicants.filter(({ id }) => id !== accepted.child_id);
      allocation.placements = allocation.placements.filter(({ applicant }) => applicant !== accepted.child_id);
    }), /takes part by the rows and is not in the input/],
  ])('%s', (_, change, fault) => {
    expect(changed(change).join('\n')).toMatch(fault);
  });
});

test('seats that become free between two rounds without anybody giving them back are seen', () => {
  // All rows about an answer vanish, as if nobody had ever declined: the seat is free, and nothing says why.
  const faults = changed(({ town: copy, later }) => {
    const given = copy.answers.find(({ answer }) => answer === 'lapsed')!;
    copy.answers = copy.answers.filter((one) => one !== given);
    const wish = later.market.applicants.find(({ id }) => id === copy.decisions.find((one) => one.id === given.decision_id)!.child_id)!;
    refrozen(later, () => { for (const one of wish.wishes) if (one.ineligible === 'declined') delete one.ineligible; });
  });
  expect(faults.join('\n')).toMatch(/holds another place in the input than in the rows/);
});
