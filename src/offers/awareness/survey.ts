/** Who is asked. */
export const audiences = ['families', 'professionals'] as const;
export type Audience = (typeof audiences)[number];
/** In addresses: `/umfrage/familien`. They stay the same from year to year, so that a poster may stay on the wall. */
export const audienceWords = { families: 'familien', professionals: 'fachkraefte' } as const satisfies Record<Audience, string>;

export function audienceOfWord(word: string): Audience | undefined {
  return audiences.find((audience) => audienceWords[audience] === word);
}

/** How well somebody knows an offer; each holds what stands before it. For professionals, used is: has worked with it. */
export const familiarities = ['unknown', 'known', 'used'] as const;
export type Familiarity = (typeof familiarities)[number];

/**
 * Why somebody did not use an offer, besides not knowing it. `no-need` is not among the barriers of the papers, but without it people who need
 * nothing would have to invent one.
 */
export const reasons = ['shame', 'time', 'way', 'language', 'form', 'cost', 'mistrust', 'no-need'] as const;
export type Reason = (typeof reasons)[number];

/** What one sheet says of one offer. */
export interface OfferAnswer {
  familiarity: Familiarity;
  recommended: boolean;
  reason?: Reason;
}

/** Sums over all sheets of a round; known holds used. */
export type Counts = Record<'answered' | 'known' | 'used' | 'recommended' | Reason, number>;

/**
 * What an answer adds to the sums of its offer. Answers that contradict themselves are read as the first question was answered: who does not
 * know an offer cannot recommend it, who has used it has no reason not to.
 */
export function counted({ familiarity, recommended, reason }: OfferAnswer): Partial<Counts> {
  const knows = familiarity !== 'unknown';
  return {
    answered: 1,
    ...(knows ? { known: 1 } : {}),
    ...(familiarity === 'used' ? { used: 1 } : {}),
    ...(knows && recommended ? { recommended: 1 } : {}),
    ...(familiarity === 'known' && reason ? { [reason]: 1 } : {}),
  };
}

/** Answers about an offer that are needed before a figure of it is shown. */
export const SMALLEST_GROUP = 5;

/** Sheets until each offer has enough answers, if every sheet is filled in to the end. */
export function sheetsNeeded(offers: number, perSheet: number): number {
  return Math.ceil((offers * SMALLEST_GROUP) / Math.min(offers, perSheet));
}
