import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { choice, email } from '../../platform/field.ts';
import { languages } from '../../platform/language.ts';
import { accepted } from '../../platform/outcome.ts';
import { nextField } from '../next-path.ts';
import { permissions } from '../permissions.ts';
import { CHALLENGE } from '../session.ts';
import { keepChallenge } from './challenges.ts';
import type { LinkRequest } from './send-sign-in-link.ts';

/**
 * Asks for a link by mail. Whether the address is known is looked up later, in the background: here the same work is done for
 * every address, so that neither the answer nor its time tells who has an account. (ASVS 5, 6.3.8)
 */
export const requestSignInLink = linkRequest('accounts.sign-in-link.requested', false);

/** The same for families, who may begin an account by it. */
export const requestFamilyLink = linkRequest('accounts.family-link.requested', true);

function linkRequest(audit: string, mayBeNew: boolean) {
  return action({
    may: permissions.signIn,
    audit,
    input: v.object({ email: email(), language: choice(languages), next: nextField() }),
    async run({ tx, clock, municipalityId, configuration, later }, request) {
      const secret: LinkRequest = { ...request, mayBeNew };
      const requestId = await keepChallenge(tx, clock, configuration, municipalityId, { kind: 'link-request', secret, lifetime: CHALLENGE.linkRequest });
      await later('send-sign-in-link', { requestId }, { isAwaited: true });
      return accepted(undefined);
    },
  });
}
