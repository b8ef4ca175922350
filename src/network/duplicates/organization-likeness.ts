import { areNumberedApart, foldName, nameLikeness, nameWords, type NameWords } from '../name-likeness.ts';
import type { Organization } from '../organization.ts';
import type { Uuid } from '../../platform/id.ts';

export type OrganizationSignalKind = 'name' | 'alternate-name' | 'phone' | 'email' | 'website' | 'other-sector' | 'numbered';

export interface OrganizationSignal {
  kind: OrganizationSignalKind;
  points: number;
}

export interface SuspiciousOrganizations {
  /** the smaller id first */
  ids: readonly [Uuid, Uuid];
  score: number;
  signals: readonly OrganizationSignal[];
}

/** What of an organization is compared. */
export interface ComparableOrganization {
  id: Uuid;
  name: NameWords;
  alternateName?: string;
  nameKey: string;
  phone?: string;
  email?: string;
  /** without `www.` */
  host?: string;
  sector: Organization['sector'];
}

/** From here on a pair is shown. */
export const SUSPICIOUS_ORGANIZATIONS = 50;

export function comparableOrganization(one: Organization): ComparableOrganization {
  const host = one.website && URL.canParse(one.website) ? new URL(one.website).hostname.replace(/^www\./, '') : undefined;
  const phone = one.phone?.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^(00)?49/, '0');
  return {
    id: one.id, name: nameWords(one.name), nameKey: foldName(one.name), sector: one.sector,
    ...(one.alternateName ? { alternateName: foldName(one.alternateName) } : {}), ...(phone ? { phone } : {}), ...(one.email ? { email: one.email.toLowerCase() } : {}), ...(host ? { host } : {}),
  };
}

/** How much speaks for two organizations being one, each reason with its points. Symmetric; 0 to 100. */
export function organizationLikeness(one: ComparableOrganization, other: ComparableOrganization): { score: number; signals: OrganizationSignal[] } {
  const signals: OrganizationSignal[] = [];
  const say = (kind: OrganizationSignalKind, points: number, holds: boolean) => holds && points !== 0 && signals.push({ kind, points });
  const name = nameLikeness(one.name, other.name);
  say('name', Math.round(55 * name), name >= 0.5);
  say('alternate-name', 40, isSameText(one.alternateName, other.alternateName) || one.alternateName === other.nameKey || other.alternateName === one.nameKey);
  say('phone', 25, isSameText(one.phone, other.phone));
  say('email', 20, isSameText(one.email, other.email));
  say('website', 20, isSameText(one.host, other.host));
  say('other-sector', -10, one.sector !== 'unknown' && other.sector !== 'unknown' && one.sector !== other.sector);
  say('numbered', -30, areNumberedApart(one.name, other.name));
  const sum = signals.reduce((total, { points }) => total + points, 0);
  return { score: Math.max(0, Math.min(100, sum)), signals };
}

function isSameText(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

/** Pairs of organizations that share a word, a telephone, a mailbox or a site, and are suspicious; the most alike first. */
export function suspiciousOrganizations(organizations: readonly Organization[], isSettled: (one: Uuid, other: Uuid) => boolean): SuspiciousOrganizations[] {
  const all = organizations.map(comparableOrganization);
  const blocks = new Map<string, ComparableOrganization[]>();
  for (const one of all) {
    const keys = [...one.name.words.map((word) => `w ${word}`), `n ${one.nameKey}`, `n ${one.alternateName ?? one.nameKey}`, `p ${one.phone}`, `e ${one.email}`, `h ${one.host}`].filter((key) => !key.endsWith(' undefined'));
    for (const key of new Set(keys)) blocks.set(key, [...(blocks.get(key) ?? []), one]);
  }
  const met = new Set<string>();
  const found: SuspiciousOrganizations[] = [];
  for (const block of blocks.values()) {
    // A word of so many names („Kindertagesstätte“) tells nothing; what else they share brings them together.
    if (block.length > LARGEST_BLOCK) continue;
    for (const [index, first] of block.entries()) {
      for (const second of block.slice(index + 1)) {
        const [one, other] = first.id < second.id ? [first, second] : [second, first];
        if (met.has(`${one.id} ${other.id}`)) continue;
        met.add(`${one.id} ${other.id}`);
        const likeness = organizationLikeness(one, other);
        if (likeness.score >= SUSPICIOUS_ORGANIZATIONS && !isSettled(one.id, other.id)) found.push({ ids: [one.id, other.id], ...likeness });
      }
    }
  }
  return found.sort((a, b) => b.score - a.score || (a.ids.join() < b.ids.join() ? -1 : 1));
}

const LARGEST_BLOCK = 60;
