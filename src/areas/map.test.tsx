import type { MultiPolygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { AreaMap, type MapArea } from './map.tsx';
import { TileMap } from './tile-map.tsx';

const legend = { title: 'Anteil', classes: ['wenig', 'viel'], unknown: 'unbekannt' };
const föhrste = anArea('Föhrste', 9.8, { shade: 0, value: '12 %', href: '/alfeld/gebiete/foehrste' });
const limmer = anArea('Limmer', 9.9, { value: 'unbekannt' });

describe('a map of areas', () => {
  test('names every area with its figure, in the order given', () => {
    const html = map({ areas: [limmer, föhrste], legend });
    expect([...html.matchAll(/aria-label="([^"]+)"/g)].map(([, name]) => name)).toEqual(['Limmer: unbekannt', 'Föhrste: 12 %']);
  });

  test('an area that leads somewhere is a link, another is a picture with a name', () => {
    const html = map({ areas: [föhrste, limmer], legend });
    expect(html).toContain('<a class="map-item" href="/alfeld/gebiete/foehrste" aria-label="Föhrste: 12 %"');
    expect(html).toContain('<g class="map-item" role="img" aria-label="Limmer: unbekannt"');
  });

  test('has title and description', () => {
    const html = map({ areas: [föhrste], description: 'Im Norden mehr als im Süden.' });
    expect(html).toContain('aria-labelledby="karte-name" aria-describedby="karte-description"');
    expect(html).toContain('<title id="karte-name">Stadtteile</title><desc id="karte-description">Im Norden mehr als im Süden.</desc>');
  });

  test('of two thousand areas is one drawing of less than 400 KB, each area with its figure as a hint', () => {
    const html = map({ areas: Array.from({ length: 2_000 }, (_, at) => anArea(`Bezirk ${at}`, 6 + at / 100, { shade: at % 2, value: `${at} %`, href: `/voerde/zahlen/sgb2?gebiet=${at}` })), legend });
    expect(html.length).toBeLessThan(400_000);
    expect(html.match(/data-says="Bezirk \d+: \d+ %"/g)).toHaveLength(2_000);
    expect(html).toContain('role="img"');
  });

  test('an unknown figure is drawn and explained as unknown, never as the lowest class', () => {
    const html = map({ areas: [föhrste, limmer], legend });
    expect(html).toContain('href="#karte-area-0" fill="url(#karte-shade-0)"');
    expect(html).toContain('href="#karte-area-1" fill="url(#karte-unknown)"');
    expect(texts(html)).toContain('unbekannt');
    expect(texts(map({ areas: [föhrste], legend }))).not.toContain('unbekannt');
  });

  test('every class has a hatching of its own that its swatch shows as well', () => {
    const classes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const html = map({ areas: [föhrste], legend: { ...legend, classes } });
    const marks = [...html.matchAll(/<pattern[^>]*>.*?<\/pattern>/g)].map(([pattern]) => pattern.replace(/^<pattern[^>]*><rect[^>]*>(<\/rect>)?/, ''));
    expect(new Set(marks).size).toBe(8);
    for (const shade of classes.keys()) expect(html).toContain(`fill="url(#karte-shade-${shade})" stroke="currentColor"`);
  });

  test('more than seven classes are refused: nobody could tell them apart', () => {
    expect(() => map({ areas: [föhrste], legend: { ...legend, classes: [...'abcdefgh'] } })).toThrow(RangeError);
  });

  test('places are drawn as needles with their names', () => {
    const points = [{ id: '1', name: 'Familienzentrum', longitude: 9.81, latitude: 51.95, href: '/alfeld/angebote/1' }];
    expect(map({ areas: [föhrste], points })).toContain('href="/alfeld/angebote/1" aria-label="Familienzentrum"');
  });

  test('carries no style attribute, which the content security policy forbids', () => {
    const html = map({ areas: [föhrste, limmer], legend, current: 'Föhrste' });
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).toContain('aria-current="true"');
  });

  test('a name with signs of HTML stays text', () => {
    expect(map({ areas: [anArea('<b>"Nord"</b>', 9.8, {})] })).not.toContain('<b>');
  });

  test('without any area or place it is an empty sheet, not a fault', () => {
    expect(map({ areas: [] })).toContain('viewBox="0 0 800');
  });
});

describe('a map of tiles', () => {
  test('groups areas below the area above them and says their figures', () => {
    const areas = [{ id: '1', name: 'Föhrste', parent: 'Süd', value: '12 %', shade: 1, href: '/f' }, { id: '2', name: 'Limmer', parent: 'Nord' }, { id: '3', name: 'Röllinghausen', parent: 'Süd' }];
    const html = String(<TileMap id="kacheln" title="Stadtteile" areas={areas} legend={legend} />);
    expect(texts(html)).toEqual(['Süd', 'Föhrste', '12 %', 'Röllinghausen', 'Nord', 'Limmer', 'Anteil', 'wenig', 'viel', 'unbekannt']);
    expect(html).toContain('<a class="area-tile-face" href="/f">');
    expect(html).toContain('fill="url(#kacheln-unknown)"');
    expect(html).not.toMatch(/\sstyle=/);
  });
});

function map(props: Partial<Parameters<typeof AreaMap>[0]>): string {
  return String(<AreaMap id="karte" title="Stadtteile" areas={[]} {...props} />);
}

/** What is written in a page, piece by piece */
function texts(html: string): string[] {
  return html.split(/<[^>]*>/).filter((text) => text.trim() !== '');
}

function anArea(name: string, west: number, more: Partial<MapArea>): MapArea {
  const ring = [[west, 51.9], [west + 0.1, 51.9], [west + 0.1, 52], [west, 52], [west, 51.9]];
  const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: [[ring]] };
  return { id: name, name, geometry, ...more };
}
