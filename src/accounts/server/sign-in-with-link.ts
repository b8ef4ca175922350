import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { text } from '../../platform/field.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { nextPath } from '../next-path.ts';
import { permissions } from '../permissions.ts';
import { useNewcomerLink } from './newcomer-links.ts';
import { personOfId } from './people.ts';
import { signIn } from './sign-in.ts';
import { useLink } from './sign-in-links.ts';

/** Uses a mailed link. Expired, used and invented links look the same. */
export const signInWithLink = action({
  may: permissions.signIn,
  audit: 'accounts.sign-in.link',
  input: v.object({ token: text(100) }),
  async run(context, { token }) {
    const { tx, clock, municipalityId, configuration } = context;
    const link = await useLink(tx, clock, municipalityId, token) ?? await useNewcomerLink(tx, clock, configuration, municipalityId, token);
    const person = link && await personOfId(tx, municipalityId, link.personId);
    if (!person) return refused('link-invalid');
    return accepted(await signIn(context, person, { method: 'email-link', next: nextPath(link.next) }));
  },
});
