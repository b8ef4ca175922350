import { day } from '../platform/day.ts';
import indicators from './catalogue/indicators.json' with { type: 'json' };
import measures from './catalogue/measures.json' with { type: 'json' };
import type { IndicatorDefinition, Measure } from './indicator.ts';

/** Papers an indicator is named in; they are in database/demo. */
export type Paper = 'alfeld' | 'voerde' | 'krefeld' | 'peine';

export type CatalogueIndicator = Omit<IndicatorDefinition, 'id'> & { papers: readonly Paper[] };

/** Definitions hold since long before any data, until a planner changes them. */
const SINCE = day('1990-01-01');

/** What every municipality begins with; planners change and add. */
export const catalogueMeasures: readonly Measure[] = measures as readonly Measure[];

export const catalogueIndicators: readonly CatalogueIndicator[] = (indicators as unknown as readonly Omit<CatalogueIndicator, 'position' | 'validFrom'>[])
  .map((indicator, index) => ({ ...indicator, position: index + 1, validFrom: SINCE }));
