import { captionHeight, DrawingCaption } from '../ui/drawing-caption.tsx';
import { placeLabel } from './map-label.ts';
import { shadePaint, ShadePatterns, type MapLegendTexts } from './map-shades.tsx';
import { mapSheet, pathData } from './map-sheet.ts';
import type { MapArea } from './map.tsx';

interface MapPictureProps {
  /** what the picture shows, with time and source: a file leaves its page behind */
  title: string;
  areas: readonly MapArea[];
  legend: MapLegendTexts;
}

const LINE = 30;
/** With more areas than this figures would lie on each other. */
const MOST_LABELLED = 200;

/** A map as a file of its own: title, areas with their figures, and the legend below. */
export function MapPicture({ title, areas, legend }: MapPictureProps) {
  const sheet = mapSheet(areas.map(({ geometry }) => geometry));
  const drawn = areas.map((area) => ({ ...area, rings: sheet.rings(area.geometry) }));
  const labels = areas.length > MOST_LABELLED ? [] : drawn.map(({ rings, value }) => placeLabel(rings, value ?? ''));
  const entries = legend.classes.map((text, shade): [string, string] => [text, shadePaint('karte', shade, legend.classes.length)]);
  if (areas.some(({ shade }) => shade === undefined)) entries.push([legend.unknown, shadePaint('karte', undefined, legend.classes.length)]);
  const height = sheet.height + (entries.length + 1) * LINE;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${sheet.width} ${height + captionHeight(title, sheet.width)}`} font-family="Fira Sans, Noto Sans, sans-serif" font-size="14" direction="ltr" fill="currentColor" role="img">
      <title>{title}</title>
      <defs><ShadePatterns id="karte" /></defs>
      <g stroke="currentColor" stroke-width="0.8" stroke-linejoin="round" fill-rule="evenodd">
        {drawn.map(({ name, value, rings, shade }) => <path d={pathData(rings)} fill={shadePaint('karte', shade, legend.classes.length)}><title>{value === undefined ? name : `${name}: ${value}`}</title></path>)}
      </g>
      <g text-anchor="middle" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">
        {labels.map((label) => label && label.lines.map((line, at) => <text x={label.x} y={label.y + 5 + (at - (label.lines.length - 1) / 2) * 16}>{line}</text>))}
      </g>
      <text x="12" y={sheet.height + 20} font-weight="600">{legend.title}</text>
      {entries.map(([text, paint], at) => (
        <g>
          <rect x="12" y={sheet.height + LINE * (at + 1)} width="40" height="22" fill={paint} stroke="currentColor" />
          <text x="62" y={sheet.height + LINE * (at + 1) + 16}>{text}</text>
        </g>
      ))}
      <DrawingCaption text={title} width={sheet.width} top={height} />
    </svg>
  );
}
