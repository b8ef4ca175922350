const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How long a session lives. Absolute: a working day with some overtime, so that nobody stays signed in over night. Idle: a
 * working day as well, because desks in offices are locked by the workplace itself, and losing a half-written form over a
 * long meeting costs trust. (NIST SP 800-63B-4, AAL2: at most 24 hours, should be signed in anew after an hour of inactivity; we
 * exceed the latter on purpose, see SECURITY.md)
 */
export const SESSION = {
  absolute: 12 * HOUR,
  idle: 8 * HOUR,
  /** first factor shown, second one still missing */
  unconfirmed: 15 * MINUTE,
  /** the time of the last visit is written at most so often */
  visitEvery: MINUTE,
  /** changing a second factor needs a sign-in as recent as this (ASVS 5, 7.5.1) */
  recent: 30 * MINUTE,
};

/** Good for so long, and once. */
export const LINK = {
  signIn: 15 * MINUTE,
  /** people on leave should find their invitation still good; it is of no use without the mailbox */
  invitation: 7 * 24 * HOUR,
};

/** Short-lived state of a step. */
export const CHALLENGE = {
  passkey: 5 * MINUTE,
  oidc: 15 * MINUTE,
  linkRequest: 15 * MINUTE,
  setUp: 15 * MINUTE,
  recoveryCodes: 15 * MINUTE,
};

export function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}

/** Fresh enough to change what protects the account. */
export function isRecent(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() <= SESSION.recent;
}
