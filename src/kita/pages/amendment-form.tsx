import { filledForm, typed, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { inputClass } from '../../ui/text-field.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { staffRoundsTexts } from '../rounds-texts.ts';
import type { Round } from '../rounds/round.ts';
import { amendableChild } from '../server/amendable-child.ts';
import { listAllFacilities } from '../server/facilities.ts';
import { t } from './round-frame.tsx';
import type { Names } from './round-names.ts';

interface AmendmentFormProps {
  view: View;
  round: Round;
  runId: Uuid;
  names: Names;
  form: FormState;
}

/** One child's place by hand: found by the number of the registration (no name stands in an address), or come from a list with its id. */
export async function AmendmentForm({ view, round, runId, names, form }: AmendmentFormProps) {
  const number = view.query.get('nummer')?.trim() ?? '';
  const asked = typed(form, 'child') || (view.query.get('kind') ?? '');
  const child = isUuid(asked) || number ? await amendableChild(view.tx, view.town.id, view.configuration.secretKey, runId, isUuid(asked) ? { childId: asked } : { number }) : undefined;
  const facilities = new Map((await listAllFacilities(view.tx, view.town.id)).map(({ id, name }) => [id as string, name]));
  const say = (seat: { facility: string; seatType: string } | null) => (seat ? `${facilities.get(seat.facility) ?? '–'}, ${names.seatType(seat.seatType)}` : t('amendment.no-place'));
  const options = child ? [...child.seats.map((seat) => ({ value: `${seat.facility}/${seat.seatType}`, label: say(seat) })), ...(child.mayBeWithout ? [{ value: 'none', label: t('amendment.no-place') }] : [])] : [];
  return (
    <>
      <form method="get" action={view.href(roundPaths.proposal(round.id))} class="form" id="suchen">
        <div class="kern-form-input">
          <label class="kern-label" for="nummer">{t('amendment.number')}</label>
          <input class={inputClass(false, 'medium')} id="nummer" name="nummer" value={number} autocomplete="off" />
        </div>
        <ButtonRow><Button look="secondary">{t('amendment.find')}</Button></ButtonRow>
      </form>
      {(number || asked) && !child ? <Notice kind="warning"><p>{t('amendment.not-found')}</p></Notice> : null}
      {child ? (
        <Form form={form.refusals.length > 0 ? form : filledForm({})} texts={staffRoundsTexts} action={view.href(roundPaths.step(round.id, 'aendern'))} id="aendern">
          <input type="hidden" name="child" value={child.childId} />
          <h3>{child.name}</h3>
          <p>{t('amendment.now', { seat: say(child.now) })}</p>
          <RadioGroup name="seat" label={t('amendment.seat')} options={options} />
          <TextArea name="reason" label={t('amendment.reason')} rows={3} />
          <ButtonRow><Button>{t('amendment.propose')}</Button></ButtonRow>
        </Form>
      ) : null}
    </>
  );
}
