import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { CheckboxGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { weekdays, type Weekday } from '../facilities/share-part.ts';
import { shareSeats } from '../facilities-permissions.ts';
import { shareChoices } from '../server/share-choices.ts';
import { facilityOverviews } from '../server/facility-overview.ts';
import { listSeatShares, type SeatShare } from '../server/seat-shares.ts';
import { crumbs, FACILITIES, flashOf, sayRefusal, sayShort, staffFacility, t } from './facility-frame.tsx';
import { WeekdayTable } from './weekday-table.tsx';

export const sharesPath = (facilityId: string) => `${FACILITIES}/${facilityId}/geteilte-plaetze`;
const sayDays = (days: readonly Weekday[]) => days.map((day) => t(`weekday.${day}`)).join(', ');

/** Who shares a place on which days, how many children that makes on each weekday, and the office's forms to begin and end it. */
export async function seatSharesPage(view: View, forms: { share?: FormState; end?: FormState } = {}): Promise<Sheet> {
  const facility = await staffFacility(view);
  const today = view.clock.today();
  const shares = await listSeatShares(view.tx, view.town.id, facility.id, today);
  const [overview] = await facilityOverviews(view.tx, view.town.id, today, [facility.id]);
  const mayShare = shareSeats.allows(view.who);
  const poolName = (id: string) => overview!.pools.find(({ pool }) => pool.id === id)?.pool.name ?? '';
  return {
    title: `${t('section.shares')}: ${facility.name}`, wide: true, breadcrumbs: crumbs(view, facility), ...flashOf(view),
    content: (
      <>
        <PageHead preline={<bdi>{facility.name}</bdi>} title={t('section.shares')} lead={t('shares.lead')} />
        <Accordion title={t('shares.rules')} level={2}><ul>{(['licence', 'round', 'end', 'hours'] as const).map((rule) => <li>{t(`shares.rule.${rule}`)}</li>)}</ul></Accordion>
        <WeekdayTable caption={t('shares.weekdays')} header={t('shares.pool')} rows={overview!.pools.map((month) => ({ name: month.pool.name, month }))} />
        <section class="stack">
          <h2>{t('shares.caption')}</h2>
          {shares.length === 0 ? <p>{t('shares.none')}</p> : (
            <Table caption={t('shares.caption')} captionHidden rows={shares} columns={[
              { header: t('shares.first.one'), rowHeader: true, cell: ({ children: [child] }) => <Child name={child.name} days={child.days} /> },
              { header: t('shares.second.one'), cell: ({ children: [, child] }) => <Child name={child.name} days={child.days} /> },
              { header: t('shares.pool'), cell: ({ poolId }) => <bdi>{poolName(poolId)}</bdi> },
              { header: t('group.valid'), cell: ({ startsOn, endsOn }) => (endsOn ? t('shares.since', { from: sayShort(startsOn), until: sayShort(endsOn) }) : t('valid.from', { from: sayShort(startsOn) })) },
              ...(mayShare ? [{ header: t('shares.end'), headerHidden: true, cell: (share: SeatShare) => <End view={view} facilityId={facility.id} share={share} form={forms.end} /> }] : []),
            ]} />
          )}
        </section>
        {mayShare ? await NewShareForm({ view, facilityId: facility.id, form: forms.share }) : null}
      </>
    ),
  };
}

const Child = ({ name, days }: { name: string; days: readonly Weekday[] }) => <><bdi>{name}</bdi><br /><span class="small">{sayDays(days)}</span></>;

function End({ view, facilityId, share, form }: { view: View; facilityId: string; share: SeatShare; form: FormState | undefined }) {
  const [first, second] = share.children;
  const isOwn = form?.values['share']?.[0] === share.id;
  return (
    <Form form={isOwn ? form : filledForm({ endsOn: view.clock.today() })} say={sayRefusal} id={`ende-${share.id}`} action={view.href(`${sharesPath(facilityId)}/${share.id}/beenden`)} label={t('shares.end.of', { first: first.name, second: second.name })}>
      <input type="hidden" name="share" value={share.id} />
      <input type="hidden" name="version" value={share.version} />
      <DateField name="endsOn" label={t('shares.endsOn')} />
      <Button look="secondary" small>{t('shares.end')}<span class="visually-hidden">: {first.name}, {second.name}</span></Button>
    </Form>
  );
}

async function NewShareForm({ view, facilityId, form }: { view: View; facilityId: SeatShare['id']; form: FormState | undefined }) {
  const { placed, waiting } = await shareChoices(view.tx, view.town.id, view.configuration.secretKey, view.clock, facilityId);
  const days = weekdays.map((day) => ({ value: String(day), label: t(`weekday.${day}.long`) }));
  const seconds = [
    ...placed.map(({ placementId, name, kind }) => ({ value: `platz:${placementId}`, label: t('shares.has-place', { child: name, kind }) })),
    ...waiting.map(({ childId, name, rank, place }) => ({ value: `kind:${childId}`, label: place === null ? t('shares.waits', { child: name, rank }) : t('shares.waits.place', { child: name, rank, place }) })),
  ];
  return (
    <section class="stack">
      <h2>{t('shares.new')}</h2>
      {placed.length === 0 ? <p>{t('shares.nobody')}</p> : (
        <Form form={form ?? filledForm({ startsOn: view.clock.today() })} say={sayRefusal} id="teilen" action={view.href(sharesPath(facilityId))} label={t('shares.new')}>
          <Select name="first" label={t('shares.first')} options={placed.map(({ placementId, name, kind }) => ({ value: placementId, label: t('shares.child', { child: name, kind }) }))} />
          <CheckboxGroup name="firstDays" label={t('shares.firstDays')} options={days} inline />
          <Select name="second" label={t('shares.second')} hint={t('shares.second.hint')} options={seconds} />
          <CheckboxGroup name="secondDays" label={t('shares.secondDays')} options={days} inline />
          <div class="columns">
            <DateField name="startsOn" label={t('shares.startsOn')} />
            <DateField name="endsOn" label={t('shares.endsOn')} hint={t('shares.endsOn.hint')} optional />
          </div>
          <ButtonRow><Button>{t('shares.new')}</Button></ButtonRow>
        </Form>
      )}
    </section>
  );
}

