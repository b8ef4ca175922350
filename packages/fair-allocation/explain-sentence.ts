import type { DecidedBy, Explanation, Reason, WishExplanation } from './explain.ts';
import { seatName, type Claim } from './verify-violation.ts';

/** An explanation as English lines, for the command line; products word the same reasons in their own languages. */
export function explanationLines(explanation: Explanation): string[] {
  const { applicant, seat, kept, family, familyOption } = explanation;
  const has = seat ? `${kept ? 'keeps' : 'gets'} ${seatName(seat)}` : 'gets no seat';
  const asFamily = family === undefined ? '' : ` (family ${family}, ${familyOption === null ? 'last resort' : `option ${familyOption}`})`;
  return [`${applicant} ${has}${asFamily}.`, ...explanation.wishes.map((wish) => `  ${wish.rank}. ${seatName(wish.seat)}: ${wishSentence(wish)}`)];
}

function wishSentence({ reason, claim, waiting }: WishExplanation): string {
  const place = waiting ? ` Waiting list: place ${waiting.place} of ${waiting.of}.` : '';
  return `${reasonSentence(reason, claim)}${place}`;
}

export function reasonSentence(reason: Reason, claim: Claim): string {
  switch (reason.kind) {
    case 'granted':
      return 'granted.';
    case 'better-wish-granted':
      return 'not needed, a higher wish came true.';
    case 'better-option-granted':
      return 'not needed, the family has a combination it ranks higher.';
    case 'ineligible':
      return `not possible: ${reason.reason}.`;
    case 'holds-better':
      return 'not looked at, the child keeps a seat that comes before it.';
    case 'not-combined':
      return 'not looked at, the family asked for no combination with it.';
    case 'no-seats':
      return 'there are no such seats.';
    case 'reserved':
      return `all seats are kept for children with ${reason.traits.join(' or ')}${reason.free > 0 ? `; ${reason.free} of them stay free` : ''}.`;
    case 'ceiling':
      return reason.needed
        ? `at most ${reason.seats} under "${reason.ceiling}"; ${neededSentence(reason.decidedBy!, reason.needed, claim)}`
        : `no seats under "${reason.ceiling}".`;
    case 'cut-off':
      return neededSentence(reason.decidedBy, reason.needed, claim);
    case 'family':
      return 'this seat alone would have been given, but together with the seats of the siblings no combination the family ranks higher was possible.';
    case 'blocking-family':
      return 'the family has a better claim here, but no allocation was found in which nobody has one; the result names it.';
    case 'passed-over':
      return 'this child has the better claim and was passed over.';
  }
}

function neededSentence(decidedBy: DecidedBy, needed: Claim, own: Claim): string {
  switch (decidedBy) {
    case 'holds-seat':
      return 'the seats went to children who already held one here.';
    case 'group':
      return `the last child admitted is in priority group ${needed.group}, this child in group ${own.group}.`;
    case 'points':
      return `the last child admitted had ${needed.points} points, this child has ${own.points}.`;
    case 'most-places':
      return 'same group and points; the seat went to a child who would otherwise have had none.';
    case 'lottery':
      return `same group and points as the last child admitted; the lottery decided (ticket ${needed.ticket} comes before ${own.ticket}).`;
  }
}
