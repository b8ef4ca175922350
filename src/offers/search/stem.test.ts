import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';
import { cistem, stemOf } from './stem.ts';

describe('stems', () => {
  // Examples of the published algorithm (Weißweiler & Fraser 2017, reference implementation), in folded spelling.
  test.each([['speicherbehaltern', 'speicherbehal'], ['grenzpostens', 'grenzpo'], ['ausgefeiltere', 'ausgefeil']])('CISTEM: %s → %s', (word, stem) => {
    expect(cistem(word)).toBe(stem);
  });

  test.each([
    ['Kind', 'Kinder', 'Kindern', 'Kindes'],
    ['beraten', 'Berater', 'Beraterin', 'Beraterinnen', 'Beratung', 'Beratungen'],
    ['Schulden', 'Schuldner', 'Schuld'],
    ['Säugling', 'Saeugling', 'SÄUGLINGE', 'Säuglingen'],
    ['Hebamme', 'Hebammen'],
    ['Kurs', 'Kurse', 'Kursen'],
    ['أسرة', 'الأسرة'],
  ])('%s and its forms meet', (...forms) => {
    expect(new Set(forms.map((form) => stemOf(fold(form)))).size).toBe(1);
  });

  test.each([['Kurs', 'Kur'], ['Schulden', 'Schulen'], ['Gewalt', 'Geburt'], ['Mutter', 'Vater']])('%s and %s do not', (one, other) => {
    expect(stemOf(fold(one))).not.toBe(stemOf(fold(other)));
  });
});
