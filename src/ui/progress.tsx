import type { Child } from 'hono/jsx';
import { raw } from 'hono/html';
import { usePage } from '../platform/page-context.ts';
import { Island } from './island.tsx';
import { changedQuery } from './sorting.ts';
import { useUiTexts } from './texts.ts';

/** `?anhalten=1` stops the page from loading itself again. */
const STOP = 'anhalten';

interface ProgressProps {
  label: string;
  /** missing while nobody can say how far it is */
  done?: number;
  total?: number;
  /** loads again by itself, at least 5 seconds apart; leave out when the work is over */
  refreshSeconds?: number;
  children?: Child;
}

/**
 * Long work. Without JavaScript the page loads again (the reader can stop that, WCAG 2.2.2); the island fetches only this
 * element, so that focus and place stay.
 */
export function Progress({ label, done, total, refreshSeconds, children }: ProgressProps) {
  const page = usePage();
  const t = useUiTexts();
  const percent = done !== undefined && total ? Math.floor((done / total) * 100) : undefined;
  const seconds = refreshSeconds && !page.query.has(STOP) ? Math.max(5, Math.round(refreshSeconds)) : undefined;
  return (
    <live-progress class="progress" id="fortschritt" data-seconds={seconds}>
      <p class="progress-label"><label for="fortschritt-balken">{label}</label></p>
      <progress id="fortschritt-balken" value={percent} max={percent === undefined ? undefined : 100}>{percent ?? ''}</progress>
      <p role="status">{percent === undefined ? null : t('progress.share', { percent })}</p>
      {children}
      {seconds ? (
        <noscript>
          {raw(`<meta http-equiv="refresh" content="${seconds}">`)}
          <p>{t('progress.refresh', { seconds })} <a href={page.href(page.path, changedQuery(page.query, STOP, '1', []))}>{t('progress.stop')}</a></p>
        </noscript>
      ) : null}
      {refreshSeconds && !seconds ? <p><a href={page.href(page.path, page.query)}>{t('progress.now')}</a></p> : null}
      {seconds ? <Island name="ui/live-progress" /> : null}
    </live-progress>
  );
}
