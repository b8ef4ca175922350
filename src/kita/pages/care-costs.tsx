import type { View } from '../../platform/house.ts';
import { facilitiesTexts } from '../facilities-texts.ts';
import { readCareCosts } from '../server/care-costs.ts';

/** What the town tells of the fees, in the page's language or in German and marked as such; nothing where it has said nothing. */
export async function careCostsSection(view: View) {
  const costs = await readCareCosts(view.tx, view.town.id);
  if (!costs) return null;
  const t = facilitiesTexts.in(view.language);
  const own = costs.text[view.language];
  const lines = (own ?? costs.text.de ?? '').split('\n').filter((line) => line.trim() !== '');
  return (
    <section class="stack">
      <h2>{t('costs')}</h2>
      {lines.map((line) => (own ? <p>{line}</p> : <p lang="de" dir="ltr">{line}</p>))}
      {costs.link ? <p><a href={costs.link} rel="external noopener">{t('costs.link')}</a></p> : null}
    </section>
  );
}
