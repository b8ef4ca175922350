import type { Who } from './permission.ts';

/** Thrown, and translated to a page in one place. Foreign and missing look the same: both are NotFound. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** The person is signed in (or nobody is) and lacks the permission. */
export class Forbidden extends Error {
  override name = 'Forbidden';
  readonly permission: string;
  readonly who: Who;
  constructor(permission: string, who: Who) {
    super(`not permitted: ${permission}`);
    this.permission = permission;
    this.who = who;
  }
}

/** Somebody else changed the record in between. */
export class Conflict extends Error {
  override name = 'Conflict';
}

/** The request itself is wrong: forged form, unknown origin, too large. */
export class BadRequest extends Error {
  override name = 'BadRequest';
  readonly code: 'stale-form' | 'wrong-origin' | 'too-large' | 'unreadable';
  constructor(code: BadRequest['code']) {
    super(code);
    this.code = code;
  }
}

/** More people ask at this moment than can be answered in time: they are told at once instead of being kept waiting. */
export class Busy extends Error {
  override name = 'Busy';
}
