import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { proposeEmergency } from '../decision-permissions.ts';
import { officePaths } from '../office-paths.ts';
import { officeTexts } from '../office-texts.ts';
import { registrationTexts } from '../registration-texts.ts';
import { listDisagreements, listUnreadRemarks, listUrgentNeeds, MOST_REMARKS } from '../server/family-concerns.ts';
import { crumbs, said, sayInstant, t } from './office-frame.tsx';

/** What families want looked at soon: urgent needs, registrations the other guardian does not agree to, and what they wrote. */
export async function concernsPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const { tx, town, configuration: { secretKey } } = view;
  const child = ({ childId, childName, number }: { childId: string; childName: string; number: string }) => <><a href={view.href(officePaths.child(childId))}><bdi>{childName}</bdi></a><br /><span class="small">{number}</span></>;
  const remarks = await listUnreadRemarks(tx, town.id, secretKey);
  return {
    title: t('concerns.title'), ...crumbs(view, t('concerns.title')), ...said(view, { dringend: 'said.urgent', bemerkung: 'said.remark' }),
    content: (
      <>
        <PageHead title={t('concerns.title')} lead={t('concerns.lead')} />
        <section class="stack" id="dringend">
          <h2>{t('concerns.urgent')}</h2>
          <Table
            caption={t('concerns.urgent')} captionHidden rows={await listUrgentNeeds(tx, town.id, secretKey)} empty={<EmptyState title={t('concerns.urgent.none')} explanation={t('concerns.urgent.none.text')} icon="check" level={3} />}
            columns={[
              { header: t('search.child'), rowHeader: true, cell: child },
              { header: t('concerns.by'), cell: ({ by }) => <DateText day={by} style="short" /> },
              { header: t('concerns.reason'), cell: ({ reason, isProved }) => <>{reason ? registrationTexts.in('de')(`urgent.reason.${reason}`) : '–'}<br /><Badge tone={isProved ? 'good' : 'plain'}>{t(isProved ? 'concerns.proved' : 'concerns.unproved')}</Badge></> },
              { header: t('concerns.do'), headerHidden: true, cell: ({ registrationId, childId, childName }) => (
                <div class="stack no-print">
                  {proposeEmergency.allows(view.who) ? <a href={view.href(officePaths.emergencies, { kind: childId })}>{t('file.emergency')}<span class="visually-hidden">: {childName}</span></a> : null}
                  <Form form={form.values['registration']?.[0] === registrationId ? form : emptyForm} texts={officeTexts} id={`dringend-${registrationId}`} label={`${t('concerns.settle')}: ${childName}`} action={view.href(`${officePaths.concerns}/${registrationId}/erledigt`)}>
                    <Button look="secondary" small>{t('concerns.settle')}<span class="visually-hidden">: {childName}</span></Button>
                  </Form>
                </div>
              ) },
            ]}
          />
        </section>
        <section class="stack" id="einverstaendnis">
          <h2>{t('concerns.disagreements')}</h2>
          <p>{t('concerns.disagreements.text')}</p>
          <Table
            caption={t('concerns.disagreements')} captionHidden rows={await listDisagreements(tx, town.id)} empty={<EmptyState title={t('concerns.disagreements.none')} explanation={t('concerns.disagreements.none.text')} icon="check" level={3} />}
            columns={[
              { header: t('search.child'), rowHeader: true, cell: child },
              { header: t('agreement.by'), cell: ({ saidBy }) => t(`agreement.by.${saidBy}`) },
              { header: t('proofs.since'), cell: ({ saidAt }) => sayInstant(saidAt) },
            ]}
          />
        </section>
        <section class="stack" id="bemerkungen">
          <h2>{t('concerns.remarks')}</h2>
          {remarks.length === MOST_REMARKS ? <p>{t('concerns.remarks.more', { count: MOST_REMARKS })}</p> : null}
          <Table
            caption={t('concerns.remarks')} captionHidden rows={remarks} empty={<EmptyState title={t('concerns.remarks.none')} explanation={t('concerns.remarks.none.text')} icon="check" level={3} />}
            columns={[
              { header: t('search.child'), rowHeader: true, cell: child },
              { header: t('file.remark'), cell: ({ remark }) => <span class="preline" dir="auto">{remark}</span> },
              { header: t('concerns.written'), cell: ({ writtenAt }) => sayInstant(writtenAt) },
              { header: t('concerns.do'), headerHidden: true, cell: ({ registrationId, childName }) => (
                <div class="no-print">
                  <Form form={form.values['registration']?.[0] === registrationId ? form : emptyForm} texts={officeTexts} id={`gelesen-${registrationId}`} label={`${t('concerns.read')}: ${childName}`} action={view.href(`${officePaths.concerns}/${registrationId}/gelesen`)}>
                    <Button look="secondary" small>{t('concerns.read')}<span class="visually-hidden">: {childName}</span></Button>
                  </Form>
                </div>
              ) },
            ]}
          />
        </section>
      </>
    ),
  };
}
