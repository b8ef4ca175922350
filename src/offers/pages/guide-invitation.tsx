import { usePage } from '../../platform/page-context.ts';
import { LinkButton } from '../../ui/button.tsx';
import { questionPaths } from '../guide/answers.ts';
import { questionTexts } from '../question-texts.ts';
import { SignpostPicture } from './guide-pictograms.tsx';
import { GuideStyle } from './guide-style.tsx';

/** The way into the guide for who does not know what to search for. */
export function GuideInvitation() {
  const page = usePage();
  const t = questionTexts.in(page.language);
  return (
    <section class="guide-invite" aria-labelledby="wegweiser">
      <GuideStyle />
      <SignpostPicture />
      <div class="guide-invite-words">
        <h2 id="wegweiser">{t('guide.invite')}</h2>
        <p>{t('guide.invite.text')}</p>
      </div>
      <p><LinkButton icon="next" href={page.href(questionPaths.topic)}>{t('guide.start')}</LinkButton></p>
    </section>
  );
}
