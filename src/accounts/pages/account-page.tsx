import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { MIN_PASSWORD_LENGTH } from '../password.ts';
import { ownSession } from '../server/own-session.ts';
import { listPasskeys } from '../server/passkeys.ts';
import { personOfId } from '../server/people.ts';
import { countRecoveryCodes } from '../server/recovery-codes.ts';
import { listSessions } from '../server/sessions.ts';
import { signInTexts, staffTexts } from '../texts.ts';
import { DoneNotice } from './done-notice.tsx';
import { FactorsSection } from './factors-section.tsx';
import { roleLabel } from './role-label.ts';
import { SessionsSection } from './sessions-section.tsx';

interface Forms {
  name?: FormState;
  password?: FormState;
  factors?: FormState;
  sessions?: FormState;
}

/** One's own account: name, password, second factor, sessions. */
export async function accountPage(view: View, forms: Forms = {}): Promise<Sheet> {
  const { tx, town, who, clock } = view;
  const personId = who.personId!;
  const person = (await personOfId(tx, town.id, personId))!;
  const session = await ownSession(tx, who, clock);
  const t = staffTexts.in(view.language);
  return {
    title: t('account.title'),
    content: (
      <>
        <PageHead title={t('account.title')} />
        <DoneNotice view={view} />
        <DescriptionList entries={[
          { term: t('account.email'), details: <bdi>{person.email}</bdi> },
          { term: t('account.roles'), details: who.roles.length > 0 ? who.roles.map((role) => roleLabel(t, role)).join(', ') : t('account.no-roles') },
        ]} />
        <Form form={forms.name ?? filledForm({ name: person.name })} texts={staffTexts} action={view.href('/konto/name')} id="name">
          <TextField name="name" label={t('account.name')} hint={t('account.name.hint')} autocomplete="name" />
          <ButtonRow><Button look="secondary">{t('account.save')}</Button></ButtonRow>
        </Form>
        <section aria-labelledby="abschnitt-kennwort">
          <h2 id="abschnitt-kennwort">{t('account.password.heading')}</h2>
          {person.passwordHash ? null : <p>{t('account.password.none')}</p>}
          <Form form={forms.password ?? emptyForm} texts={staffTexts} action={view.href('/konto/kennwort')} id="kennwort">
            {/* lets password managers know whose password this is */}
            <input type="text" name="username" value={person.email} autocomplete="username" hidden readonly />
            {person.passwordHash ? <PasswordField name="current-password" label={t('account.password.current')} autocomplete="current-password" /> : null}
            <PasswordField name="new-password" label={t('account.password.new')} hint={t('account.password.new.hint', { min: MIN_PASSWORD_LENGTH })} autocomplete="new-password" />
            <PasswordField name="repeat-password" label={t('account.password.repeat')} autocomplete="new-password" />
            <ButtonRow><Button look="secondary">{t('account.password.submit')}</Button></ButtonRow>
          </Form>
        </section>
        <FactorsSection
          view={view} form={forms.factors ?? emptyForm} hasTotp={session.hasTotp}
          passkeys={await listPasskeys(tx, town.id, personId)} codesLeft={await countRecoveryCodes(tx, town.id, personId)}
        />
        <SessionsSection view={view} form={forms.sessions ?? emptyForm} sessions={await listSessions(tx, town.id, personId, clock)} />
        <ButtonRow><LinkButton look="tertiary" href={view.href('/abmelden')}>{signInTexts.in(view.language)('sign-out.title')}</LinkButton></ButtonRow>
      </>
    ),
  };
}
