import { usePage } from '../platform/page-context.ts';
import { Icon } from './icon.tsx';
import { changedQuery } from './sorting.ts';
import { useUiTexts } from './texts.ts';

/** The pages of a list as links; says on which one the reader is. Nothing when there is only one. */
export function Pagination({ current, pages, parameter = 'seite' }: { current: number; pages: number; parameter?: string }) {
  const page = usePage();
  const t = useUiTexts();
  if (pages <= 1) return null;
  const href = (number: number) => page.href(page.path, changedQuery(page.query, parameter, number === 1 ? undefined : String(number), []));
  return (
    <nav class="pagination" aria-label={`${t('pagination.label')}: ${t('pagination.position', { page: current, pages })}`}>
      <ul>
        {current > 1 ? <li><a href={href(current - 1)} rel="prev"><Icon name="previous" />{t('pagination.previous')}</a></li> : null}
        {shownPages(current, pages).map((number) => (
          number === undefined
            ? <li class="pagination-gap" aria-hidden="true">…</li>
            : (
              <li class="pagination-number">
                <a href={href(number)} aria-label={t('pagination.page', { page: number })} aria-current={number === current ? 'page' : undefined}>{number}</a>
              </li>
            )
        ))}
        {current < pages ? <li><a href={href(current + 1)} rel="next">{t('pagination.next')}<Icon name="next" /></a></li> : null}
      </ul>
    </nav>
  );
}

/** First, last and the neighbours of the current page; `undefined` stands for those left out. */
export function shownPages(current: number, pages: number): (number | undefined)[] {
  const wanted = [...new Set([1, current - 1, current, current + 1, pages])].filter((number) => number >= 1 && number <= pages).sort((a, b) => a - b);
  return wanted.flatMap((number, index) => {
    const before = wanted[index - 1];
    if (before === undefined || number === before + 1) return [number];
    return number === before + 2 ? [number - 1, number] : [undefined, number];
  });
}
