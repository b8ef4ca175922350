import { verifyAudit, type AuditFault } from '../../platform/audit-verify.ts';
import type { Database } from '../../platform/database.ts';
import { listTowns } from './towns.ts';

const WHAT: Record<AuditFault, string> = {
  changed: 'wurde nachträglich verändert',
  torn: 'gehört nicht an diese Stelle',
  missing: 'fehlt',
  end: 'ist nicht, wo die Kette endet: Am Ende wurden Einträge abgeschnitten oder angehängt',
};

/** Checks the audit chain of every municipality; one German sentence for each. */
export async function auditReport(database: Database): Promise<{ intact: boolean; lines: string[] }> {
  const towns = await database.readPublic(listTowns);
  const lines: string[] = [];
  let intact = true;
  for (const town of towns) {
    const finding = await database.read(town.id, (tx) => verifyAudit(tx, town.id));
    if (finding.intact) {
      lines.push(`${town.name} (${town.slug}): Die Kette ist unversehrt, ${count(finding.entries)}${finding.end ? `. Ende: ${finding.end}` : ''}.`);
    } else {
      intact = false;
      lines.push(`${town.name} (${town.slug}): Die Kette ist NICHT unversehrt. Eintrag Nr. ${finding.sequence} ${WHAT[finding.fault]}. Davor ${finding.entries === 1 ? 'stimmt' : 'stimmen'} ${count(finding.entries)}.`);
    }
  }
  if (towns.length === 0) lines.push('Es gibt noch keine Kommune.');
  return { intact, lines };
}

function count(entries: number): string {
  return entries === 1 ? '1 Eintrag' : `${entries.toLocaleString('de-DE')} Einträge`;
}
