import type { Day } from '../../platform/day.ts';
import type { Child, View } from '../../platform/house.ts';
import { languageFacts } from '../../platform/language.ts';
import { DateText } from '../../ui/date-text.tsx';
import { DescriptionList, type Description } from '../../ui/description-list.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { sayLanguage } from '../../offers/said.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import { hoursOf } from '../registration/care-times.ts';
import type { Draft, DraftStep } from '../registration/draft.ts';
import type { Residence } from '../registration/residence.ts';
import { registrationTexts } from '../registration-texts.ts';
import { listChildren } from '../server/children.ts';
import { listAllFacilities } from '../server/facilities.ts';
import { sayCareTimes } from './care-times-fields.tsx';
import { sayMonth } from './facility-words.tsx';
import { said } from './registration-begin-page.tsx';
import { nameOf } from './registration-child-steps.tsx';

/** Names of what a draft points to. */
interface ToldNames {
  facilities: ReadonlyMap<string, string>;
  children: ReadonlyMap<string, string>;
}

export async function loadToldNames(view: View, draft: Draft): Promise<ToldNames> {
  const facilities = await listAllFacilities(view.tx, view.town.id);
  const siblings = await listChildren(view.tx, view.town.id, draft.siblings?.childIds ?? []);
  return { facilities: new Map(facilities.map(({ id, name }) => [id, name])), children: new Map(siblings.map((child) => [child.id, nameOf(child)])) };
}

/** Everything told on one page of the form, as it is shown to be checked, on the confirmation and on paper. */
export function Told({ view, draft, step, names }: { view: View; draft: Draft; step: DraftStep; names: ToldNames }): Child {
  return <DescriptionList entries={entriesOf(view, draft, step, names).map(({ term, details }) => ({ term, details: details === '' || details === undefined ? <span class="muted">{registrationTexts.in(view.language)('say.none')}</span> : details }))} />;
}

