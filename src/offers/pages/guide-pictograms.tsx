import { raw } from 'hono/html';
import type { AgeKey, AudienceKey } from '../guide/audience.ts';

/** A picture on a grid of 48 units: a soft ground and lines on it, both in the colours of where it stands. */
interface Drawing {
  soft: string;
  line: string;
}

const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

const rounded = (value: number) => Math.round(value * 10) / 10;

/** Two eyes and a smile: who looks at it sees a person, not a sign on a door. */
const face = (x: number, y: number, r: number) =>
  `M${rounded(x - r * 0.36)} ${rounded(y - r * 0.08)}h.1M${rounded(x + r * 0.36)} ${rounded(y - r * 0.08)}h.1M${rounded(x - r * 0.38)} ${rounded(y + r * 0.36)}q${rounded(r * 0.38)} ${rounded(r * 0.34)} ${rounded(r * 0.76)} 0`;

/**
 * A person standing on one ground line, so that the row of pictures grows with the age. Smaller people have larger heads, as children do.
 */
function person(x: number, top: number, head: number, shoulder: number, more: Partial<Drawing> = {}): Drawing {
  const neck = top + 2 * head + 1;
  const ground = 45;
  const hip = rounded(neck + (ground - neck) * 0.66);
  const round = rounded(Math.min(shoulder, hip - neck - 1));
  const torso = `M${x - shoulder} ${hip}V${rounded(neck + round)}q0 ${-round} ${shoulder} ${-round}t${shoulder} ${round}V${hip}z`;
  const leg = rounded(shoulder * 0.45);
  return {
    soft: `${circle(x, top + head, head)}${torso}${more.soft ?? ''}`,
    line: `${circle(x, top + head, head)}${face(x, top + head, head)}${torso}M${x - leg} ${hip}V${ground}M${x + leg} ${hip}V${ground}${more.line ?? ''}`,
  };
}

const join = (...drawings: Drawing[]): Drawing => ({ soft: drawings.map(({ soft }) => soft).join(''), line: drawings.map(({ line }) => line).join('') });

const heart = (x: number, y: number, s: number) => `M${x} ${y + 1.5 * s}C${x - 2.6 * s} ${y - 0.2 * s} ${x - 1.6 * s} ${y - 1.9 * s} ${x} ${y - 0.5 * s}C${x + 1.6 * s} ${y - 1.9 * s} ${x + 2.6 * s} ${y - 0.2 * s} ${x} ${y + 1.5 * s}z`;

const audienceDrawings: Record<AudienceKey | AgeKey, Drawing> = {
  kind: join(person(14, 3, 5.6, 7.5), person(33, 19, 5.6, 6, { soft: '', line: 'M21.500 28l6 5' })),
  jugend: person(24, 3.5, 6, 9, { soft: 'M34 21h7v13h-7z', line: 'M34 21h7v13h-7zM36 31h3M33 26l-2 -1.500M19 3.500q5 -3.500 10 0' }),
  schwanger: {
    soft: `${circle(21, 9, 6)}M14 37V22q0 -6 6 -6h3q4 0 4.5 5q8 2 8 9t-7 7z${heart(27, 29, 2.2)}`,
    line: `${circle(21, 9, 6)}${face(21.5, 9, 6)}M14 37V22q0 -6 6 -6h3q4 0 4.5 5q8 2 8 9t-7 7zM18 37v8M25 37v8${heart(27, 28.500, 2.2)}`,
  },
  baby: {
    soft: `${circle(24, 16, 9.5)}M8 45c0 -12 7 -18 16 -18S40 33 40 45z`,
    line: `${circle(24, 16, 9.5)}${face(24, 16.500, 9.5)}M24 6.500c0 -4 5 -4.500 5 -1.200c0 1.900 -2.400 2.400 -3 .8M8 45c0 -12 7 -18 16 -18S40 33 40 45zM16 45q1 -8 8 -8t8 8`,
  },
  '1-2': person(18, 13, 7.5, 8, { soft: 'M32 34h11v11H32z', line: 'M32 34h11v11H32zM35 39.500h5M26 35l6 -2' }),
  '3-5': person(18, 9.5, 7, 8, { soft: circle(38, 10, 6.5), line: `${circle(38, 10, 6.5)}M38 16.500q-1 10 -12 15.500` }),
  '6-9': person(28, 7, 6.5, 8.5, { soft: 'M7 27q0 -3 3 -3h9.500v14H10q-3 0 -3 -3z', line: 'M19.500 24H10q-3 0 -3 3v8q0 3 3 3h9.500M7 31h12.500M13 31v2.500' }),
  '10-13': person(19, 4.5, 6.2, 8.5, { soft: circle(38, 38, 7), line: `${circle(38, 38, 7)}M38 35l3 2.200l-1.200 3.500h-3.600l-1.200 -3.500zM38 35v-4M41 37.200l3.500 -1.500M39.800 40.700l2.500 3M36.200 40.700l-2.500 3M35 37.200l-3.500 -1.500` }),
  '14-17': person(24, 3.5, 6, 9, { soft: 'M15 8.500h3v5h-3zM30 8.500h3v5h-3z', line: 'M16.500 8.500q0 -7.300 7.500 -7.300t7.500 7.300M15 8.500h3v5h-3zM30 8.500h3v5h-3z' }),
  'ab-18': person(18, 2, 5.8, 9.5, { soft: 'M31 33h14v11H31z', line: 'M31 33h14v11H31zM35 33v-3h6v3M31 38h14' }),
  familie: join(person(11, 3, 5.5, 8), person(37, 3, 5.5, 8), person(24, 20, 5.2, 5.5)),
};

