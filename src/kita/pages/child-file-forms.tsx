import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { Accordion } from '../../ui/accordion.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { officePaths } from '../office-paths.ts';
import { officeCostTexts, officeTexts } from '../office-texts.ts';
import { callOutcomes } from '../server/calls.ts';
import type { ChildFile } from '../server/child-file.ts';
import type { ChildRecord } from '../server/children.ts';
import { handEndReasons } from '../server/end-place.ts';
import { sayBirth, sayDay, t } from './office-frame.tsx';

interface FormProps {
  view: View;
  form: FormState | undefined;
}

const at = (view: View, childId: Uuid, what: string) => view.href(`${officePaths.child(childId)}/${what}`);

export function CallForm({ view, childId, form }: FormProps & { childId: Uuid }) {
  return (
    <Accordion title={t('call.new')} open={(form?.refusals.length ?? 0) > 0}>
      <Form form={form ?? emptyForm} texts={officeTexts} id="gespraech" label={t('call.new')} action={at(view, childId, 'gespraech')}>
        <TextField name="caller" label={t('call.caller')} hint={t('call.caller.hint')} autocomplete="off" />
        <TextField name="subject" label={t('call.subject')} autocomplete="off" />
        <TextArea name="said" label={t('call.said')} hint={t('call.said.hint')} rows={4} optional />
        <RadioGroup name="outcome" label={t('call.outcome')} options={callOutcomes.map((value) => ({ value, label: t(`call.outcome.${value}`) }))} />
        <DateField name="callAgainOn" label={t('call.again')} hint={t('call.again.hint')} optional />
        <DateField name="calledOn" label={t('call.day')} />
        <Button>{t('call.save')}</Button>
      </Form>
    </Accordion>
  );
}

export function NoteForm({ view, childId, form }: FormProps & { childId: Uuid }) {
  return (
    <Accordion title={t('note.new')} open={(form?.refusals.length ?? 0) > 0}>
      <Form form={form ?? emptyForm} texts={officeTexts} id="notiz" label={t('note.new')} action={at(view, childId, 'notiz')}>
        <TextArea name="note" label={t('note.field')} hint={t('note.hint')} rows={4} />
        <Button>{t('note.save')}</Button>
      </Form>
    </Accordion>
  );
}

export function BirthForm({ view, child, form }: FormProps & { child: ChildRecord }) {
  const isFarOff = form?.refusals.some(({ code }) => code === 'birth-far-off') ?? false;
  return (
    <section class="panel stack no-print">
      <h2>{t('birth.title')}</h2>
      <p>{t('birth.text', { birth: sayBirth(child) })}</p>
      <Form form={form ?? filledForm({ givenNames: child.givenNames })} texts={officeTexts} id="geburt" label={t('birth.title')} action={at(view, child.id, 'geburt')}>
        <DateField name="bornOn" label={t('birth.day')} />
        <TextField name="givenNames" label={t('birth.given')} autocomplete="off" />
        {isFarOff ? <Checkbox name="sure" label={t('birth.sure')} /> : null}
        <Button>{t('birth.save')}</Button>
      </Form>
    </section>
  );
}

export function MoveForms({ view, file: { child, moves }, out, back }: { view: View; file: ChildFile; out: FormState | undefined; back: FormState | undefined }) {
  const isAway = child.livesHereUntil !== null || child.comesFrom !== null;
  return (
    <section class="stack">
      <h2>{t('move.title')}</h2>
      {moves.length > 0 ? <ul>{moves.map((move) => <li>{sayDay(move.movedOn)}: {t(`move.said.${move.direction}`, { place: move.otherMunicipality })}{move.keepsPlace ? ` (${t('move.kept')})` : ''}</li>)}</ul> : null}
      {child.livesHereUntil === null || out ? (
        <Accordion title={t('move.out')} open={out !== undefined}>
          <p>{t('move.out.text')}</p>
          <Form form={out ?? emptyForm} texts={officeTexts} id="wegzug" label={t('move.out')} action={at(view, child.id, 'wegzug')}>
            <DateField name="movedOn" label={t('move.day')} />
            <TextField name="place" label={t('move.to')} autocomplete="off" />
            <Checkbox name="keepsPlace" label={t('move.keeps')} />
            <Button>{t('move.out.save')}</Button>
          </Form>
        </Accordion>
      ) : null}
      {isAway || back ? (
        <Accordion title={t('move.in')} open={back !== undefined}>
          <p>{t('move.in.text')}</p>
          <Form form={back ?? emptyForm} texts={officeTexts} id="zuzug" label={t('move.in')} action={at(view, child.id, 'zuzug')}>
            <DateField name="movedOn" label={t('move.day')} />
            <TextField name="place" label={t('move.from')} autocomplete="off" />
            <Button>{t('move.in.save')}</Button>
          </Form>
        </Accordion>
      ) : null}
    </section>
  );
}

export function OutsidePlaceForm({ view, childId, form }: FormProps & { childId: Uuid }) {
  const say = officeCostTexts.in('de');
  return (
    <Accordion title={say('outside.title')} open={form !== undefined}>
      <Form form={form ?? emptyForm} texts={officeCostTexts} id="auswaerts" label={say('outside.title')} action={at(view, childId, 'auswaerts')}>
        <TextField name="place" label={say('outside.place')} autocomplete="off" />
        <TextField name="facility" label={say('outside.facility')} autocomplete="off" />
        <DateField name="startsOn" label={say('outside.from')} />
        <DateField name="endsOn" label={say('outside.until')} optional />
        <Button>{say('outside.save')}</Button>
      </Form>
    </Accordion>
  );
}

/** For each place that has not ended: the family gives it back, or it ends for another reason only people know. */
export function EndPlaceForms({ view, file: { child, placements, facilityName }, form }: FormProps & { file: ChildFile }) {
  const open = placements.filter(({ endsOn }) => endsOn === null || endsOn > view.clock.today());
  return (
    <div class="no-print">
      {open.map(({ id, facilityId }) => {
        const own = form?.values['placement']?.[0] === id ? form : undefined;
        const title = t('place.end', { facility: facilityName.get(facilityId) ?? '' });
        return (
          <Accordion title={title} open={own !== undefined}>
            <p>{t('place.end.text')}</p>
            <Form form={own ?? emptyForm} texts={officeTexts} id={`platz-${id}`} label={title} action={at(view, child.id, 'platz')}>
              <input type="hidden" name="placement" value={id} />
              <DateField name="lastDay" label={t('place.end.day')} hint={t('place.end.day.hint')} />
              <RadioGroup name="reason" label={t('place.end.reason')} options={handEndReasons.map((value) => ({ value, label: t(`place.end.${value}`) }))} />
              <Button look="secondary">{t('place.end.save')}</Button>
            </Form>
          </Accordion>
        );
      })}
    </div>
  );
}
