import type { AreaOption } from '../area-picker.tsx';

export const sampleAreas: AreaOption[] = [
  {
    value: 'alfeld', label: 'Alfeld (Leine)', children: [
      { value: 'kern', label: 'Kernstadt', children: [{ value: 'nord', label: 'Nordstadt' }, { value: 'alt', label: 'Altstadt', note: 'mit Bahnhof' }] },
      { value: 'fohrste', label: 'Föhrste' },
      { value: 'langenholzen', label: 'Langenholzen' },
    ],
  },
];
