import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Notice, type NoticeKind } from '../../ui/notice.tsx';
import { addDays } from '../../platform/day.ts';
import { addressText } from '../address.ts';
import { sayDay } from '../said.ts';
import { readCode, shownCode, type SealCode } from '../seals/code.ts';
import { pointValidity } from '../seals/place-point.ts';
import { sealCriteria, sealValidity, type Validity } from '../seals/seal.ts';
import { sealTexts } from '../seal-texts.ts';
import { loadPoints, type StoredPoint } from '../server/place-points.ts';
import { findCode } from '../server/public-codes.ts';
import { loadSeals, type StoredSeal } from '../server/seals.ts';
import { PointFacts } from './place-point-page.tsx';

export const VERIFY = '/siegel';
export const SEALS = '/guetesiegel-kinderschutz';

/** Where a code is typed by hand; a right one leads on, a wrong one is told what is wrong with it. */
export async function typeCodePage(view: View): Promise<Sheet | Response> {
  const typed = view.query.get('code');
  const read = typed === null ? undefined : readCode(typed.slice(0, 40));
  if (read?.ok) return new Response(null, { status: 302, headers: { Location: view.href(`${VERIFY}/${shownCode(read.code)}`) } });
  const t = sealTexts.in(view.language);
  return {
    title: t('verify.title'), description: t('verify.lead'),
    content: (
      <>
        <PageHead title={t('verify.title')} lead={t('verify.lead')} />
        {read && read.why !== 'empty' ? <Notice kind="error">{t(`verify.${read.why}`)}</Notice> : null}
        <CodeField view={view} value={typed?.slice(0, 40) ?? ''} />
      </>
    ),
  };
}

function CodeField({ view, value }: { view: View; value: string }) {
  const t = sealTexts.in(view.language);
  return (
    <form method="get" action={view.href(VERIFY)} role="search">
      <SearchField name="code" label={t('verify.code')} hint={t('verify.hint')} value={value} button={false} />
      <button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{t('verify.button')}</span></button>
    </form>
  );
}

/**
 * What a sticker stands for, today: whether it holds, since when, who looked. An unknown code is told apart from a mistyped one by its check
 * character. Nothing is counted and nobody is slowed down: what a guess could find is public.
 */
export async function verifyPage(view: View): Promise<Sheet> {
  const t = sealTexts.in(view.language);
  const read = readCode(view.param('code').slice(0, 40));
  if (!read.ok) return notFoundSheet(view, t('verify.unknown'), read.why === 'mistyped' ? t('verify.mistyped') : t('verify.not-a-code'));
  const found = await findCode(view.tx, view.town.id, read.code);
  const [point] = found?.placePointId ? await loadPoints(view.tx, view.town.id, [found.placePointId]) : [];
  const [seal] = found?.sealId ? await loadSeals(view.tx, view.town.id, [found.sealId]) : [];
  if (point && point.status !== 'draft') return pointSheet(view, point, read.code);
  if (seal) return sealSheet(view, seal, read.code);
  return notFoundSheet(view, t('verify.unknown'), t('verify.unknown.text'));
}

const KINDS: Record<Validity, NoticeKind> = { valid: 'success', expired: 'warning', withdrawn: 'error', pending: 'info' };

function notFoundSheet(view: View, title: string, text: string): Sheet {
  return {
    title, noIndex: true, status: 404,
    content: (
      <>
        <PageHead title={title} />
        <Notice kind="error"><p>{text}</p></Notice>
        <CodeField view={view} value={view.param('code').slice(0, 40)} />
      </>
    ),
  };
}

function Verdict({ view, validity }: { view: View; validity: Validity }) {
  const t = sealTexts.in(view.language);
  return <Notice kind={KINDS[validity]} title={t(`verify.${validity}`)}><p>{t('verify.as-of', { day: sayDay(view.language, view.clock.today()) })}</p></Notice>;
}

