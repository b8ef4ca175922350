import { describe, expect, test } from 'vitest';
import { ageQuestions, wholeYears, withAnswers } from '../../src/chain/age-bands.ts';
import { indexTown } from '../../src/chain/chain-index.ts';
import { jointsOf } from '../../src/chain/joint.ts';
import { areaMatrix, chainOf, type Cell } from '../../src/chain/matrix.ts';
import { demoChainTown, demoNotExpected, demoThresholds, id } from './demo-chain.fixture.ts';
import { demoSlugs, readDemoFiles, type DemoSlug } from './demo-files.ts';

function chainOfDemo(slug: DemoSlug) {
  return chainOf(indexTown(demoChainTown(slug), demoThresholds(slug)), demoNotExpected(slug));
}

/** `cells['phase × field']` of an area, by keys. */
function cellsOf(slug: DemoSlug, chain: ReturnType<typeof chainOfDemo>, area: string): Record<string, Cell> {
  const { phases, fields } = readDemoFiles(slug);
  const matrix = areaMatrix(chain, id(area));
  return Object.fromEntries(phases.flatMap((phase, row) => fields.map((field, column) => [`${phase.key} × ${field.key}`, matrix[row]![column]!])));
}

const phasesOf = (slug: DemoSlug) => readDemoFiles(slug).phases.map((phase) => ({ ...phase, id: id(phase.key) }));

describe('the age bands', () => {
  test('of Alfeld ask where a ten-year-old belongs, and nothing else', () => {
    const questions = ageQuestions(phasesOf('alfeld'));
    expect(questions.map(({ kind, fromMonth, untilMonth }) => [kind, fromMonth, untilMonth])).toEqual([['hole', 120, 132]]);
    expect(wholeYears(questions[0]!)).toEqual([10]);
  });

  test('of Voerde ask nothing', () => {
    expect(ageQuestions(phasesOf('voerde'))).toEqual([]);
  });

  test('of Krefeld ask whether those from 15 to 18 belong to one phase or to two', () => {
    expect(ageQuestions(phasesOf('krefeld')).map(({ kind, fromMonth, untilMonth }) => [kind, fromMonth, untilMonth])).toEqual([['overlap', 180, 228]]);
  });

  test('of Peine end with the programme at ten, and the municipality has answered why', () => {
    const { ageAnswers } = readDemoFiles('peine');
    expect(withAnswers(ageQuestions(phasesOf('peine')), ageAnswers).map(({ question, answer }) => [question.fromMonth, answer !== undefined])).toEqual([[132, true]]);
  });
});

test.each(demoSlugs)('in %s every offer has its place in the matrix', (slug) => {
  const { unplaced } = chainOfDemo(slug).index;
  expect([...unplaced.withoutField, ...unplaced.withoutAges].map(({ name }) => name)).toEqual([]);
});

describe('the chain of Alfeld', () => {
  const chain = chainOfDemo('alfeld');
  const cells = cellsOf('alfeld', chain, 'alfeld');

  test('shows cells of every state', () => {
    expect(new Set(Object.values(cells).map(({ state }) => state))).toEqual(new Set(['gap', 'thin', 'unknown', 'covered', 'not-expected']));
  });

  test('has too few Krippe places: 132, below the average of the county', () => {
    const cell = cells['von-0-bis-3 × betreuung']!;
    expect([cell.state, cell.facts.places.sum, cell.facts.places.unknown]).toEqual(['thin', 132, []]);
    expect(cell.reasons.filter(({ decides }) => decides).map(({ criterion }) => criterion)).toContain('capacity');
  });

  test('cannot say whether there are enough Kita places, because one Kita has not said how many it has', () => {
    const cell = cells['von-3-bis-6 × betreuung']!;
    expect(cell.state).toBe('unknown');
    expect(cell.facts.places.unknown).toContain(id('alf-kita-roellinghausen'));
  });

  test('holds from Kita to school only where the Brückenjahr is; in the villages of the west it is thin', () => {
    const joint = (area: string) => jointsOf(chain.index, id(area)).find(({ transitionId }) => transitionId === id('in-die-schule'))!;
    const named = (area: string) => joint(area).offers.filter(({ holds }) => holds.because === 'named').map(({ offerId }) => offerId);
    expect(named('suedstadt')).toEqual([id('alf-vorschule-bruecke')]);
    expect(named('westdoerfer')).toEqual([]);
    expect(joint('westdoerfer').state).toBe('thin');
  });

  test('suspects the two groups for toddlers that meet in the same house at the same hour', () => {
    expect(chain.suspicions.pairs[0]!.offerIds.toSorted()).toEqual([id('alf-krabbelgruppe-leinefroesche'), id('alf-krabbeltreff-sozialwerk')].sort());
  });

  test('has no open meeting place in the villages of the west for those from eleven on', () => {
    const villages = ['gerzen', 'warzen', 'brunkensen', 'luetgenholzen'].map(id);
    const offers = chain.index.offers.filter(({ offer: { walkIn, at, minimumAgeMonths, fieldIds } }) =>
      walkIn === 'yes' && fieldIds.includes(id('teilhabe')) && (minimumAgeMonths ?? 0) >= 132 && at.some(({ areaId }) => areaId && villages.includes(areaId)));
    expect(offers).toEqual([]);
  });
});

describe('the chain of Voerde', () => {
  const chain = chainOfDemo('voerde');
  const cells = cellsOf('voerde', chain, 'voerde');

  test('shows cells of every state', () => {
    expect(new Set(Object.values(cells).map(({ state }) => state))).toEqual(new Set(['gap', 'thin', 'unknown', 'covered', 'not-expected']));
  });

  test('has the gap its network has registered: protection in pregnancy', () => {
    expect(cells['geburt × schutz']!.state).toBe('gap');
    expect(readDemoFiles('voerde').gaps.some(({ phase, field, closedOn }) => phase === 'geburt' && field === 'schutz' && !closedOn)).toBe(true);
  });

  test('suspects the two groups for toddlers in the same house as well', () => {
    expect(chain.suspicions.pairs[0]!.offerIds.toSorted()).toEqual([id('voe-krabbel-mitte'), id('voe-krabbel-bildungswerk')].sort());
  });
});

test.each(demoSlugs)('in %s gaps and ratings name areas that are valid today', (slug) => {
  const { gaps, ratings } = readDemoFiles(slug);
  const { tree } = chainOfDemo(slug).index;
  const named = [...gaps, ...ratings.flatMap((group) => group.ratings)].flatMap(({ area }) => (area ? [area] : []));
  expect(named.filter((area) => !tree.numberOf.has(id(area)))).toEqual([]);
});
