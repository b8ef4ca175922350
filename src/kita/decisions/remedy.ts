import { landCode, type LandCode } from '../../offers/holidays/public-holiday.ts';

/** `court`: straight to the administrative court; `objection`: Widerspruch first; `own`: the town's own words. */
export const remedyKinds = ['court', 'objection', 'own'] as const;
export type RemedyKind = (typeof remedyKinds)[number];

/** How the municipality words the legal remedy; set on /verwaltung/kita/bescheide/einstellungen. */
export interface Remedy {
  kind: RemedyKind;
  /** the court with its address, or the office where a Widerspruch is raised with its address */
  body: string;
  ownText: string;
}

interface RemedyDefault {
  kind: 'court' | 'objection';
  /** what it rests on; the municipality checks the present text of the law */
  source: string;
}

/** Länder in which decisions of this kind go straight to the court, by the law of that Land; everywhere else a Widerspruch comes first (§ 68 VwGO). */
const STRAIGHT_TO_COURT: Partial<Record<LandCode, string>> = {
  NI: '§ 80 Abs. 1 NJG, § 74 VwGO. Die Ausnahmen in Abs. 2 Satz 1 Nr. 1 bis 4 Buchst. i nennen die Kindertagesbetreuung nicht; der Rest ist nicht im Wortlaut geprüft',
  NW: '§ 110 Abs. 1 JustG NRW (Ausnahmen in Abs. 2 prüfen), § 74 VwGO; nicht im Wortlaut geprüft',
};

export function remedyDefault(land: string, regionalKey?: string | null): RemedyDefault {
  const code = landCode(land, regionalKey);
  const source = code && STRAIGHT_TO_COURT[code];
  return source ? { kind: 'court', source } : { kind: 'objection', source: '§ 62 SGB X, §§ 68, 70 VwGO' };
}

/**
 * The instruction on legal remedies (§ 36 SGB X, § 58 VwGO), always in German: the binding text. Without the court's or office's address it would be
 * incomplete, and the period a year instead of a month (§ 58 Abs. 2 VwGO): `isComplete` says so before anything is sent.
 */
export function remedyText({ kind, body, ownText }: Remedy, town: string): string {
  if (kind === 'own') return ownText;
  if (kind === 'court') return `Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage beim ${body || 'zuständigen Verwaltungsgericht'} erhoben werden.`;
  return `Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden. Der Widerspruch ist schriftlich, in elektronischer Form nach § 36a Abs. 2 SGB I oder zur Niederschrift bei ${body || town} einzulegen.`;
}

export const isComplete = ({ kind, body, ownText }: Remedy): boolean => (kind === 'own' ? ownText !== '' : body !== '');