function entriesOf(view: View, draft: Draft, step: DraftStep, { facilities, children }: ToldNames): Description[] {
  const t = registrationTexts.in(view.language);
  const figure = numberFormat(view.language, { maximumFractionDigits: 1 });
  switch (step) {
    case 'kind': return draft.children.map((child, index) => ({ term: draft.children.length === 1 ? t('step.kind') : t('child.number', { number: index + 1 }), details: <><bdi>{nameOf(child) || t('draft.unnamed')}</bdi>, {sayBirth(view, child)}</> }));
    case 'besonderes': return [
      ...draft.children.map((child) => ({ term: draft.children.length === 1 ? t('say.inclusive') : `${t('say.inclusive')}: ${nameOf(child)}`, details: child.needsInclusiveSeat ? <>{t('say.yes')}{child.inclusion ? <><br /><span dir="auto">{child.inclusion}</span></> : null}</> : t('say.no') })),
      { term: t('languages'), details: (draft.languages ?? []).map((code) => sayLanguage(view.language, code)).join(', ') },
    ];
    case 'sorgeberechtigte': {
      const { guardian, other } = draft;
      return [
        ...(guardian ? [
          { term: t('guardian.self'), details: <><bdi>{`${guardian.givenNames} ${guardian.familyName}`}</bdi> ({t(`relation.${guardian.relation}`)})</> },
          { term: t('guardian.phone'), details: guardian.phone ? <bdi dir="ltr">{guardian.phone}</bdi> : '' },
          { term: t('guardian.language'), details: languageFacts[guardian.language].name },
          { term: t('delivery.title'), details: t(`delivery.${guardian.delivery?.choice ?? 'post'}`) },
        ] : []),
        { term: t('other.question'), details: other ? <><bdi>{`${other.givenNames} ${other.familyName}`}</bdi> ({t(`relation.${other.relation}`)})<br />{t(`other.right.${other.right}`)}{other.email ? <><br /><bdi dir="ltr">{other.email}</bdi></> : null}</> : t('other.none') },
        ...(draft.agreement ? [{ term: t('agreement.question'), details: t(`agreement.${draft.agreement}`) }] : []),
      ];
    }
    case 'adresse': return [{ term: t('step.adresse'), details: sayAddress(view, draft) }, ...(draft.residence ? [{ term: t('address.lives'), details: sayResidence(view, draft.residence) }] : [])];
    case 'beginn': return [
      { term: t('start.month'), details: draft.wishedStart ? sayMonth(view.language, draft.wishedStart) : '' },
      { term: t('start.hours'), details: draft.weeklyHours === undefined ? '' : t('say.hours', { hours: figure.format(draft.weeklyHours) }) },
      ...(draft.times ? [{ term: t('times.title'), details: <>{sayCareTimes(view.language, draft.times)}{draft.weeklyHours !== undefined && hoursOf(draft.times) > draft.weeklyHours ? <><br /><strong>{t('say.times.more')}</strong></> : null}</> }] : []),
      ...draft.children.filter(({ saidFacilityId, wantsChange }) => saidFacilityId || wantsChange).map((child) => ({ term: t('place.question.of', { name: nameOf(child) }), details: [child.saidFacilityId ? facilities.get(child.saidFacilityId) ?? '' : '', child.wantsChange ? t('say.change') : ''].filter(Boolean).join(', ') })),
    ];
    case 'wuensche': return [{ term: t('wish.own'), details: draft.wishes.length === 0 ? '' : <ol>{draft.wishes.map((id) => <li>{facilities.get(id) ?? ''}</li>)}</ol> }];
    case 'geschwister': return draft.siblings ? [
      { term: t('sibling.rule'), details: t(`sibling.${draft.siblings.rule}`) },
      ...(draft.siblings.childIds.length > 0 ? [{ term: t('sibling.who'), details: <bdi>{draft.siblings.childIds.map((id) => children.get(id) ?? '').filter(Boolean).join(', ')}</bdi> }] : []),
    ] : [];
    case 'lebenslage': {
      const f = criteriaTexts.in(view.language);
      const told = draft.circumstances ?? [];
      return [{ term: t('step.lebenslage'), details: told.length === 0 ? '' : <ul>{told.map(({ fact, value }) => <li>{f(`fact.${fact}.statement` as Parameters<typeof f>[0])}{value === true ? null : `: ${figure.format(value)}`}</li>)}</ul> }];
    }
    case 'anliegen': return [
      { term: t('urgent.title'), details: draft.urgency ? <>{said(t('say.urgent', { reason: t(`urgent.reason.${draft.urgency.reason}`), day: '\u0001' }), [<DateText day={draft.urgency.by} />])}</> : t('say.no') },
      { term: t('remark.title'), details: draft.remark ? <span class="preline" dir="auto">{draft.remark}</span> : '' },
    ];
    case 'pruefen': return [];
  }
}

export function sayBirth(view: View, { bornOn, expectedOn }: { bornOn?: Day | null | undefined; expectedOn?: Day | null | undefined }): Child {
  const t = registrationTexts.in(view.language);
  const day = bornOn ?? expectedOn;
  return day ? <>{said(t(bornOn ? 'say.born' : 'say.expected', { day: '\u0001' }), [<DateText day={day} />])}</> : null;
}

function sayResidence(view: View, { kind, from }: Residence): Child {
  return <>{registrationTexts.in(view.language)(`address.lives.${kind}`)}{from ? <>, <DateText day={from} /></> : null}</>;
}

/** A blocked address is said to be blocked and nothing more. */
function sayAddress(view: View, { address, keepsBlockedAddress }: Draft): Child {
  if (address?.isBlocked || (keepsBlockedAddress && !address)) return registrationTexts.in(view.language)('say.blocked');
  if (!address) return '';
  return <bdi>{[`${address.street} ${address.houseNumber}`, address.addition, `${address.postalCode} ${address.city}`].filter(Boolean).join(', ')}</bdi>;
}
