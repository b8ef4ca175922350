import type { View } from '../../platform/house.ts';
import { Notice } from '../../ui/notice.tsx';
import { staffTexts } from '../texts.ts';

/** What was just done, said on the page a form led to: `?erledigt=kennwort`. */
export const doneThings = [
  'name', 'kennwort', 'app', 'passkey', 'sitzung', 'sitzungen', 'eingeladen', 'rolle-gegeben', 'rolle-beendet', 'abgemeldet', 'gesperrt', 'entsperrt', 'zurueckgesetzt', 'wiederholt',
] as const;
export type DoneThing = (typeof doneThings)[number];

export function DoneNotice({ view }: { view: View }) {
  const thing = doneThings.find((one) => one === view.query.get('erledigt'));
  return thing ? <Notice kind="success"><p>{staffTexts.in(view.language)(`done.${thing}`)}</p></Notice> : null;
}
