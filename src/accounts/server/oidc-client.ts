import * as oidc from 'openid-client';
import type { RunningConfiguration } from '../../platform/house.ts';
import { sawTwoFactors } from '../oidc-assurance.ts';

/** The address the identity provider sends people back to; the same for all municipalities, because it must be registered there. */
export const CALLBACK_PATH = '/anmeldedienst/zurueck';

const TIMEOUT_SECONDS = 10;

/** Kept by whoever begins, needed by whoever finishes. */
export interface OidcAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** What the identity provider says of somebody. */
export interface OidcPerson {
  /** issuer and subject together: the same subject of another issuer is somebody else */
  subject: string;
  /** only if the provider has verified it */
  verifiedEmail?: string;
  twoFactors: boolean;
}

const discovered = new Map<string, Promise<oidc.Configuration>>();

/** What the provider publishes about itself, asked once for each process and again after a failure. */
function provider({ oidc: settings }: RunningConfiguration): Promise<oidc.Configuration> {
  if (!settings) throw new Error('OIDC is not configured');
  const key = `${settings.issuer.href} ${settings.clientId}`;
  let known = discovered.get(key);
  if (!known) {
    // The library trusts the connection to the token endpoint; we check the signature as well, as through a proxy that ends TLS.
    // Plain http is let through by the configuration for the own machine only.
    const execute = [oidc.enableNonRepudiationChecks, ...(settings.issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])];
    known = oidc.discovery(settings.issuer, settings.clientId, settings.clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS });
    known.catch(() => discovered.delete(key));
    discovered.set(key, known);
  }
  return known;
}

/** Where to send the browser. Authorization code with PKCE, state and nonce. (RFC 9700) */
export async function authorizationAddress(configuration: RunningConfiguration, attempt: OidcAttempt): Promise<URL> {
  return oidc.buildAuthorizationUrl(await provider(configuration), {
    redirect_uri: new URL(CALLBACK_PATH, configuration.baseUrl).href, scope: 'openid email profile', state: attempt.state, nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier), code_challenge_method: 'S256',
  });
}

export function newAttempt(stateStart: string): OidcAttempt {
  return { state: `${stateStart}.${oidc.randomState()}`, nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
}

/** Exchanges the code for who it is; throws if anything about the answer is not as it must be. */
export async function redeem(configuration: RunningConfiguration, attempt: OidcAttempt, query: string): Promise<OidcPerson> {
  const known = await provider(configuration);
  // Our public address, never the one the request names: the provider compares it with the one it was given.
  const answered = new URL(`${CALLBACK_PATH}${query}`, configuration.baseUrl);
  const tokens = await oidc.authorizationCodeGrant(known, answered, {
    expectedState: attempt.state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier, idTokenExpected: true,
  });
  const claims = tokens.claims()!;
  const asked = claims['email'] === undefined && known.serverMetadata().userinfo_endpoint
    ? await oidc.fetchUserInfo(known, tokens.access_token, claims.sub)
    : claims;
  const { email, email_verified: isVerified } = asked as { email?: unknown; email_verified?: unknown };
  return {
    subject: `${claims.iss} ${claims.sub}`,
    ...(typeof email === 'string' && isVerified === true ? { verifiedEmail: email } : {}),
    twoFactors: sawTwoFactors(claims as { amr?: unknown; acr?: unknown }),
  };
}
