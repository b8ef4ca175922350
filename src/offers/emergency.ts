import type { GuideKey } from './texts.ts';

/**
 * Numbers that answer everywhere in Germany without charge. 116 117: § 75 SGB V; 116 016: Hilfetelefongesetz;
 * 116 111 and 0800 111 0 550: Nummer gegen Kummer e. V.; 0800 111 0 111: Telefonseelsorge.
 */
export const emergencyNumbers: readonly { number: string; label: GuideKey }[] = [
  { number: '112', label: 'emergency.ambulance' },
  { number: '110', label: 'emergency.police' },
  { number: '116 117', label: 'emergency.doctor' },
  { number: '116 016', label: 'emergency.violence' },
  { number: '116 111', label: 'emergency.children' },
  { number: '0800 111 0 550', label: 'emergency.parents' },
  { number: '0800 111 0 111', label: 'emergency.soul' },
];
