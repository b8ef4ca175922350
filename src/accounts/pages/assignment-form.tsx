import { usePage } from '../../platform/page-context.ts';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { roles } from '../role.ts';
import type { OrganizationChoice } from '../server/organization-choices.ts';
import { staffTexts } from '../texts.ts';

/** Which role, for which organisation, from when to when. */
export function AssignmentFields({ organizations }: { organizations: readonly OrganizationChoice[] }) {
  const { language } = usePage();
  const t = staffTexts.in(language);
  return (
    <>
      <Select name="role" label={t('invite.role')} options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))} />
      <Select name="organization" label={t('invite.organization')} hint={t('invite.organization.hint')} options={organizations.map(({ id, name }) => ({ value: id, label: name }))} optional />
      <DateField name="starts-on" label={t('invite.starts-on')} optional />
      <DateField name="ends-on" label={t('invite.ends-on')} hint={t('invite.ends-on.hint')} optional />
    </>
  );
}
