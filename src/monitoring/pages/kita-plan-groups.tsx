import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { bands, type Band } from '../kita-planning/demand.ts';
import { formsFor, type GroupRule } from '../kita-planning/group-rules.ts';
import { lostToInclusion, ruleOf } from '../kita-planning/plan.ts';
import { kitaPlanTexts } from '../kita-plan-texts.ts';
import type { LoadedKitaPlan } from '../server/kita-plans.ts';
import { paths, sayCount, t } from './kita-plan-frame.tsx';

const field: Record<Band, string> = { 'under-3': 'formUnder3', 'from-3': 'formFrom3' };
const sayForm = ({ name, places }: GroupRule) => t('groups.form', { name, places });

/** Which of the Land's forms new groups are counted by, and what inclusion costs; to be chosen where there is a choice. */
export function GroupsSection({ view, plan, rules, mayEdit, form }: { view: View; plan: LoadedKitaPlan; rules: readonly GroupRule[]; mayEdit: boolean; form: FormState }) {
  const used = bands.flatMap((band) => ruleOf(band, rules, plan.forms) ?? []);
  const filled = form === emptyForm ? filledForm({
    formUnder3: plan.forms['under-3'], formFrom3: plan.forms['from-3'], lostPerInclusive: plan.lostPerInclusive === undefined ? undefined : String(plan.lostPerInclusive).replace('.', ','),
  }) : form;
  return (
    <section class="stack" id="gruppen">
      <h2>{t('groups')}</h2>
      <DescriptionList entries={[
        ...used.map((rule) => ({ term: t(`band.${rule.band}`), details: `${sayForm(rule)} – ${rule.source}` })),
        { term: t('groups.inclusion'), details: sayInclusion(plan, rules) },
      ]} />
      {mayEdit ? (
        <Form form={filled} texts={kitaPlanTexts} id="gruppenformen" label={t('groups.save')} action={view.href(paths.groups(plan.id))}>
          {bands.map((band) => {
            const forms = formsFor(band, rules);
            return forms.length > 1 ? <Select name={field[band]} label={t(`groups.${band}`)} options={forms.map((rule) => ({ value: rule.key, label: sayForm(rule) }))} prompt={sayForm(forms[0]!)} optional /> : null;
          })}
          <NumberField name="lostPerInclusive" label={t('groups.lost')} hint={t('groups.lost.hint')} decimals optional />
          <Button look="secondary">{t('groups.save')}</Button>
        </Form>
      ) : null}
    </section>
  );
}

/** What the inclusive places to be made cost in all; said as well where nobody has said how much. */
export function sayInclusion(plan: LoadedKitaPlan, rules: readonly GroupRule[]): string {
  const wanted = plan.areas.reduce((sum, { inclusivePlaces }) => sum + inclusivePlaces, 0);
  if (wanted === 0) return t('groups.inclusion.none');
  const lost = plan.areas.map(({ inclusivePlaces }) => lostToInclusion(inclusivePlaces, 'from-3', rules, plan));
  if (lost.some((places) => places === undefined)) return t('groups.inclusion.unknown', { wanted });
  return t('groups.inclusion.lost', { wanted, lost: sayCount(lost.reduce((sum: number, places) => sum + places!, 0)) });
}