function pointSheet(view: View, point: StoredPoint, code: SealCode): Sheet {
  const { language } = view;
  const t = sealTexts.in(language);
  const last = point.checks[0];
  const validity = pointValidity(point, view.clock.today());
  return {
    title: point.name, noIndex: true,
    content: (
      <>
        <PageHead preline={t('points.title')} title={<bdi lang="de">{point.name}</bdi>} />
        <Verdict view={view} validity={validity} />
        <DescriptionList entries={[
          { term: t('verify.place'), details: <bdi lang="de">{[point.location.name, addressText(point.location)].filter(Boolean).join(', ')}</bdi> },
          ...(last ? [{ term: t('verify.checked'), details: sayDay(language, last.checkedOn) }, { term: t('verify.by'), details: <bdi lang="de">{last.checkedBy}</bdi> }] : []),
          ...(last?.validUntil ? [{ term: t('verify.until'), details: sayDay(language, addDays(last.validUntil, -1)) }] : []),
          { term: t('verify.code'), details: <bdi dir="ltr">{shownCode(code)}</bdi> },
        ]} />
        {validity === 'withdrawn' ? null : <PointFacts point={point} />}
        <p><LinkButton look="secondary" href={view.href('/still-und-wickelpunkte')}>{t('points.title')}</LinkButton> <LinkButton look="tertiary" href={view.href(VERIFY)}>{t('verify.another')}</LinkButton></p>
      </>
    ),
  };
}

function sealSheet(view: View, seal: StoredSeal, code: SealCode): Sheet {
  const { language } = view;
  const t = sealTexts.in(language);
  const validity = sealValidity(seal, view.clock.today());
  return {
    title: `${t('seals.title')}: ${seal.organizationName}`, noIndex: true,
    content: (
      <>
        <PageHead preline={t('seals.title')} title={<bdi lang="de">{seal.organizationName}</bdi>} lead={seal.scope ? <span lang="de">{seal.scope}</span> : undefined} />
        <Verdict view={view} validity={validity} />
        <DescriptionList entries={[
          { term: t('verify.holder'), details: <bdi lang="de">{seal.organizationName}</bdi> },
          ...(seal.awardedOn ? [{ term: t('verify.awarded'), details: sayDay(language, seal.awardedOn) }] : []),
          ...(seal.awardedBy ? [{ term: t('verify.by'), details: <bdi lang="de">{seal.awardedBy}</bdi> }] : []),
          ...(validity === 'withdrawn' && seal.endedOn ? [{ term: t('verify.ended'), details: sayDay(language, seal.endedOn) }] : seal.validUntil ? [{ term: t('verify.until'), details: sayDay(language, addDays(seal.validUntil, -1)) }] : []),
          { term: t('verify.code'), details: <bdi dir="ltr">{shownCode(code)}</bdi> },
        ]} />
        {validity === 'valid' ? <CriteriaList view={view} /> : null}
        <p><LinkButton look="secondary" href={view.href(SEALS)}>{t('seals.title')}</LinkButton> <LinkButton look="tertiary" href={view.href(VERIFY)}>{t('verify.another')}</LinkButton></p>
      </>
    ),
  };
}

function CriteriaList({ view }: { view: View }) {
  const t = sealTexts.in(view.language);
  return (
    <section>
      <h2>{t('seals.criteria')}</h2>
      <ul class="plain-list">{sealCriteria.map((criterion) => <li><Icon name="check" size="small" /> {t(`criterion.${criterion}`)}</li>)}</ul>
    </section>
  );
}

/** Who holds the seal today, and what it stands for. */
export async function sealsPage(view: View): Promise<Sheet> {
  const { language } = view;
  const t = sealTexts.in(language);
  const seals = (await loadSeals(view.tx, view.town.id)).filter((seal) => sealValidity(seal, view.clock.today()) === 'valid').sort((one, other) => one.organizationName.localeCompare(other.organizationName, 'de'));
  return {
    title: t('seals.title'), description: t('seals.lead'),
    content: (
      <>
        <PageHead title={t('seals.title')} lead={t('seals.lead')} actions={<LinkButton look="secondary" href={view.href(VERIFY)}>{t('verify.title')}</LinkButton>} />
        {seals.length === 0 ? <EmptyState icon="shield" title={t('seals.none')} explanation={t('seals.none.text')} /> : (
          <ul class="card-list">
            {seals.map((seal) => (
              <li>
                <Card level={2} title={<bdi lang="de">{seal.organizationName}</bdi>} {...(seal.code ? { href: view.href(`${VERIFY}/${shownCode(seal.code)}`) } : {})}>
                  {seal.scope ? <p lang="de">{seal.scope}</p> : null}
                  <p>{t('seals.until', { day: sayDay(language, addDays(seal.validUntil!, -1)) })}</p>
                </Card>
              </li>
            ))}
          </ul>
        )}
        <CriteriaList view={view} />
      </>
    ),
  };
}
