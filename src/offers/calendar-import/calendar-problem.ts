/** What was wrong with a calendar's event; those that refuse it are listed below. */
export type CalendarProblemCode =
  | 'event-too-large' | 'event-unended' | 'event-unreadable' | 'uid-missing' | 'uid-twice' | 'name-missing' | 'start-missing' | 'day-unreadable' | 'zone-unknown' | 'end-before-start' | 'past-midnight'
  | 'rule-unsupported' | 'rule-as-dates' | 'rule-cut' | 'range-unsupported' | 'override-unreadable' | 'hidden-characters' | 'markup' | 'text-too-long' | 'url-unreadable' | 'place-unknown' | 'exception-unreadable' | 'encoding-guessed';

/** The event is not taken over. */
export const refusing: ReadonlySet<CalendarProblemCode> = new Set(['event-too-large', 'event-unended', 'event-unreadable', 'uid-missing', 'uid-twice', 'name-missing', 'start-missing', 'day-unreadable', 'zone-unknown', 'end-before-start', 'rule-unsupported']);

export interface CalendarProblem {
  code: CalendarProblemCode;
  /** of the file, on which the event begins */
  line: number;
  uid: string;
  name: string;
  field?: string;
  /** what stands there */
  value?: string;
}

/** More are counted, not kept. */
export const MOST_PROBLEMS = 1_000;
