import type { FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Table } from '../../ui/table.tsx';
import { hasSecondFactor } from '../second-factor.ts';
import type { ListedPasskey } from '../server/passkeys.ts';
import { staffTexts } from '../texts.ts';

interface FactorsProps {
  view: View;
  form: FormState;
  hasTotp: boolean;
  passkeys: readonly ListedPasskey[];
  codesLeft: number;
}

/** What protects the account besides password and mailbox. One form: each button posts to its own address. */
export function FactorsSection({ view, form, hasTotp, passkeys, codesLeft }: FactorsProps) {
  const t = staffTexts.in(view.language);
  const hasOne = hasSecondFactor({ hasTotp, passkeys: passkeys.length });
  return (
    <section aria-labelledby="abschnitt-zweiter-schritt">
      <h2 id="abschnitt-zweiter-schritt">{t('account.factors.heading')}</h2>
      <p>{t('account.factors.lead')}</p>
      <Form form={form} texts={staffTexts} id="zweiter-schritt" action={view.href('/konto/ersatzcodes')}>
        <DescriptionList entries={[
          { term: t('account.totp'), details: hasTotp ? <>{t('account.totp.on')} <Button look="tertiary" small formaction={view.href('/konto/app-entfernen')}>{t('account.totp.remove')}</Button></> : t('account.totp.off') },
          { term: t('account.codes'), details: hasOne ? <>{t('account.codes.left', { count: codesLeft })} <Button look="tertiary" small>{t('account.codes.renew')}</Button></> : t('account.codes.left', { count: 0 }) },
        ]} />
        {passkeys.length > 0 ? (
          <Table
            caption={t('account.passkeys')}
            rows={passkeys}
            columns={[
              { header: t('account.passkey.label'), cell: (passkey) => <bdi>{passkey.label}</bdi>, rowHeader: true },
              { header: t('account.passkey.created'), cell: (passkey) => <InstantText at={passkey.createdAt} /> },
              { header: t('account.passkey.used'), cell: (passkey) => (passkey.lastUsedAt ? <InstantText at={passkey.lastUsedAt} /> : t('account.passkey.never-used')) },
              {
                header: t('jobs.action'), headerHidden: true,
                cell: (passkey) => <Button look="tertiary" small formaction={view.href(`/konto/passkeys/${passkey.id}/entfernen`)}>{t('account.passkey.remove', { label: passkey.label })}</Button>,
              },
            ]}
          />
        ) : null}
      </Form>
      <ButtonRow><LinkButton look="secondary" href={view.href('/konto/zweiter-schritt')}>{t('account.factors.change')}</LinkButton></ButtonRow>
    </section>
  );
}
