/** Kinds of proof an identity provider may name. (RFC 8176) */
const KNOWLEDGE = ['pwd', 'pin', 'kba'];
const POSSESSION = ['otp', 'hwk', 'swk', 'sms', 'tel', 'sc', 'pop'];
const INHERENCE = ['face', 'fpt', 'iris', 'retina', 'vbm'];

/** Levels that cannot be reached with one factor: eIDAS substantial and high, as BundID names them, and OpenID's phishing-resistant ones. */
const STRONG_LEVELS = [
  'http://eidas.europa.eu/LoA/substantial', 'http://eidas.europa.eu/LoA/high', 'STORK-QAA-Level-3', 'STORK-QAA-Level-4', 'phr', 'phrh',
];

/**
 * Whether the identity provider says that it has seen two factors. One that says nothing counts as one factor: then ours is
 * asked for as well.
 */
export function sawTwoFactors({ amr, acr }: { amr?: unknown; acr?: unknown }): boolean {
  if (typeof acr === 'string' && STRONG_LEVELS.includes(acr)) return true;
  const methods = Array.isArray(amr) ? amr : [];
  if (methods.includes('mfa')) return true;
  return [KNOWLEDGE, POSSESSION, INHERENCE].filter((kind) => kind.some((method) => methods.includes(method))).length >= 2;
}
