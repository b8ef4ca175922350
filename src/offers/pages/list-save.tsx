import { csrfField } from '../../platform/form.ts';
import { usePage, withQuery } from '../../platform/page-context.ts';
import { Button } from '../../ui/button.tsx';
import { listTexts } from '../list-texts.ts';

/** Path that takes an offer onto the personal list. */
export const SAVE_PATH = '/merkliste';
export const ADD_BUTTON = 'dazu';
export const BACK_FIELD = 'zurueck';

/** The form behind all buttons „Merken“ of a page; it stores nothing here, the list goes back to the browser. */
export function SaveForm({ id }: { id: string }) {
  const page = usePage();
  return (
    <form method="post" action={page.href(SAVE_PATH)} id={id} class="no-print">
      <input type="hidden" name={csrfField} value={page.csrfToken} />
      <input type="hidden" name={BACK_FIELD} value={withQuery(page.path, page.query)} />
    </form>
  );
}

/**
 * The same on pages that everybody is shown alike and that set no cookie: without a secret of the page, because for adding an offer the
 * browser's word is enough (docs/decisions/0009).
 */
export function OpenSaveForm({ id }: { id: string }) {
  const page = usePage();
  return (
    <form method="post" action={page.href(SAVE_PATH)} id={id} class="no-print">
      <input type="hidden" name={BACK_FIELD} value={withQuery(page.path, page.query)} />
    </form>
  );
}

/** „Merken“: belongs to the {@link SaveForm} of that id. */
export function SaveButton({ form, id, name, small }: { form: string; id: string; name: string; small?: boolean }) {
  const page = usePage();
  const t = listTexts.in(page.language);
  return (
    <span class="no-print">
      <Button form={form} name={ADD_BUTTON} value={id} look="secondary" icon="heart" small={small}>
        <span aria-hidden="true">{t('list.save')}</span><span class="visually-hidden">{t('list.save.name', { name })}</span>
      </Button>
    </span>
  );
}
