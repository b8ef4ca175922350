import { expect, test } from 'vitest';
import { comparePost } from './post-order.ts';

test('letters lie in the order of post code, street and house number', () => {
  const at = (postalCode: string, street: string, houseNumber: string) => ({ postalCode, street, houseNumber, familyName: 'A' });
  const letters = [at('31061', 'Lindenweg', '10'), at('31061', 'Lindenweg', '9'), at('30159', 'Zeppelinstraße', '1'), at('31061', 'Ahornweg', '2 a')];
  expect([...letters].sort(comparePost).map(({ postalCode, street, houseNumber }) => `${postalCode} ${street} ${houseNumber}`)).toEqual(['30159 Zeppelinstraße 1', '31061 Ahornweg 2 a', '31061 Lindenweg 9', '31061 Lindenweg 10']);
});
