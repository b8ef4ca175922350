import { raw } from 'hono/html';
import type { AudienceKey } from '../guide/audience.ts';

/** A picture on a grid of 48 units: a soft ground and lines on it, both in the colours of where it stands. */
interface Drawing {
  soft: string;
  line: string;
}

const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/**
 * A person standing on one ground line, so that the row of pictures grows with the age. Smaller people have larger heads, as children do.
 */
function person(x: number, top: number, head: number, shoulder: number, more: Partial<Drawing> = {}): Drawing {
  const neck = top + 2 * head + 1.5;
  const ground = 43;
  const hip = neck + (ground - neck) * 0.58;
  const torso = `M${x - shoulder} ${neck + 3}q0 -3 3 -3h${2 * shoulder - 6}q3 0 3 3V${hip}H${x - shoulder}z`;
  const leg = shoulder * 0.5;
  return {
    soft: `${circle(x, top + head, head)}${torso}${more.soft ?? ''}`,
    line: `${circle(x, top + head, head)}${torso}M${x - leg} ${hip}V${ground}M${x + leg} ${hip}V${ground}${more.line ?? ''}`,
  };
}

const join = (...drawings: Drawing[]): Drawing => ({ soft: drawings.map(({ soft }) => soft).join(''), line: drawings.map(({ line }) => line).join('') });

const heart = (x: number, y: number, s: number) => `M${x} ${y + 1.5 * s}C${x - 2.6 * s} ${y - 0.2 * s} ${x - 1.6 * s} ${y - 1.9 * s} ${x} ${y - 0.5 * s}C${x + 1.6 * s} ${y - 1.9 * s} ${x + 2.6 * s} ${y - 0.2 * s} ${x} ${y + 1.5 * s}z`;

const audienceDrawings: Record<AudienceKey, Drawing> = {
  schwanger: {
    soft: `${circle(22, 9.5, 5)}M17 20q0 -3.500 3.500 -3.500h2.500q3 0 3 4q7 2 7 8q0 5 -6 6.500H17z${heart(26, 28, 2)}`,
    line: `${circle(22, 9.5, 5)}M17 35V20q0 -3.500 3.500 -3.500h2.500q3 0 3 4q7 2 7 8q0 5 -6 6.500H17M19 35v8M25.500 35v8${heart(26.5, 27.5, 2)}`,
  },
  baby: {
    soft: `${circle(24, 17, 8)}M10 43c0 -10 6 -15.500 14 -15.500S38 33 38 43z`,
    line: `${circle(24, 17, 8)}M10 43c0 -10 6 -15.500 14 -15.500S38 33 38 43zM21 16.500h.1M27 16.500h.1M21.500 20.500q2.500 2 5 0M24 9c0 -3.500 4 -4 4 -1.200c0 1.600 -2 2 -2.500 .8M17 43q1 -6 7 -6t7 6`,
  },
  '1-2': person(20, 17, 6, 6.5, { soft: 'M31 33h10v10H31z', line: 'M31 33h10v10H31zM36 33v-1M26.500 31l6 -2' }),
  '3-5': person(19, 13.5, 5.7, 6.5, { soft: circle(37, 11, 6), line: `${circle(37, 11, 6)}M37 17q-1 8 -10.500 13` }),
  '6-9': person(25, 9.5, 5.4, 7, { soft: 'M9 24q0 -3 3 -3h6v14h-6q-3 0 -3 -3z', line: 'M18 21h-6q-3 0 -3 3v8q0 3 3 3h6M9 28h9' }),
  '10-13': person(20, 7, 5.1, 7, { soft: circle(38, 37, 6), line: `${circle(38, 37, 6)}M38 34l3 2.200l-1.200 3.500h-3.600l-1.200 -3.500z` }),
  '14-17': person(24, 5, 5, 7.5, { line: 'M18.500 11q0 -7.500 5.500 -7.500t5.500 7.500M18.200 9.500v3.500M29.800 9.500v3.500' }),
  'ab-18': person(20, 4, 4.8, 8, { soft: 'M32 31h12v10H32z', line: 'M32 31h12v10H32zM35.500 31v-2.500h5V31M32 35.500h12' }),
  familie: join(person(12, 5, 4.5, 6.5), person(36, 5, 4.5, 6.5), person(24, 20, 4.5, 4.8)),
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
  betreuung: join(person(15, 6, 5, 7), person(35, 20, 5, 5.5), { soft: '', line: 'M22 27l7.500 7' }),
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
export function AudiencePicture({ audience }: { audience: AudienceKey }) {
  return <Pictogram {...audienceDrawings[audience]} />;
}

/** A topic of the municipality's own making is shown by the signpost. */
export function TopicPicture({ topic }: { topic: string }) {
  return <Pictogram {...(topicDrawings[topic] ?? signpost)} />;
}

export function SignpostPicture() {
  return <Pictogram {...signpost} />;
}

const pin: Drawing = {
  soft: 'M24 42C33 32.500 38 25.500 38 19A14 14 0 0 0 10 19C10 25.500 15 32.500 24 42z',
  line: `M24 42C33 32.500 38 25.500 38 19A14 14 0 0 0 10 19C10 25.500 15 32.500 24 42z${circle(24, 19, 5)}`,
};

export function PlacePicture() {
  return <Pictogram {...pin} />;
}
