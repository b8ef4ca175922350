import { usePage } from '../platform/page-context.ts';
import { Notice } from './notice.tsx';
import { useUiTexts } from './texts.ts';

/** Says in the page's own language that no person has read this translation yet, and where the German page is. */
export function MachineMadeNote() {
  const page = usePage();
  const t = useUiTexts();
  return (
    <Notice kind="info">
      <p>
        {t('language.machine-made')}{' '}
        <a href={page.hrefIn('de', page.path, page.query)} lang="de" hreflang="de" dir="ltr">Seite auf Deutsch</a>
      </p>
    </Notice>
  );
}
