import { roles, type Role } from '../role.ts';
import type { staffTexts } from '../texts.ts';

/** A role in plain German; one this version does not know by its name. */
export function roleLabel(say: ReturnType<typeof staffTexts.in>, role: string): string {
  return (roles as readonly string[]).includes(role) ? say(`role.${role as Role}`) : role;
}
