import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { encryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalText, text, uuidField } from '../../platform/field.ts';
import { newId } from '../../platform/id.ts';
import { languages } from '../../platform/language.ts';
import { accepted, type Outcome } from '../../platform/outcome.ts';
import type { RateLimit } from '../../platform/rate-limit.ts';
import { correctionTopics, MAX_SAID } from '../correction/correction.ts';
import { suggestCorrection as maySuggest } from '../permissions.ts';
import { isPublic } from '../service.ts';
import { loadServices } from './load-services.ts';
import { replyPlace } from './corrections.ts';

/** A reader finds a mistake or two; a whole town finds some dozens a day. */
export const correctionLimits = {
  byClient: { name: 'correction-client', max: 5, minutes: 60 },
  byTown: { name: 'correction-town', max: 100, minutes: 24 * 60 },
} satisfies Record<string, RateLimit>;

/** People do not see this field; programs that fill in every form do. */
export const HONEYPOT = 'homepage';

const optionalEmail = v.pipe(optionalText(254), v.regex(/^$|^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u, 'not-an-email'));

/** Somebody without an account says what is wrong. Nothing is published by it: a person looks at it first. */
export const suggestCorrection = action({
  may: maySuggest,
  audit: 'offers.correction.suggested',
  input: v.object({
    id: uuidField(), topic: choice(correctionTopics), said: text(MAX_SAID), email: optionalEmail, sprache: choice(languages), [HONEYPOT]: optionalText(500),
  }),
  async run({ tx, municipalityId, clock, configuration, concerns }, { id, topic, said, email, sprache, ...hidden }): Promise<Outcome<null>> {
    const [service] = await loadServices(tx, municipalityId, [id]);
    if (!service || !isPublic(service, clock.today())) throw new NotFound();
    // Whoever fills in what nobody sees is told the same as everybody, and nothing is kept.
    if (hidden[HONEYPOT] !== '') return accepted(null);
    const correctionId = newId();
    await tx.insertInto('offers.correction').values({
      municipality_id: municipalityId, id: correctionId, service_id: id, topic, said, language: sprache, made_at: clock.now(),
      reply_to: email === '' ? null : encryptField(configuration.secretKey, replyPlace(municipalityId, correctionId), email),
    }).execute();
    concerns(id, ['correction']);
    return accepted(null);
  },
});
