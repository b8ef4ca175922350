import { typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { listTexts } from '../list-texts.ts';
import { emptyList } from '../personal-list.ts';
import { openList } from '../server/personal-list-seal.ts';
import { listPage } from './list-page.tsx';

/** The list again with what is wrong; the form itself carries it. */
export function mailAgain(view: View, form: FormState): Promise<Sheet> {
  const today = view.clock.today();
  return listPage(view, openList(view.configuration.secretKey, view.town.id, typed(form, 'liste'), today) ?? emptyList(today), form);
}

export function mailSentPage(view: View): Sheet {
  const t = listTexts.in(view.language);
  return {
    title: t('list.mail.sent'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('list.mail.sent')} />
        <Notice kind="success"><p>{t('list.mail.sent.text')}</p></Notice>
        <p><LinkButton look="secondary" href={view.href('/merkliste')}>{t('list.title')}</LinkButton></p>
      </>
    ),
  };
}
