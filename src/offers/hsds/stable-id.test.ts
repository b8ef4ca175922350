import { describe, expect, test } from 'vitest';
import { isUuid, newId } from '../../platform/id.ts';
import { stableId, withStableIds } from './stable-id.ts';

describe('ids of parts', () => {
  const service = newId();

  test('stay what they are as long as the part says the same, wherever it stands in the list', () => {
    const [one] = withStableIds(service, 'phone', [{ number: '112' }, { number: '110' }]);
    const [, other] = withStableIds(service, 'phone', [{ number: '110' }, { number: '112' }]);
    expect(one!.id).toBe(other!.id);
    expect(isUuid(one!.id)).toBe(true);
    expect(one!.id[14]).toBe('5');
  });

  test('differ for parts that say the same twice, for other kinds and for other offers', () => {
    const [one, other] = withStableIds(service, 'phone', [{ number: '112' }, { number: '112' }]);
    expect(new Set([one!.id, other!.id, stableId(service, 'contact', '{"number":"112"}'), stableId(newId(), 'phone', '{"number":"112"}')]).size).toBe(4);
  });

  test('never run together where one name ends and the next begins', () => {
    expect(stableId(service, 'ab', 'c')).not.toBe(stableId(service, 'a', 'bc'));
  });
});
