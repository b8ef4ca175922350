import type { View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Table } from '../../ui/table.tsx';
import { proposeEmergency } from '../decision-permissions.ts';
import { officePaths } from '../office-paths.ts';
import type { ChildFile, FileDecision } from '../server/child-file.ts';
import { lastDay, sayDay, sayInstant, t } from './office-frame.tsx';

interface SectionProps {
  view: View;
  file: ChildFile;
}

export function PlacementsSection({ view, file: { child, placements, facilityName, seatTypeName } }: SectionProps) {
  return (
    <section class="stack">
      <h2>{t('file.placements')}</h2>
      <Table
        caption={t('file.placements')} captionHidden rows={placements} empty={<p>{t('file.placements.none')}</p>}
        columns={[
          { header: t('file.facility'), rowHeader: true, cell: ({ facilityId, seatTypeId }) => <>{facilityName.get(facilityId)}<br /><span class="small">{seatTypeName.get(seatTypeId)}</span></> },
          { header: t('file.from'), cell: ({ startsOn }) => <DateText day={startsOn} style="short" /> },
          { header: t('file.until'), cell: ({ endsOn }) => (endsOn ? <DateText day={lastDay(endsOn)} style="short" /> : t('file.open')) },
          { header: t('file.source'), cell: ({ source }) => t(`source.${source}`) },
        ]}
      />
      {proposeEmergency.allows(view.who) ? <p class="no-print"><LinkButton look="secondary" small href={view.href(officePaths.emergencies, { kind: child.id })}>{t('file.emergency')}</LinkButton></p> : null}
    </section>
  );
}

export function DecisionsSection({ view, file: { decisions, facilityName } }: SectionProps) {
  return (
    <section class="stack">
      <h2>{t('file.decisions')}</h2>
      <Table
        caption={t('file.decisions')} captionHidden rows={decisions} empty={<p>{t('file.decisions.none')}</p>}
        columns={[
          { header: t('file.number'), rowHeader: true, cell: ({ id, number, decidedAt }) => <><a href={view.href(`${officePaths.decisions}/${id}`)}>{number}</a><br /><span class="small">{sayInstant(decidedAt)}</span></> },
          { header: t('claim.what'), cell: ({ outcome, facilityId, startsOn }) => <>{t(`file.decision.${outcome}`)}{facilityId ? <><br />{facilityName.get(facilityId)}{startsOn ? `, ${t('file.from')} ${sayDay(startsOn)}` : ''}</> : null}</> },
          { header: t('file.state'), cell: (decision) => stateOf(decision) },
        ]}
      />
    </section>
  );
}

function stateOf({ answer, answerUntil, isReplaced, firstDay }: FileDecision): string {
  if (answer) return [t(`file.decision.${answer}`), ...(firstDay ? [t('file.first-day', { day: sayDay(firstDay) })] : [])].join(', ');
  if (isReplaced) return t('file.decision.replaced');
  return answerUntil ? t('file.decision.open', { day: sayDay(answerUntil) }) : '';
}

export function ClaimSection({ file: { claimEvents, facilityName, guardians } }: { file: ChildFile }) {
  return (
    <section class="stack">
      <h2>{t('file.claim')}</h2>
      {guardians.some(({ isAddressBlocked }) => isAddressBlocked) ? <p>{t('claim.blocked')}</p> : null}
      <Table
        caption={t('file.claim')} captionHidden rows={claimEvents} empty={<p>{t('file.claim.none')}</p>}
        columns={[
          { header: t('call.day'), rowHeader: true, cell: ({ on }) => <DateText day={on} style="short" /> },
          { header: t('claim.what'), cell: ({ kind, facilityId, startsOn }) => <>{t(`claim.${kind}`)}{facilityId ? <><br />{facilityName.get(facilityId)}</> : null}{startsOn ? <><br /><span class="small">{t('file.start')} {sayDay(startsOn)}</span></> : null}</> },
          { header: t('claim.distance'), numeric: true, cell: ({ distanceMetres }) => (distanceMetres === undefined ? '' : t('claim.metres', { metres: distanceMetres })) },
          { header: t('claim.note'), cell: ({ note }) => (note ? <span class="preline">{note}</span> : '') },
        ]}
      />
    </section>
  );
}
