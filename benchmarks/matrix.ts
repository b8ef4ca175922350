import { areaMatrix, chainOf } from '../src/chain/matrix.ts';
import { indexTown } from '../src/chain/chain-index.ts';
import { loadChain } from '../src/chain/server/load-chain.ts';
import { systemClock } from '../src/platform/clock.ts';
import { addTown, signInCoordinators } from '../tests/drills/coordinators.ts';
import { storeBigTown } from './big-directory.ts';
import { openMeasuredHouse } from './measured-house.ts';
import { quantile, type Section } from './report.ts';

const TIMES = 20;
const GOAL = { atMost: 300 };

/** The chain matrix of a big town as its coordinator opens it, and the computation in it alone. */
export async function measureMatrix(isQuick: boolean): Promise<Section> {
  const size = isQuick ? { offers: 300, areas: 10 } : { offers: 2000, areas: 50 };
  const house = await openMeasuredHouse();
  try {
    const town = await addTown(house.owner, 'grossstadt', systemClock);
    await house.database.write(town.id, (tx) => storeBigTown(tx, town.id, size, systemClock));
    await house.settle();
    const [cookie] = await signInCoordinators(house.database, town, 1, systemClock);
    const page = async () => {
      const response = await house.door.request(`/${town.slug}/verwaltung/kette`, { headers: { Cookie: cookie! } });
      const html = await response.text();
      if (response.status !== 200 || !html.includes('<table')) throw new Error(`The matrix did not show: ${response.status}`);
    };
    const load = () => house.database.read(town.id, (tx) => loadChain(tx, { id: town.id, name: town.slug, kind: 'town' }, systemClock.today()));
    const { index, notExpected } = await load();
    const compute = () => {
      const chain = chainOf(indexTown(index.town, index.settings), notExpected);
      return areaMatrix(chain, index.town.rootAreaId);
    };
    const { phases, fields } = index.town;
    const [pages, loads, computations] = [await time(page), await time(load), await time(compute)];
    return {
      title: `Chain matrix: ${size.offers.toLocaleString('en')} offers, ${size.areas} areas`,
      conditions: [`${phases.length} phases × ${fields.length} fields for the whole town, search for double structures included; ${TIMES} times after 3 to warm up, one after the other`],
      measurements: [
        { what: 'page as coordinator, median', value: quantile(pages, 0.5), unit: 'ms', goal: GOAL },
        { what: 'page as coordinator, p95', value: quantile(pages, 0.95), unit: 'ms', goal: GOAL },
        { what: 'loading and preparing, median', value: quantile(loads, 0.5), unit: 'ms' },
        { what: 'computation alone, median', value: quantile(computations, 0.5), unit: 'ms' },
        { what: 'computation alone, p95', value: quantile(computations, 0.95), unit: 'ms' },
      ],
    };
  } finally {
    await house.close();
  }
}

async function time(work: () => unknown): Promise<number[]> {
  const durations: number[] = [];
  for (let number = -3; number < TIMES; number++) {
    const since = performance.now();
    await work();
    if (number >= 0) durations.push(performance.now() - since);
  }
  return durations;
}
