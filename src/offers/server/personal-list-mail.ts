import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { choice, email, text } from '../../platform/field.ts';
import { languageFacts, languages, type Language } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { RateLimit } from '../../platform/rate-limit.ts';
import { addressText } from '../address.ts';
import { listTexts } from '../list-texts.ts';
import { mailList as mayMail } from '../permissions.ts';
import { withoutNotes } from '../personal-list.ts';
import { textsIn } from '../service-text.ts';
import { loadListContent, type ListedOffer } from './personal-list-offers.ts';
import { MAX_SEALED, openList, sealList } from './personal-list-seal.ts';

/** A family sends its list once or twice; a list is no way to fill somebody's mailbox. */
export const mailLimits = {
  byClient: { name: 'list-mail-client', max: 20, minutes: 60 },
  byRecipient: { name: 'list-mail-recipient', max: 3, minutes: 24 * 60 },
} satisfies Record<string, RateLimit>;

/**
 * Sends a list by mail: names, telephones, places and its link. Sentences of a Lotse are left out, because the mail waits in the outbox; the
 * subject says nothing of what is on the list, and the address is forgotten when the mail is sent.
 */
export const mailList = action({
  may: mayMail,
  audit: 'offers.list.mailed',
  input: v.object({ email: email(), liste: text(MAX_SEALED), sprache: choice(languages) }),
  async run({ tx, municipalityId, clock, configuration, post }, { email: to, liste, sprache: language }): Promise<Outcome<null>> {
    const opened = openList(configuration.secretKey, municipalityId, liste, clock.today());
    const list = opened && withoutNotes(opened);
    const content = list && (await loadListContent(tx, municipalityId, list, clock.today()));
    const sealed = list && sealList(configuration.secretKey, municipalityId, list);
    if (!content || !sealed || content.listed.length === 0) return refused('list-unreadable');
    const town = await tx.selectFrom('accounts.municipality').select(['name', 'slug']).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
    const start = [configuration.baseUrl.origin, town.slug, languageFacts[language].segment].filter(Boolean).join('/');
    const t = listTexts.in(language);
    await post({
      to, subject: t('list.mail.subject'),
      text: t('list.mail.text', {
        town: town.name, link: `${start}/merkliste/liste/${sealed}`,
        offers: content.listed.map((listed, index) => offerLines(listed, index + 1, language)).join('\n\n'),
      }),
    });
    return accepted(null);
  },
});

function offerLines({ offer: { service, places } }: ListedOffer, place: number, language: Language): string {
  const first = places[0]?.location;
  const lines = [
    `${place}. ${textsIn(service, language).head.name}`,
    ...service.phones.slice(0, 2).map(({ number }) => number),
    ...(first ? [[first.name, addressText(first)].filter(Boolean).join(', ')] : []),
  ];
  return lines.join('\n   ');
}
