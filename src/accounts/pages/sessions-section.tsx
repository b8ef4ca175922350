import type { FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { Table } from '../../ui/table.tsx';
import type { ListedSession } from '../server/sessions.ts';
import { staffTexts } from '../texts.ts';

/** Where one is signed in; each can be ended. */
export function SessionsSection({ view, form, sessions }: { view: View; form: FormState; sessions: readonly ListedSession[] }) {
  const t = staffTexts.in(view.language);
  const isThis = (session: ListedSession) => session.id === view.who.sessionId;
  return (
    <section aria-labelledby="abschnitt-sitzungen">
      <h2 id="abschnitt-sitzungen">{t('account.sessions.heading')}</h2>
      <p>{t('account.sessions.lead')}</p>
      <Form form={form} texts={staffTexts} id="sitzungen" action={view.href('/konto/sitzungen/andere-beenden')}>
        <Table
          caption={t('account.sessions.heading')}
          captionHidden
          rows={sessions}
          columns={[
            { header: t('account.sessions.method'), cell: (session) => t(`method.${session.method}`), rowHeader: true },
            { header: t('account.sessions.since'), cell: (session) => <InstantText at={session.createdAt} style="short" /> },
            { header: t('account.sessions.seen'), cell: (session) => <InstantText at={session.lastSeenAt} style="short" /> },
            {
              header: t('jobs.action'), headerHidden: true,
              cell: (session) => (isThis(session)
                ? <Badge>{t('account.sessions.this')}</Badge>
                : <Button look="tertiary" small formaction={view.href(`/konto/sitzungen/${session.id}/beenden`)}>{t('account.sessions.end')}</Button>),
            },
          ]}
        />
        {sessions.length > 1 ? <ButtonRow><Button look="secondary">{t('account.sessions.end-others')}</Button></ButtonRow> : null}
      </Form>
    </section>
  );
}
