import type { ActionContext } from '../../platform/action.ts';
import type { Uuid } from '../../platform/id.ts';
import { staffTexts } from '../texts.ts';
import { townOfId } from './towns.ts';

export type SecurityChange = 'password' | 'totp-added' | 'totp-removed' | 'passkey-added' | 'passkey-removed' | 'recovery-code-used' | 'recovery-codes-renewed' | 'second-factor-reset' | 'oidc-linked';

/** Tells the owner of an account by mail what changed in its protection, so that nothing happens behind their back. (ASVS 5, 6.3.7) */
export async function tellOwner({ tx, municipalityId, post, configuration, clock }: Pick<ActionContext, 'tx' | 'municipalityId' | 'post' | 'configuration' | 'clock'>, personId: Uuid, change: SecurityChange): Promise<void> {
  const person = await tx.selectFrom('accounts.person').select('email').where('municipality_id', '=', municipalityId).where('id', '=', personId).executeTakeFirstOrThrow();
  const town = await townOfId(tx, municipalityId);
  const t = staffTexts.in('de');
  const at = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(clock.now());
  await post({
    to: person.email,
    subject: t('mail.security.subject', { town: town.name }),
    text: t('mail.security.text', { change: t(`mail.security.${change}`), at, town: town.name, link: new URL(`/${town.slug}/konto`, configuration.baseUrl).href }),
  });
}
