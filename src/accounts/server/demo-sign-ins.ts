import type { Database } from '../../platform/database.ts';
import { DEMO_PASSWORD } from '../demo-password.ts';
import { listTowns } from './towns.ts';

/** Lines for the terminal: the demo municipalities and who can sign in there. */
export async function demoSignIns(database: Database, origin: string): Promise<string[]> {
  const towns = (await database.readPublic(listTowns)).filter((town) => town.isDemo);
  if (towns.length === 0) return [];
  const lines = ['', 'Beispielkommunen:'];
  for (const town of towns) {
    const people = await database.read(town.id, (tx) => tx.selectFrom('accounts.person as person')
      .innerJoin('accounts.role_assignment as role', (join) => join.onRef('role.municipality_id', '=', 'person.municipality_id').onRef('role.person_id', '=', 'person.id'))
      .select('person.email').where('person.municipality_id', '=', town.id).where('role.role', 'in', ['coordinator', 'administrator']).orderBy('role.role', 'desc').execute());
    lines.push(`  ${`${origin}/${town.slug}`.padEnd(34)} ${[...new Set(people.map((person) => person.email))].join(', ')}`);
  }
  return [...lines, `  Kennwort überall: ${DEMO_PASSWORD}`, ''];
}
