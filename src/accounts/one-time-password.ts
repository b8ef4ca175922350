import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands (RFC 6238): SHA-1, 6 digits, 30 seconds. */
const PERIOD = 30;
const DIGITS = 6;
/** One step before and after is accepted: clocks of phones go wrong. */
const WINDOW = 1;

/** 160 random bits, as base32. (RFC 4226, section 4) */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code says. */
export function totpAddress(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  return totp(secret, issuer, account).toString();
}

/**
 * The time step a code belongs to, or undefined if it is wrong, too old, or of a step that was already used: a code somebody
 * looked at over the shoulder is worth nothing. (RFC 6238, 5.2)
 */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number | null): number | undefined {
  const token = code.replace(/[\s\u00a0-]/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totp(secret).validate({ token, timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

/** The secret in groups of four, to be typed by hand. */
export function spelledSecret(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

function totp(secret: string, issuer = '', label = 'Konto'): TOTP {
  return new TOTP({ issuer, label, algorithm: 'SHA1', digits: DIGITS, period: PERIOD, secret: Secret.fromBase32(secret) });
}
