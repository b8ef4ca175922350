import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import type { LicencePeriod } from '../facilities/childminder.ts';
import { listChildminders, type StoredLicence } from '../server/childminders.ts';
import { crumbs, rightOf, sayShort, sayValid, staffFacility, t } from './facility-frame.tsx';

export function sayLicence({ kind, childrenAtOnce: children, validFrom, validUntil }: LicencePeriod): string {
  const from = sayShort(validFrom);
  if (kind === 'withdrawn') return t('licence.withdrawn.fact', { from });
  return validUntil ? t('childminder.fact', { children, from, until: sayShort(validUntil) }) : t('childminder.fact.open', { children, from });
}

/** All licences of a person of Kindertagespflege, the newest first; restrictions are shown to the office and to the own provider. */
export function LicenceHistory({ periods, today, restrictions }: { periods: readonly StoredLicence[]; today: Day; restrictions: boolean }) {
  return (
    <Table
      caption={t('licence.history')} captionHidden rows={[...periods].reverse()} empty={<EmptyState icon="list" level={3} title={t('childminder.none')} explanation={t('licence.history.empty')} />}
      columns={[
        { header: t('licence.kind'), rowHeader: true, cell: ({ kind }) => t(`licence.${kind}`) },
        { header: t('licence.period'), cell: (period) => sayValid(period, today) },
        { header: t('childminder.childrenAtOnce'), numeric: true, cell: ({ kind, childrenAtOnce }) => (kind === 'withdrawn' ? '–' : childrenAtOnce) },
        ...(restrictions ? [
          { header: t('licence.restriction'), cell: ({ restriction }: StoredLicence) => <bdi class="preline">{restriction}</bdi> },
          { header: t('licence.fileNumber'), cell: ({ fileNumber }: StoredLicence) => <bdi>{fileNumber}</bdi> },
        ] : []),
        { header: t('licence.recorded'), cell: ({ recordedAt, recordedByName }) => <><InstantText at={recordedAt} style="short" />{recordedByName ? <>, <bdi>{recordedByName}</bdi></> : null}</> },
      ]}
    />
  );
}

export async function licenceHistoryPage(view: View): Promise<Sheet> {
  const facility = await staffFacility(view);
  const minder = (await listChildminders(view.tx, view.town.id)).get(facility.id);
  if (!minder) throw new NotFound();
  return {
    title: `${t('licence.history')}: ${facility.name}`, wide: true, breadcrumbs: crumbs(view, facility),
    content: (
      <>
        <PageHead preline={<bdi>{facility.name}</bdi>} title={t('licence.history')} lead={t('licence.history.lead')} actions={<PrintButton />} />
        <LicenceHistory periods={minder.periods} today={view.clock.today()} restrictions={await rightOf(view, facility.id) !== 'none'} />
      </>
    ),
  };
}
