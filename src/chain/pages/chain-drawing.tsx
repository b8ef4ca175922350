import { plainName } from '../../offers/names.ts';
import type { LifePhase, Transition } from '../../offers/phase.ts';
import type { FieldOfAction } from '../../offers/field-of-action.ts';
import { usePage } from '../../platform/page-context.ts';
import type { Uuid } from '../../platform/id.ts';
import { phaseClass } from '../../ui/phase-tag.tsx';
import type { CellState } from '../cell-state.ts';
import type { Joint } from '../joint.ts';
import { countStates, type Link } from '../link.ts';
import { ringSegments, type Segment } from '../ring-geometry.ts';
import { chainTexts } from '../texts.ts';
import { ChainStyle } from './chain-style.tsx';
import { ChainStateMark, useStateWord } from './state-words.tsx';

interface ChainDrawingProps {
  links: readonly Link[];
  joints: readonly Joint[];
  phases: readonly LifePhase[];
  transitions: readonly Transition[];
  fields: readonly FieldOfAction[];
  /** where the name of a phase leads */
  phaseHref?: (phaseId: Uuid) => string;
}

const ring = { left: 13, top: 13, width: 138, height: 82 };
const viewBox = '0 0 164 108';
/** Between the pieces of a ring: seen as a seam, far from a break. */
const seam = 3;
/** What is no solid piece keeps its distance from those beside it. */
const distance = 18;

/**
 * The chain as what it is: a ring per life phase, a piece of the ring per field of action, a bar between two rings for the
 * transition. What holds is thick, what is weak is thin, what nobody knows is dotted, what is missing is not there and the
 * ends are cut. Shapes say it without colour; words stand beside every ring. On narrow screens the chain hangs down.
 */
export function ChainDrawing(props: ChainDrawingProps) {
  const { links, phases } = props;
  const page = usePage();
  const t = chainTexts.in(page.language);
  const ordered = links.flatMap((link) => phases.filter((phase) => phase.id === link.phaseId).map((phase) => ({ link, phase })));
  return (
    <>
      <ChainStyle />
      <ol class="chain" aria-label={t('drawing.label')}>
        {ordered.map(({ link, phase }, index) => (
          <li class={`chain-link ${phaseClass(index + 1)}`}>
            <ChainLink {...props} link={link} phase={phase} order={index + 1} next={ordered[index + 1]?.phase} />
          </li>
        ))}
      </ol>
    </>
  );
}

type ChainLinkProps = ChainDrawingProps & { link: Link; phase: LifePhase; order: number; next?: LifePhase };

function ChainLink({ link, phase, order, next, joints, transitions, fields, phaseHref }: ChainLinkProps) {
  const page = usePage();
  const t = chainTexts.in(page.language);
  const name = plainName(phase.names, page.language);
  const joint = next && joints.find((one) => one.fromPhaseId === phase.id && one.toPhaseId === next.id);
  const transition = joint && transitions.find((one) => one.id === joint.transitionId);
  const counts = countStates(link.segments);
  const weak = (['gap', 'thin', 'unknown'] as const).filter((state) => counts[state] > 0);
  return (
    <>
      <div class="chain-figure">
        <RingDrawing link={link} fields={fields} order={order} name={name} />
        {next ? <JointDrawing state={joint?.state ?? 'not-expected'} /> : null}
      </div>
      <div class="chain-words">
        <p class="chain-name">{phaseHref ? <a href={phaseHref(phase.id)}>{name}</a> : name}</p>
        <p><ChainStateMark state={link.state} /></p>
        {link.segments.length > 1 && weak.length > 0
          ? <ul class="chain-counts">{weak.map((state) => <li>{t(`drawing.count.${state}`, { count: counts[state] })}</li>)}</ul>
          : null}
        {joint && transition ? (
          <p class="chain-joint-words">
            <span class="chain-joint-name">{plainName(transition.names, page.language)}</span>
            <ChainStateMark state={joint.state} />
          </p>
        ) : null}
      </div>
    </>
  );
}