const topicDrawings: Record<string, Drawing> = {
  beratung: {
    soft: 'M5 9q0 -3 3 -3h19q3 0 3 3v12q0 3 -3 3H16l-6.500 6V24H8q-3 0 -3 -3z',
    line: `M5 9q0 -3 3 -3h19q3 0 3 3v12q0 3 -3 3H16l-6.500 6V24H8q-3 0 -3 -3zM35 17h5q3 0 3 3v12q0 3 -3 3h-1.500v6L32 35H22q-3 0 -3 -3M12 12.500h11M12 17.500h7`,
  },
  gesundheit: {
    soft: 'M24 42C12 32 5 26 5 17.500A9.500 9.500 0 0 1 24 14A9.500 9.500 0 0 1 43 17.500C43 26 36 32 24 42z',
    line: 'M24 42C12 32 5 26 5 17.500A9.500 9.500 0 0 1 24 14A9.500 9.500 0 0 1 43 17.500C43 26 36 32 24 42zM24 20v11M18.500 25.500h11',
  },
  bildung: {
    soft: 'M24 14C19 10 12 9 5 9v28c7 0 14 1 19 5c5 -4 12 -5 19 -5V9c-7 0 -14 1 -19 5z',
    line: 'M24 14C19 10 12 9 5 9v28c7 0 14 1 19 5c5 -4 12 -5 19 -5V9c-7 0 -14 1 -19 5zM24 14v28M10.500 16.500q5 .5 8.500 2.500M10.500 23.500q5 .5 8.500 2.500M37.500 16.500q-5 .5 -8.500 2.500M37.500 23.500q-5 .5 -8.500 2.500',
  },
  betreuung: join(person(15, 3, 5.8, 8.5), person(36, 18, 6, 6.5), { soft: '', line: 'M23.500 28l6 7' }),
  teilhabe: {
    soft: `${circle(15, 32, 10)}M31 5l9 10l-9 12l-7 -12z`,
    line: `${circle(15, 32, 10)}M15 27.500l4.200 3l-1.600 5h-5.200l-1.600 -5zM15 27.500V22M19.200 30.500l5 -1.800M17.600 35.500l3 4.300M12.400 35.500l-3 4.300M10.800 30.500l-5 -1.800M31 5l9 10l-9 12l-7 -12zM31 5v22M24 15h16M31 27q6 3 3 7t3 8`,
  },
  integration: {
    soft: `${circle(20, 27, 15)}M27 5h14q3 0 3 3v8q0 3 -3 3h-3l-5 5v-5h-6q-3 0 -3 -3V8q0 -3 3 -3z`,
    line: `M24 12.500A15 15 0 1 0 34.800 25M5.500 24h17M6.500 33h27M20 12q-7 6 -7 15t7 15q7 -6 7 -15M27 5h14q3 0 3 3v8q0 3 -3 3h-3l-5 5v-5h-6q-3 0 -3 -3V8q0 -3 3 -3zM29 12h10`,
  },
  existenzsicherung: {
    soft: `M5 17q0 -4 4 -4h30q4 0 4 4v21q0 4 -4 4H9q-4 0 -4 -4z`,
    line: `M5 17q0 -4 4 -4h30q4 0 4 4v21q0 4 -4 4H9q-4 0 -4 -4zM43 23H33a5 5 0 0 0 0 10h10M33.500 28h.1M9 13l22 -7v7M18 22.500q-2 -1.500 -4 -.5q-3 1.500 -3 6t3 6q2 1 4 -.5M9.500 26.500h6M9.500 29.500h6`,
  },
  schutz: {
    soft: `M24 6C13 6 5 13.500 5 24q4.700 -4 9.500 0q4.700 -4 9.500 0q4.700 -4 9.500 0q4.700 -4 9.500 0C43 13.500 35 6 24 6z${heart(16, 36, 3)}`,
    line: `M24 6C13 6 5 13.500 5 24q4.700 -4 9.500 0q4.700 -4 9.500 0q4.700 -4 9.500 0q4.700 -4 9.500 0C43 13.500 35 6 24 6zM24 6V3.500M24 23v15q0 4 4 4t4 -4${heart(14, 36, 3)}`,
  },
};

const signpost: Drawing = {
  soft: 'M24 7h14l5 5l-5 5H24zM24 20H11l-5 5l5 5h13z',
  line: 'M24 4v39M17 43h14M24 7h14l5 5l-5 5H24M24 20H11l-5 5l5 5h13',
};

function Pictogram({ soft, line }: Drawing) {
  return (
    <svg class="pictogram" viewBox="0 0 48 48" width="64" height="64" aria-hidden="true" focusable="false">
      {raw(`<path class="pictogram-soft" d="${soft}"/><path class="pictogram-line" d="${line}"/>`)}
    </svg>
  );
}

/** Decoration: the words beside it say the same. */
export function AudiencePicture({ audience }: { audience: AudienceKey | AgeKey }) {
  return <Pictogram {...audienceDrawings[audience]} />;
}

/** A topic of the municipality's own making is shown by the signpost. */
export function TopicPicture({ topic }: { topic: string }) {
  return <Pictogram {...(topicDrawings[topic] ?? signpost)} />;
}

export function SignpostPicture() {
  return <Pictogram {...signpost} />;
}
