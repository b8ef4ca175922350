import { beforeAll, describe, expect, test, vi } from 'vitest';

let sentenceOf: typeof import('./area-brush.ts').sentenceOf;

beforeAll(async () => {
  // The file defines an element; how it behaves is walked in a browser (tests/journeys), here only its words are asked.
  vi.stubGlobal('HTMLElement', class { readonly hidden = true; });
  vi.stubGlobal('document', { createElement: () => ({}) });
  vi.stubGlobal('customElements', { define: () => undefined });
  ({ sentenceOf } = await import('./area-brush.ts'));
  vi.unstubAllGlobals();
});

describe('a highlighted area in words', () => {
  test('is its row of the table, each value with the header of its column', () => {
    expect(sentenceOf([{ label: '', text: 'Friedrichsfeld' }, { label: 'Wert', text: '41,7 %' }, { label: 'Vergleich mit Voerde', text: 'höher' }]))
      .toBe('Friedrichsfeld: Wert 41,7 %, Vergleich mit Voerde höher.');
  });

  test('leaves out what says nothing, and never invents', () => {
    expect(sentenceOf([{ label: '', text: 'Löhnen' }, { label: 'Wert', text: 'geheim gehalten' }, { label: 'Spanne (95 %)', text: '' }])).toBe('Löhnen: Wert geheim gehalten.');
    expect(sentenceOf([{ label: '', text: 'Mehr' }])).toBe('Mehr.');
    expect(sentenceOf([])).toBe('');
  });
});
