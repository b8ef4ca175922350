import { usePage } from '../../platform/page-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { Island } from '../../ui/island.tsx';
import { questionTexts } from '../question-texts.ts';

/** Appears only where the device has a voice of its own for the page's language. */
export function ReadAloud() {
  const { language } = usePage();
  const t = questionTexts.in(language);
  return (
    <>
      <read-aloud class="no-print" data-start={t('guide.listen')} data-stop={t('guide.stop')}>
        <button type="button" class="kern-btn kern-btn--secondary" aria-pressed="false" hidden><Icon name="talk" /><span class="kern-label">{t('guide.listen')}</span></button>
      </read-aloud>
      <Island name="offers/read-aloud" />
    </>
  );
}
