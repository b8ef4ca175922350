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
  NI: '§ 80 Abs. 1 NJG, §§ 74, 81 VwGO. Die Ausnahmen in Abs. 2 Satz 1 Nr. 1 bis 4 Buchst. i nennen die Kindertagesbetreuung nicht; der Rest ist nicht im Wortlaut geprüft',
};

/** Länder that did away with the Widerspruch, but not for SGB VIII. */
const OBJECTION: Partial<Record<LandCode, string>> = {
  NW: '§ 110 Abs. 2 JustG NRW: Seit 01.01.2015 geht bei Verwaltungsakten nach dem SGB VIII der Widerspruch voraus; §§ 68, 70 VwGO. § 110 Abs. 2 ist nicht im Wortlaut geprüft',
};

export function remedyDefault(land: string, regionalKey?: string | null): RemedyDefault {
  const code = landCode(land, regionalKey);
  const source = code && STRAIGHT_TO_COURT[code];
  return source ? { kind: 'court', source } : { kind: 'objection', source: (code && OBJECTION[code]) ?? '§ 62 SGB X, §§ 68, 70 VwGO' };
}

/**
 * The instruction on legal remedies, always in German: the binding text. § 36 SGB X asks for remedy, place with its seat, period and form (§§ 55a, 70, 81 VwGO).
 * Without the court's or office's address it would be incomplete, and the period a year instead of a month (§ 58 Abs. 2 VwGO): `isComplete` says so before
 * anything is sent.
 */
export function remedyText({ kind, body, ownText }: Remedy, town: string): string {
  if (kind === 'own') return ownText;
  const place = body && (body.includes(',') ? `${body},` : body);
  if (kind === 'court') {
    return `Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage beim ${place || 'zuständigen Verwaltungsgericht'} erhoben werden. Die Klage ist schriftlich, als elektronisches Dokument nach § 55a VwGO oder zu Protokoll der Urkundsbeamtin oder des Urkundsbeamten der Geschäftsstelle zu erheben.`;
  }
  return `Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden. Der Widerspruch ist schriftlich, in elektronischer Form nach § 3a Abs. 2 VwVfG, schriftformersetzend nach § 3a Abs. 3 VwVfG und § 9a Abs. 5 OZG oder zur Niederschrift bei ${place || town} einzulegen.`;
}

export const isComplete = ({ kind, body, ownText }: Remedy): boolean => (kind === 'own' ? ownText !== '' : body !== '');