function RingDrawing({ link, fields, order, name }: { link: Link; fields: readonly FieldOfAction[]; order: number; name: string }) {
  const page = usePage();
  const word = useStateWord();
  const nameOf = (id: Uuid) => plainName(fields.find((field) => field.id === id)?.names ?? { de: '' }, page.language);
  const mirrored = page.direction === 'rtl';
  const solid = ringSegments(ring, link.segments.length, link.segments.length > 1 ? seam : 0, mirrored);
  const loose = ringSegments(ring, link.segments.length, distance, mirrored);
  const id = `ring-${order}`;
  return (
    <svg class="chain-ring" viewBox={viewBox} role="img" aria-labelledby={`${id}-name ${id}-inhalt`} focusable="false">
      <title id={`${id}-name`}>{`${name}: ${word(link.state)}`}</title>
      <desc id={`${id}-inhalt`}>{link.segments.map((segment) => `${nameOf(segment.fieldId)}: ${word(segment.state)}`).join(', ')}</desc>
      {link.segments.map((segment, index) => (
        <Piece state={segment.state} segment={(segment.state === 'covered' || segment.state === 'thin' ? solid : loose)[index]!} words={`${nameOf(segment.fieldId)}: ${word(segment.state)}`} />
      ))}
      <text class="chain-number" x="82" y="54" dy="0.36em" text-anchor="middle" aria-hidden="true">{order}</text>
    </svg>
  );
}

function Piece({ state, segment, words }: { state: CellState; segment: Segment; words: string }) {
  return (
    <g class={`piece piece--${state}`}>
      <title>{words}</title>
      <path class="piece-line" d={segment.path} />
      {state === 'gap' ? <path class="piece-cut" d={segment.cuts.join('')} /> : null}
    </g>
  );
}

/** The bar through two rings; one line across and one down, of which the style shows the one that fits the screen. */
function JointDrawing({ state }: { state: CellState }) {
  return (
    <svg class={`chain-joint piece--${state}`} aria-hidden="true" focusable="false">
      {(['across', 'down'] as const).map((direction) => <g class={direction}>{state === 'gap' ? <BrokenBar direction={direction} /> : <Bar direction={direction} />}</g>)}
    </svg>
  );
}

type Direction = 'across' | 'down';

/** Where a bar begins and ends, in percent of its drawing: across it lies inside both rings, down it fills the way between them. */
const ends: Record<Direction, [number, number]> = { across: [12, 88], down: [2, 98] };

function Bar({ direction }: { direction: Direction }) {
  const [from, to] = ends[direction];
  return <><Line class="piece-halo" direction={direction} from={from} to={to} /><Line class="piece-line" direction={direction} from={from} to={to} /></>;
}

function BrokenBar({ direction }: { direction: Direction }) {
  const [from, to] = ends[direction];
  return (
    <>
      {([[from, 34], [66, to]] as const).map(([start, end]) => (
        <><Line class="piece-halo" direction={direction} from={start} to={end} /><Line class="bar-end" direction={direction} from={start} to={end} /></>
      ))}
      {[41, 59].map((at) => (direction === 'across'
        ? <line class="piece-cut" x1={`${at + 3}%`} y1="18%" x2={`${at - 3}%`} y2="82%" />
        : <line class="piece-cut" x1="18%" y1={`${at + 2}%`} x2="82%" y2={`${at - 2}%`} />))}
    </>
  );
}

function Line({ class: name, direction, from, to }: { class: string; direction: Direction; from: number; to: number }) {
  return direction === 'across'
    ? <line class={name} x1={`${from}%`} y1="50%" x2={`${to}%`} y2="50%" />
    : <line class={name} x1="50%" y1={`${from}%`} x2="50%" y2={`${to}%`} />;
}
