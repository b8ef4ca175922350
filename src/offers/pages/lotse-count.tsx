import { emptyForm } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { lotseTexts } from '../lotse-texts.ts';
import type { PersonalList } from '../personal-list.ts';
import type { ListedOffer } from '../server/personal-list-offers.ts';
import { LOTSE_PATH } from './lotse-paths.ts';

/** Only if wished: that these offers were handed over, as a number. */
export function LotseCount({ view, list, listed }: { view: View; list: PersonalList; listed: readonly ListedOffer[] }) {
  const t = lotseTexts.in('de');
  if (list.counted) return <Notice kind="success"><p>{t('counted')}</p></Notice>;
  if (listed.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="zaehlen">
      <h2 id="zaehlen">{t('count')}</h2>
      <p>{t('count.text')}</p>
      <Form form={emptyForm} texts={lotseTexts} id="zaehlung" action={view.href(`${LOTSE_PATH}/zaehlen`)}>
        {listed.map(({ offer }) => <input type="hidden" name="angebot" value={offer.service.id} />)}
        <Button look="secondary" icon="check">{t('count.submit')}</Button>
      </Form>
    </section>
  );
}
