import { describe, expect, it } from 'vitest';
import { rememberedWhile } from './remembered.ts';

/** Rows of towns that can be changed, and a memory of them with room for five. */
function townsWith(rows: Record<string, readonly string[]>) {
  const remembered = rememberedWhile<readonly string[]>(5, ({ length }) => length);
  const readings: string[] = [];
  const stands: string[] = [];
  const open = (town: string, whileReading: () => void = () => undefined) => remembered(town, () => Promise.resolve(rows[town]!.join()), (stand) => {
    readings.push(town);
    stands.push(stand);
    const value = rows[town]!;
    whileReading();
    return Promise.resolve(value);
  });
  return { open, readings, stands };
}

describe('What everybody may read', () => {
  it('is read once, and again as soon as it was changed', async () => {
    const rows = { alfeld: ['Nord', 'Süd'] };
    const { open, readings } = townsWith(rows);
    expect(await open('alfeld')).toBe(await open('alfeld'));
    expect(readings).toEqual(['alfeld']);
    rows.alfeld = ['Nord', 'Süd', 'Ost'];
    expect(await open('alfeld')).toEqual(['Nord', 'Süd', 'Ost']);
    expect(readings).toEqual(['alfeld', 'alfeld']);
  });

  it('knows while it is read which stand it is of', async () => {
    const rows = { alfeld: ['Nord', 'Süd'] };
    const { open, stands } = townsWith(rows);
    await open('alfeld', () => { rows.alfeld = ['Ost']; });
    await open('alfeld');
    expect(stands).toEqual(['Nord,Süd', 'Ost']);
  });

  it('is never mixed up between towns', async () => {
    const { open } = townsWith({ alfeld: ['Nord'], voerde: ['Spellen'] });
    await open('alfeld');
    expect(await open('voerde')).toEqual(['Spellen']);
  });

  it('is not kept when it was changed while it was read', async () => {
    const rows = { alfeld: ['Nord'] };
    const { open, readings } = townsWith(rows);
    expect(await open('alfeld', () => { rows.alfeld = ['Süd']; })).toEqual(['Nord']);
    rows.alfeld = ['Nord'];
    await open('alfeld');
    expect(readings).toEqual(['alfeld', 'alfeld']);
  });

  it('makes room by forgetting the town nobody has asked for longest, and keeps nothing larger than all its room', async () => {
    const { open, readings } = townsWith({ alfeld: ['a', 'b'], voerde: ['c', 'd'], celle: ['e', 'f'], huge: ['1', '2', '3', '4', '5', '6'] });
    for (const town of ['alfeld', 'voerde', 'alfeld', 'celle', 'alfeld', 'huge', 'alfeld']) await open(town);
    expect(readings).toEqual(['alfeld', 'voerde', 'celle', 'huge']);
    await open('voerde');
    await open('huge');
    expect(readings).toEqual(['alfeld', 'voerde', 'celle', 'huge', 'voerde', 'huge']);
  });
});
