import { emptyForm } from '../../platform/form.ts';
import type { Child, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { Icon } from '../../ui/icon.tsx';
import { Island } from '../../ui/island.tsx';
import { Notice } from '../../ui/notice.tsx';
import { seatTypeName } from '../facilities/facility.ts';
import { rulePackOf } from '../facilities/rule-pack.ts';
import { openingFor, type CareTimes } from '../registration/care-times.ts';
import { registrationTexts } from '../registration-texts.ts';
import { facilityChoices, type FacilityChoice } from '../server/registration-choices.ts';
import { LikelyMark } from './facility-words.tsx';
import { savedOf, type ShownStep, type StepView } from './registration-step.ts';

/** The ranked list: buttons for everybody, dragging where there is a script. */
export async function wishesStep({ view, draft, form = emptyForm }: StepView): Promise<ShownStep> {
  const t = registrationTexts.in(view.language);
  const choices = await facilityChoices(view.tx, view.town.id, view.clock, rulePackOf(view.town.land), draft);
  const byId = new Map(choices.map((choice) => [choice.facility.id, choice]));
  const wished = draft.wishes.flatMap((id) => byId.get(id) ?? []);
  const rest = choices.filter(({ facility }) => !draft.wishes.includes(facility.id));
  return {
    lead: t('wish.lead'),
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'wuensche')} />
        {/* Enter presses the first button of a form: it must be the harmless one. */}
        <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">{t('step.next')}</button>
        {choices.length === 0 ? <Notice kind="warning"><p>{t('wish.none-at-all')}</p></Notice> : null}
        <section class="stack reg-section" aria-labelledby="liste">
          <h2 id="liste">{t('wish.own')}</h2>
          {wished.length === 0 ? <p class="muted">{t('wish.none')}</p> : (
            <wish-order data-moved={t('wish.moved', { name: '%name', place: '%place' })}>
              <ol class="reg-wishes">
                {wished.map((choice, index) => <Wish view={view} choice={choice} hours={draft.weeklyHours} times={draft.times} index={index} count={wished.length} />)}
              </ol>
              <p class="visually-hidden" role="status"></p>
            </wish-order>
          )}
          {wished.length > 1 ? <Island name="kita/wish-order" /> : null}
          {wished.length > 0 ? <ButtonRow><Button>{t('step.next')}</Button></ButtonRow> : null}
        </section>
        {choices.length === 0 ? null : (
          <section class="stack reg-section" aria-labelledby="auswahl">
            <h2 id="auswahl">{t('wish.choices')}</h2>
            {rest.length === 0 ? <p class="muted">{t('wish.choices.none')}</p> : (
              <ul class="reg-wishes">
                {rest.map((choice) => (
                  <li class="reg-wish">
                    <FacilityWords view={view} choice={choice} hours={draft.weeklyHours} times={draft.times} />
                    <button type="submit" class="kern-btn kern-btn--secondary" name="press" value={`add:${choice.facility.id}`} aria-label={t('wish.add.of', { name: choice.facility.name })}><Icon name="add" /><span class="kern-label">{t('wish.add')}</span></button>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
      </Form>
    ),
  };
}

function Wish({ view, choice, hours, times, index, count }: Omit<WordsProps, 'rank'> & { index: number; count: number }) {
  const t = registrationTexts.in(view.language);
  const { id, name } = choice.facility;
  // Those that lead nowhere are there too: whoever drags an entry away from an end needs them.
  const press = (verb: 'up' | 'down' | 'remove', icon: 'up' | 'down' | 'remove', isIdle = false) => (
    <button type="submit" class="kern-btn kern-btn--tertiary" name="press" value={`${verb}:${id}`} hidden={isIdle} aria-label={t(`wish.${verb}.of`, { name })}><Icon name={icon} /><span class="kern-label">{t(`wish.${verb}`)}</span></button>
  );
  return (
    <li class="reg-wish" data-wish={id}>
      <input type="hidden" name="order" value={id} />
      <button type="button" class="reg-handle" hidden aria-hidden="true" tabindex={-1} title={t('wish.drag')}><Icon name="sort" /></button>
      <FacilityWords view={view} choice={choice} hours={hours} times={times} rank={index + 1} />
      <div class="reg-wish-buttons">
        {press('up', 'up', index === 0)}
        {press('down', 'down', index === count - 1)}
        {press('remove', 'remove')}
      </div>
    </li>
  );
}

function sayDistance(view: Pick<View, 'language'>, metres: number): string {
  return metres < 950
    ? numberFormat(view.language, { style: 'unit', unit: 'meter' }).format(Math.max(100, Math.round(metres / 100) * 100))
    : numberFormat(view.language, { style: 'unit', unit: 'kilometer', maximumFractionDigits: 1 }).format(metres / 1000);
}

interface WordsProps {
  view: View;
  choice: FacilityChoice;
  /** wished a week: a place with other hours says so */
  hours: number | undefined;
  /** needed on a day: a facility that is closed then says so */
  times: CareTimes | undefined;
  rank?: number;
}

function FacilityWords({ view, choice: { facility, type, metres, chance }, hours = type.weeklyHours, times, rank }: WordsProps): Child {
  const t = registrationTexts.in(view.language);
  return (
    <div class="reg-wish-words">
      <p class="reg-wish-name">{rank === undefined ? null : <span class="reg-rank">{rank}. </span>}<a href={view.href(`/kitas/${facility.id}`)}>{facility.name}</a></p>
      <p class="reg-wish-facts">
        {metres === undefined ? null : <span>{t('wish.distance', { distance: sayDistance(view, metres) })}</span>}
        {facility.opensAt && facility.closesAt ? <span>{t('wish.hours', { from: facility.opensAt.slice(0, 5), until: facility.closesAt.slice(0, 5) })}</span> : null}
        <span>{t('wish.type', { type: seatTypeName(type, view.language) })}{type.weeklyHours === hours ? null : ` (${t(type.weeklyHours < hours ? 'wish.fewer' : 'wish.more')})`}</span>
        {chance ? <LikelyMark likely={chance} /> : null}
      </p>
      {times ? <Opening view={view} times={times} facility={facility} /> : null}
    </div>
  );
}

/** In words, and nothing else: the family may wish for it all the same and ask there. */
function Opening({ view, times, facility }: { view: View; times: CareTimes; facility: FacilityChoice['facility'] }): Child {
  const t = registrationTexts.in(view.language);
  const { isKnown, early, late } = openingFor(times, facility);
  if (!early && !late) return isKnown ? null : <p class="small muted">{t('wish.times.unknown')}</p>;
  return <p class="small"><Icon name="clock" /> {t(early && late ? 'wish.times.both' : early ? 'wish.times.early' : 'wish.times.late')}</p>;
}
