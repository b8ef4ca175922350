import type { RateLimit } from '../../platform/rate-limit.ts';

/**
 * Attempts before one has to wait. Per account: few, against guessing one person's secret. Per client: many, because a whole town
 * hall may share one address in the morning. (OWASP ASVS 5, 6.3.1; NIST SP 800-63B-4, 3.2.2: no more than 100 in a row)
 */
export const limits = {
  linkByAccount: { name: 'link-account', max: 5, minutes: 60 },
  linkByClient: { name: 'link-client', max: 60, minutes: 60 },
  /** families of a town may share one address of a mobile network on the day a registration opens */
  familyLinkByClient: { name: 'family-link-client', max: 300, minutes: 60 },
  passwordByAccount: { name: 'password-account', max: 10, minutes: 15 },
  passwordByClient: { name: 'password-client', max: 100, minutes: 15 },
  /** a six-digit code, three of which are good at a time: five tries, and no more than twenty a day */
  codeByPerson: { name: 'code-person', max: 5, minutes: 15 },
  codeByPersonAndDay: { name: 'code-person-day', max: 20, minutes: 24 * 60 },
  /** ways in whose secret cannot be guessed: only against flooding */
  otherByClient: { name: 'other-client', max: 120, minutes: 15 },
} satisfies Record<string, RateLimit>;
