import { expect, test } from 'vitest';
import { pictureOf } from './picture.ts';

const drawing = (text: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" font-family="Fira Sans, Noto Sans, sans-serif"><text x="5" y="25">${text}</text></svg>`;
const width = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(16);

test('a drawing becomes a PNG of 1,600 pixels, with letters in it', () => {
  const png = pictureOf(drawing('Föhrste'));
  expect(Array.from(png.slice(1, 4))).toEqual([...Buffer.from('PNG')]);
  expect(width(png)).toBe(1600);
  expect(Buffer.from(png).equals(Buffer.from(pictureOf(drawing(''))))).toBe(false);
});

test('the same drawing gives the same bytes', () => {
  expect(Buffer.from(pictureOf(drawing('Voerde'))).equals(Buffer.from(pictureOf(drawing('Voerde'))))).toBe(true);
});
