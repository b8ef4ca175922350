import { storeLetterSetting } from '../../src/kita/server/letter-setting.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';

/** How Alfeld writes to families. The court is the one for the town; telephone and mail are invented. Freed places go on in replacement rounds until a round has ended. */
export async function loadKitaLettersOfDemo(tx: Write, municipalityId: Uuid, slug: string, clock: Clock): Promise<void> {
  if (slug !== 'alfeld') return;
  await storeLetterSetting(tx, municipalityId, clock, {
    officeName: 'Familien- und Kinderservicebüro', senderLine: 'Stadt Alfeld (Leine) · Marktplatz 12 · 31061 Alfeld (Leine)', place: 'Alfeld (Leine)', phone: '05181 555 010',
    contact: 'Telefon 05181 555 010, Montag bis Freitag 8 bis 12 Uhr\nkita@alfeld.example\nMarktplatz 12, 31061 Alfeld (Leine)',
    remedyKind: 'court', remedyBody: 'Verwaltungsgericht Hannover, Leonhardtstraße 15, 30175 Hannover', replacement: 'rounds',
  });
}
