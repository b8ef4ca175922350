import type { Uuid } from '../../platform/id.ts';
import { reasons, SMALLEST_GROUP, type Counts, type Reason } from './survey.ts';

export interface AwarenessFigure extends Counts {
  serviceId: Uuid;
  /** as the offer was called in the round */
  name: string;
}

/** A count that may be read: itself, or that it is small. */
export type Readable = number | 'small';

/** What may be read of an offer's figures; nothing of one with fewer answers than the smallest group. */
export interface PublishedFigure {
  serviceId: Uuid;
  name: string;
  /** answers about this offer */
  answered: number;
  known: number;
  used: Readable;
  recommended: Readable;
  reasons: Record<Reason, Readable>;
}

/**
 * What of a closed round may be read. Only sums of single offers are published, no totals and no combinations: nothing can be found by taking one
 * figure from another. Whether an offer is known is no secret of anybody; of use, recommendation and reasons, counts from 0 to 4 are all „fewer than 5“.
 */
export function published(figure: AwarenessFigure): PublishedFigure | undefined {
  if (figure.answered < SMALLEST_GROUP) return undefined;
  const readable = (count: number): Readable => (count < SMALLEST_GROUP ? 'small' : count);
  const { serviceId, name, answered, known } = figure;
  return {
    serviceId, name, answered, known, used: readable(figure.used), recommended: readable(figure.recommended),
    reasons: Object.fromEntries(reasons.map((reason) => [reason, readable(figure[reason])])) as Record<Reason, Readable>,
  };
}
