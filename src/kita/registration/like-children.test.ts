import { expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { areLikeChildren } from './like-children.ts';

const mila = { givenNames: 'Mila Sophie', familyName: 'Müller', bornOn: day('2025-03-24') };

test.each([
  ['written otherwise, one given name', { ...mila, givenNames: 'Mila', familyName: 'Mueller' }, true],
  ['a twin', { ...mila, givenNames: 'Emre' }, false],
  ['born on another day', { ...mila, bornOn: day('2025-03-25') }, false],
  ['another family', { ...mila, familyName: 'Schneider' }, false],
  ['registered before birth, without a name', { givenNames: '', familyName: 'Müller', expectedOn: day('2025-04-05') }, true],
  ['expected half a year later', { givenNames: '', familyName: 'Müller', expectedOn: day('2025-09-05') }, false],
  ['expected then, but with another name', { givenNames: 'Otto', familyName: 'Müller', expectedOn: day('2025-03-25') }, false],
])('perhaps the same child: %s', (_what, other, like) => {
  expect(areLikeChildren(mila, other)).toBe(like);
  expect(areLikeChildren(other, mila)).toBe(like);
});
