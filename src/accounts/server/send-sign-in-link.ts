import { isUuid } from '../../platform/id.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { transactionTask } from '../../platform/task.ts';
import { LINK } from '../session.ts';
import { signInTexts } from '../texts.ts';
import { takeChallenge } from './challenges.ts';
import { makeNewcomerLink } from './newcomer-links.ts';
import { personOfEmail } from './people.ts';
import { makeLink } from './sign-in-links.ts';
import { townOfId } from './towns.ts';

export interface LinkRequest {
  email: string;
  language: Language;
  next: string;
  /** where anybody may begin an account: the link goes to addresses without one as well */
  mayBeNew: boolean;
}

/** Sends the link if somebody with this address has an account here, or may begin one. */
export const sendSignInLink = transactionTask(async ({ tx, clock, configuration, municipalityId, post }, { requestId }) => {
  if (!isUuid(requestId)) throw new TypeError('no request id');
  const request = await takeChallenge<LinkRequest>(tx, clock, configuration, municipalityId, 'link-request', requestId);
  const person = request && await personOfEmail(tx, municipalityId, request.secret.email);
  if (!request || (!person && !request.secret.mayBeNew)) return;
  const { language, next, email } = request.secret;
  const town = await townOfId(tx, municipalityId);
  const token = person ? await makeLink(tx, clock, municipalityId, person.id, { purpose: 'sign-in', next }) : await makeNewcomerLink(tx, clock, configuration, municipalityId, { email, next });
  if (!token) return;
  const segment = languageFacts[language].segment;
  const link = new URL(`/${[town.slug, segment, 'anmelden', 'link', token].filter(Boolean).join('/')}`, configuration.baseUrl);
  const t = signInTexts.in(language);
  await post({
    to: person?.email ?? email,
    subject: t('mail.link.subject', { town: town.name }),
    text: t('mail.link.text', { town: town.name, link: link.href, minutes: LINK.signIn / 60_000 }),
    isAwaited: true,
  });
}, { isAwaited: true });
