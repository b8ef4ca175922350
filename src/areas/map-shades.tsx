/** Shades of a map: darker and more densely hatched together, so that they are told apart without colour, in print and in contrast themes. */

/** From light to dark; each step is told from the next by lightness alone. */
const grounds = ['#f4efe3', '#d5e1e5', '#abcadb', '#7daecf', '#4f8dbe', '#2b69a4', '#114580'] as const;
const mostShades = grounds.length;

/** What the shades of a map mean, from little to much; at most seven. */
export interface MapLegendTexts {
  title: string;
  /** one text for each class: „unter 10 %“ … */
  classes: readonly string[];
  /** what an area without a class is: „unbekannt“, „zu wenige Kinder“ */
  unknown: string;
}

/** Paint of a class (undefined: unknown) in the map `id`; the classes are spread over all shades. Throws a RangeError beyond seven classes. */
export function shadePaint(id: string, shade: number | undefined, classes: number): string {
  return `url(#${id}-${shade === undefined ? 'unknown' : `shade-${shadeOf(shade, classes)}`})`;
}

function shadeOf(shade: number, classes: number): number {
  if (classes > mostShades || shade >= classes || shade < 0) throw new RangeError('no such shade');
  return classes === 1 ? 3 : Math.round((shade * (mostShades - 1)) / (classes - 1));
}

/** The definitions all drawings of the map `id` paint with; stands once in an SVG that is not hidden. */
export function ShadePatterns({ id }: { id: string }) {
  return (
    <>
      {grounds.map((ground, shade) => (
        <pattern id={`${id}-shade-${shade}`} width="10" height="10" patternUnits="userSpaceOnUse">
          <rect class="map-ground" width="10" height="10" fill={ground} />
          <g class="map-mark" fill="none" stroke="#0b1026" stroke-width="1.2" stroke-linecap="round" opacity="0.5">{hatchings[shade]!()}</g>
        </pattern>
      ))}
      <pattern id={`${id}-unknown`} width="10" height="10" patternUnits="userSpaceOnUse">
        <rect class="map-ground" width="10" height="10" fill="#ffffff" />
        <path class="map-mark" d="M3 3l4 4M7 3l-4 4" fill="none" stroke="#565a6e" stroke-width="0.9" />
      </pattern>
    </>
  );
}

/** More ink from step to step: the order is seen even where the grounds are not. */
const hatchings = [
  () => null,
  () => <path d="M5 5h0.01" stroke-width="2" />,
  () => <path d="M2.5 2.5h0.01M7.5 7.5h0.01M2.5 7.5h0.01M7.5 2.5h0.01" stroke-width="2" />,
  () => <path d="M-2 2L2 -2M-2 12L12 -2M8 12L12 8" />,
  () => <path d="M-2 2L2 -2M-2 7L7 -2M-2 12L12 -2M3 12L12 3M8 12L12 8" />,
  () => <path d="M-2 2L2 -2M-2 12L12 -2M8 12L12 8M-2 8L2 12M-2 -2L12 12M8 -2L12 2" />,
  () => <path d="M-2 2L2 -2M-2 7L7 -2M-2 12L12 -2M3 12L12 3M8 12L12 8M-2 8L2 12M-2 3L7 12M-2 -2L12 12M3 -2L12 7M8 -2L12 2" />,
] as const;

/** The classes with their swatches; the unknown only where there are unknown areas. */
export function ShadeLegend({ id, legend, withUnknown }: { id: string; legend: MapLegendTexts; withUnknown: boolean }) {
  const entries = legend.classes.map((text, shade): [string, string] => [text, shadePaint(id, shade, legend.classes.length)]);
  if (withUnknown) entries.push([legend.unknown, shadePaint(id, undefined, legend.classes.length)]);
  return (
    <div class="map-legend">
      <p id={`${id}-legend`}>{legend.title}</p>
      <ul aria-labelledby={`${id}-legend`}>
        {entries.map(([text, paint]) => (
          <li>
            <svg class="map-swatch" width="40" height="24" aria-hidden="true" focusable="false">
              <rect x="1" y="1" width="38" height="22" fill={paint} stroke="currentColor" />
            </svg>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
