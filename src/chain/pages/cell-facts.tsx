import type { Child } from 'hono/jsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { UnknownText } from '../../ui/number-text.tsx';
import type { PartlyKnown, Rate, Sorted } from '../cell.ts';
import { need } from '../children.ts';
import type { Cell, Chain } from '../matrix.ts';
import { noon, t } from './staff-frame.tsx';

/** The figures of a cell; what is not known is said to be unknown. */
export function CellFactsList({ cell, chain }: { cell: Cell; chain: Chain }) {
  const { facts } = cell;
  const { measures, town } = chain.index;
  const isBeforeBirth = town.phases.find((phase) => phase.id === cell.phaseId)!.untilMonth <= 0;
  const children = { term: t(isBeforeBirth ? 'fact.children.expected' : 'fact.children'), details: <Children facts={facts} on={town.childrenOn} /> };
  if (facts.offerIds.length === 0) return <DescriptionList entries={[children, { term: t('fact.offers'), details: '0' }]} />;
  return (
    <>
      <DescriptionList
        entries={[
          children,
          { term: t('fact.offers'), details: `${facts.offerIds.length} ${t('fact.organizations', { count: facts.organizations })}` },
          { term: t('fact.places'), details: <Capacity part={facts.places} rate={facts.placesPer100} /> },
          { term: t('fact.hours'), details: <Capacity part={facts.weeklyHours} rate={facts.hoursPer100} /> },
          { term: t('fact.free'), details: share(facts.free) },
          { term: t('fact.walk-in'), details: share(facts.walkIn) },
          { term: t('fact.outreach'), details: share(facts.outreach) },
          { term: t('fact.afternoon'), details: share(facts.afternoon) },
          { term: t('fact.near'), details: share(facts.near) },
          { term: t('fact.reach'), details: <ReachWords cell={cell} /> },
          { term: t('fact.languages'), details: <Languages cell={cell} /> },
          { term: t('fact.confirmed', { months: measures['confirmed-within-months'] }), details: share(facts.confirmed) },
          { term: t('fact.lasting', { months: measures['lasting-months'] }), details: share(facts.lasting) },
          { term: t('fact.levels'), details: facts.responsibleLevels.map(({ level, offerIds }) => `${t(`level.${level}`)}: ${offerIds.length}`).join(', ') },
        ]}
      />
      <p class="muted small">{t('fact.per100.how')}</p>
    </>
  );
}

function Children({ facts, on }: { facts: Cell['facts']; on?: string }): Child {
  const { children } = facts;
  if (need(children) === 'unknown') return <UnknownText />;
  const number = children.unknownParts > 0
    ? t('fact.children.at-least', { known: children.known, unknownParts: children.unknownParts })
    : t('fact.children.value', { known: children.known });
  return <>{number}{children.estimated ? ` (${t('fact.children.estimated')})` : null}{on ? <> – {t('source.children', { day: noon(on) })}</> : null}</>;
}

function Capacity({ part, rate }: { part: PartlyKnown; rate: Rate | undefined }): Child {
  if (part.known.length === 0 && part.unknown.length > 0) return <UnknownText />;
  const sum = part.unknown.length > 0 ? t('fact.partly', { sum: part.sum, unknown: part.unknown.length }) : t('fact.sum', { sum: part.sum });
  const per100 = !rate ? t('fact.per100.unknown') : t(rate.atMost > rate.atLeast ? 'fact.per100.at-least' : 'fact.per100', { value: rate.atLeast });
  return <>{sum} – {per100}</>;
}

function share({ yes, no, unknown }: Sorted): string {
  const known = yes.length + no.length;
  return unknown.length > 0 ? t('fact.share', { yes: yes.length, known, unknown: unknown.length }) : t('fact.share.known', { yes: yes.length, known });
}

function ReachWords({ cell }: { cell: Cell }): Child {
  const { reach } = cell.facts;
  const values = { percent: reach.atLeast * 100, atMost: reach.atMost * 100 };
  const figure = reach.atMost - reach.atLeast < 1e-9 ? t('fact.reach.exact', values) : t('fact.reach.range', values);
  return <>{figure} ({t(`fact.reach.from.${reach.from}`)}{reach.from === 'district-centroids' ? `, ${t(`fact.reach.weighted.${reach.weighted}`)}` : null})</>;
}

const languageNames = new Intl.DisplayNames('de', { type: 'language' });

function Languages({ cell }: { cell: Cell }): Child {
  const { languages, languagesUnknown } = cell.facts;
  const named = languages.map(({ language, offerIds }) => `${languageNames.of(language) ?? language} (${offerIds.length})`).join(', ') || t('fact.languages.none');
  return languagesUnknown.length > 0 ? `${named}; ${t('fact.languages.unknown', { count: languagesUnknown.length })}` : named;
}
