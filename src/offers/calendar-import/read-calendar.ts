import ICAL from 'ical.js';
import { accepted, type Outcome } from '../../platform/outcome.ts';
import type { Day } from '../../platform/day.ts';
import { decodeText } from '../../platform/table-file/csv-encoding.ts';
import type { ImportedValues } from '../events/origin.ts';
import { webAddress } from '../hsds/web-address.ts';
import { calendarBlocks } from './calendar-blocks.ts';
import { MOST_PROBLEMS, refusing, type CalendarProblem, type CalendarProblemCode } from './calendar-problem.ts';
import { plainText } from './event-text-reader.ts';
import { readSeries } from './read-series.ts';

/** An event of a foreign calendar in our words: what the calendar says, nothing more. */
export interface CalendarDraft {
  uid: string;
  line: number;
  values: ImportedValues;
  /** where it takes place, as typed; matched with the directory's places by the plan */
  place: string;
}

export interface CalendarContent {
  drafts: CalendarDraft[];
  problems: CalendarProblem[];
  problemCount: number;
  /** events that could not be taken */
  refused: number;
}

const BREATH = 50;
const breathe = () => new Promise<void>((done) => setImmediate(done));

const MOST_NAME = 200;
const MOST_DESCRIPTION = 5_000;
const MOST_PLACE = 300;

interface ReadBlock {
  line: number;
  uid: string;
  name: string;
  sequence: number;
  component: InstanceType<typeof ICAL.Component>;
}

/**
 * Reads a calendar (RFC 5545): each event by itself, so that one that is broken leaves the others whole. What cannot be said exactly is reported and
 * left out, never guessed. Others are let through in between, for thousands of events take seconds. Refuses what {@link decodeText} and {@link calendarBlocks} refuse. O(length + events × days of two years).
 */
export async function readCalendar(bytes: Uint8Array, today: Day): Promise<Outcome<CalendarContent>> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const parted = calendarBlocks(decoded.value.text);
  if (!parted.ok) return parted;
  const { germanZones } = parted.value;
  const content: CalendarContent = { drafts: [], problems: [], problemCount: 0, refused: 0 };
  const report = (problem: CalendarProblem) => {
    content.problemCount += 1;
    if (refusing.has(problem.code)) content.refused += 1;
    if (content.problems.length < MOST_PROBLEMS) content.problems.push({ ...problem, ...(problem.value === undefined ? {} : { value: problem.value.slice(0, 200) }) });
  };
  if (decoded.value.guessed) report({ code: 'encoding-guessed', line: 1, uid: '', name: '', value: decoded.value.encoding });
  for (const { line, code } of parted.value.broken) report({ code, line, uid: '', name: '' });
  const blocks: ReadBlock[] = [];
  for (const [index, block] of parted.value.events.entries()) {
    blocks.push(...[parse(block, report) ?? []].flat());
    if (index % BREATH === 0) await breathe();
  }
  let count = 0;
  for (const { master, overrides } of grouped(blocks, report)) {
    const tell = (code: CalendarProblemCode, field?: string, value?: string) => report({ code, line: master.line, uid: master.uid, name: master.name, ...(field ? { field } : {}), ...(value ? { value } : {}) });
    const draft = readSafely(master, overrides, { today, germanZones, tell });
    if (draft) content.drafts.push(draft);
    if ((count += 1) % BREATH === 0) await breathe();
  }
  return accepted(content);
}

function parse({ line, text }: { line: number; text: string }, report: (problem: CalendarProblem) => void): ReadBlock | undefined {
  try {
    const component = new ICAL.Component(ICAL.parse(text) as unknown[]);
    const uid = String(component.getFirstPropertyValue('uid') ?? '').trim().slice(0, 500);
    const name = plainText(String(component.getFirstPropertyValue('summary') ?? ''), MOST_NAME).text.replace(/\n/g, ' ');
    if (uid === '') return void report({ code: 'uid-missing', line, uid: '', name });
    return { line, uid, name, component, sequence: Number(component.getFirstPropertyValue('sequence') ?? 0) || 0 };
  } catch (error) {
    return void report({ code: 'event-unreadable', line, uid: '', name: '', value: error instanceof Error ? error.message : '' });
  }
}

interface Group {
  master: ReadBlock;
  overrides: InstanceType<typeof ICAL.Component>[];
}

/** Events with their dates that differ. Of one that stands there twice the later version counts. */
function grouped(blocks: readonly ReadBlock[], report: (problem: CalendarProblem) => void): Group[] {
  const masters = new Map<string, ReadBlock>();
  const overrides = new Map<string, ReadBlock[]>();
  for (const block of blocks) {
    if (block.component.getFirstProperty('recurrence-id')) {
      overrides.set(block.uid, [...(overrides.get(block.uid) ?? []), block]);
      continue;
    }
    const known = masters.get(block.uid);
    if (!known || block.sequence > known.sequence) masters.set(block.uid, block);
    if (known) report({ code: 'uid-twice', line: (block.sequence > known.sequence ? known : block).line, uid: block.uid, name: block.name });
  }
  const alone = [...overrides].flatMap(([uid, own]) => (masters.has(uid) ? [] : own));
  return [
    ...[...masters.values()].map((master) => ({ master, overrides: (overrides.get(master.uid) ?? []).sort((a, b) => a.sequence - b.sequence).map(({ component }) => component) })),
    // A date of a series the calendar does not show is an event of its own.
    ...alone.map((block) => ({ master: { ...block, uid: `${block.uid}#${String(block.component.getFirstPropertyValue('recurrence-id'))}` }, overrides: [] })),
  ];
}

/** The library throws when it is asked for a value that is none. */
function readSafely(master: ReadBlock, overrides: Parameters<typeof readOne>[1], around: Parameters<typeof readOne>[2]): CalendarDraft | undefined {
  try {
    return readOne(master, overrides, around);
  } catch (error) {
    return void around.tell('event-unreadable', undefined, error instanceof Error ? error.message : '');
  }
}

function readOne({ component, uid, line, name }: ReadBlock, overrides: readonly InstanceType<typeof ICAL.Component>[], around: Parameters<typeof readSeries>[2]): CalendarDraft | undefined {
  const { tell } = around;
  const text = (property: string, max: number) => {
    const given = component.getFirstPropertyValue(property);
    const read = plainText(typeof given === 'string' ? given : '', max);
    for (const fault of read.faults) tell(fault, property.toUpperCase(), read.text);
    return read.text;
  };
  if (text('summary', MOST_NAME) === '') return void tell('name-missing', 'SUMMARY');
  const times = readSeries(component, overrides, around);
  if (!times) return undefined;
  const given = component.getFirstPropertyValue('url');
  const url = given === null || given === undefined ? undefined : webAddress(String(given));
  if (given && !url) tell('url-unreadable', 'URL', String(given));
  const isCancelled = String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';
  return {
    uid, line, place: text('location', MOST_PLACE),
    values: {
      name, description: text('description', MOST_DESCRIPTION), status: isCancelled ? 'cancelled' : 'active',
      // Every field of the times is said, so that what the calendar no longer says is forgotten here as well.
      opensAt: undefined, closesAt: undefined, lastDay: undefined, weekOfMonth: undefined, untilDay: undefined, ...times, registrationWebsite: url,
    } as unknown as ImportedValues,
  };
}
