import { getCookie, setCookie } from 'hono/cookie';
import { timingSafeEqual } from 'node:crypto';
import type { ActionContext } from '../../platform/action.ts';
import { appendAudit } from '../../platform/audit.ts';
import type { Write } from '../../platform/database.ts';
import { BadRequest, NotFound } from '../../platform/failure.ts';
import type { HouseContext } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { errorFacts } from '../../platform/log.ts';
import { inTown } from '../../platform/page.tsx';
import { withQuery } from '../../platform/page-context.ts';
import { isSecure, sessionToken, surroundingsOf } from '../../platform/request-surroundings.ts';
import { sameCommit } from '../../platform/same-commit.ts';
import { nextPath } from '../next-path.ts';
import { CHALLENGE } from '../session.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';
import { enter } from './enter.ts';
import { authorizationAddress, newAttempt, redeem, type OidcAttempt, type OidcPerson } from './oidc-client.ts';
import { personOfEmail, personOfSubject, type Person } from './people.ts';
import { newToken, tokenHash } from './sessions.ts';
import { signIn, type SignedIn } from './sign-in.ts';
import { tellOwner } from './tell-owner.ts';
import { townOfId } from './towns.ts';

const AUDIT = 'accounts.sign-in.oidc';

interface Kept extends OidcAttempt {
  /** hash of the cookie of the browser that began: nobody else can finish */
  browser: string;
  slug: string;
  language: Language;
  next: string;
}

/**
 * Sends the browser to the identity provider. A plain link leads here: the content security policy lets no form lead to
 * another site. The state is kept in the database, so that any process can finish.
 */
export async function beginOidc(context: HouseContext): Promise<Response> {
  const { configuration, clock } = context.get('house');
  if (!configuration.oidc) throw new NotFound();
  const page = surroundingsOf(context);
  const browser = newToken();
  const next = nextPath(page.query.get('weiter'));
  const { id, attempt } = await inTown(context, 'write', async (read, town) => {
    const started = newAttempt(town.id);
    const kept: Kept = { ...started, browser: tokenHash(browser).toString('base64'), slug: town.slug, language: page.language, next };
    return { attempt: started, id: await keepChallenge(read as Write, clock, configuration, town.id, { kind: 'oidc', secret: kept, lifetime: CHALLENGE.oidc }) };
  });
  context.header('Cache-Control', 'no-store');
  try {
    const address = await authorizationAddress(configuration, { ...attempt, state: withId(attempt.state, id) });
    const secure = isSecure(context);
    setCookie(context, cookieName(secure), browser, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: CHALLENGE.oidc / 1000 });
    return context.redirect(address.href, 303);
  } catch (error) {
    context.get('house').log('error', { event: 'oidc-unreachable', requestId: context.get('requestId'), ...errorFacts(error) });
    return context.redirect(page.href('/anmelden', { weiter: next, hinweis: 'dienst-fehler' }), 303);
  }
}

/** Takes the browser back from the identity provider. */
export async function finishOidc(context: HouseContext): Promise<Response> {
  const { configuration, clock, database, log } = context.get('house');
  if (!configuration.oidc) throw new NotFound();
  const { search, searchParams } = new URL(context.req.url);
  const [municipalityId, id] = (searchParams.get('state') ?? '').split('.');
  if (!isUuid(municipalityId) || !isUuid(id)) throw new BadRequest('stale-form');
  const kept = await database.write(municipalityId, (tx) => takeChallenge<Kept>(tx, clock, configuration, municipalityId, 'oidc', id));
  if (!kept || !isSameBrowser(context, kept.secret.browser)) throw new BadRequest('stale-form');
  const { slug, language, next, state, nonce, verifier } = kept.secret;
  const start = `/${[slug, languageFacts[language].segment].filter(Boolean).join('/')}`;
  const back = (hint: string) => context.redirect(withQuery(`${start}/anmelden`, { weiter: next, hinweis: hint }), 303);
  context.header('Cache-Control', 'no-store');

  let claimed: OidcPerson;
  try {
    claimed = await redeem(configuration, { state: withId(state, id), nonce, verifier }, search);
  } catch (error) {
    log('warn', { event: 'oidc-refused', requestId: context.get('requestId'), ...errorFacts(error) });
    await noteRefusal(context, municipalityId);
    return back('dienst-fehler');
  }
  const signedIn = await signInClaimed(context, municipalityId, claimed, next);
  if (!signedIn) {
    await noteRefusal(context, municipalityId);
    return back('dienst-unbekannt');
  }
  return context.redirect(`${start}${enter(context, signedIn)}`, 303);
}

/** The person the provider means, if they have an account here; one transaction with its audit entry. */
function signInClaimed(context: HouseContext, municipalityId: Uuid, claimed: OidcPerson, next: string): Promise<SignedIn | undefined> {
  const { configuration, clock, database, identify } = context.get('house');
  return database.write(municipalityId, async (tx) => {
    const town = await townOfId(tx, municipalityId);
    const who = await identify(tx, town, sessionToken(context), clock);
    let subject: Uuid | undefined;
    let fields: readonly string[] = [];
    const actionContext: ActionContext = {
      tx, who, clock, configuration, municipalityId, submissionSecret: newToken(), ...sameCommit(tx, municipalityId, clock), concerns: (concerned, names = []) => void ([subject, fields] = [concerned, names]),
    };
    const person = await matchPerson(actionContext, claimed);
    if (!person) return undefined;
    const signedIn = await signIn(actionContext, person, { method: 'oidc', secondFactor: claimed.twoFactors, next });
    await appendAudit(tx, clock, who, { name: AUDIT, outcome: 'done', subject, fields });
    return signedIn;
  });
}

/** By the provider's own id; the first time by the address it has verified, and the owner is told of the new tie. */
async function matchPerson(context: ActionContext, { subject, verifiedEmail }: OidcPerson): Promise<Person | undefined> {
  const { tx, municipalityId } = context;
  const known = await personOfSubject(tx, municipalityId, subject);
  if (known) return known;
  const person = verifiedEmail ? await personOfEmail(tx, municipalityId, verifiedEmail) : undefined;
  // Tied to another id already: the address was given to somebody else at the provider.
  if (!person || person.oidcSubject !== null) return undefined;
  await tx.updateTable('accounts.person').set({ oidc_subject: subject }).where('municipality_id', '=', municipalityId).where('id', '=', person.id).execute();
  await tellOwner(context, person.id, 'oidc-linked');
  return person;
}

function noteRefusal(context: HouseContext, municipalityId: Uuid): Promise<void> {
  const { clock, database } = context.get('house');
  return database.write(municipalityId, (tx) => appendAudit(tx, clock, { municipalityId, roles: [], organizationIds: [] }, { name: AUDIT, outcome: 'refused' }));
}

/** `municipality.random` becomes `municipality.id.random`: the id is only known once the state is kept. */
function withId(state: string, id: Uuid): string {
  const [municipalityId, random] = state.split('.');
  return `${municipalityId}.${id}.${random}`;
}

function isSameBrowser(context: HouseContext, expected: string): boolean {
  const cookie = getCookie(context, cookieName(isSecure(context)));
  return cookie !== undefined && timingSafeEqual(tokenHash(cookie), Buffer.from(expected, 'base64'));
}

function cookieName(secure: boolean): string {
  return secure ? '__Host-oidc' : 'oidc';
}
