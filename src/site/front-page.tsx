import type { Sheet } from '../platform/house.ts';
import type { PageSurroundings } from '../platform/page-context.ts';
import type { Town } from '../platform/town.ts';
import { texts } from './texts.ts';

/** The front page of an installation: which municipalities there are. */
export function frontPage(page: PageSurroundings, towns: readonly Town[]): Sheet {
  const t = texts.in(page.language);
  return {
    title: t('front.title'),
    description: t('front.lead'),
    content: (
      <>
        <h1>{t('front.title')}</h1>
        <p class="lead">{t('front.lead')}</p>
        <h2>{t('front.towns')}</h2>
        {towns.length === 0
          ? <><p>{t('front.none')}</p><p>{t('front.none-next')}</p></>
          : <ul class="card-list">{towns.map((town) => <TownCard town={town} page={page} />)}</ul>}
        <h2>{t('front.staff')}</h2>
        <p>{t('front.staff-text')}</p>
      </>
    ),
  };
}

function TownCard({ town, page }: { town: Town; page: PageSurroundings }) {
  const t = texts.in(page.language);
  const segment = page.href('/') === '/' ? '' : page.href('/');
  return (
    <li class="card">
      <h3 class="card-title"><a href={`/${town.slug}${segment}`}><bdi>{town.name}</bdi></a></h3>
      <p>{town.land}</p>
      {town.isDemo && <p class="small">{t('front.demo')}</p>}
    </li>
  );
}
