import { OperationFault } from './operation-fault.ts';

/** Why a connection was not made, by the code of Node or PostgreSQL (appendix A of its manual). */
const reasons: Record<string, string> = {
  ECONNREFUSED: 'Auf diesem Rechner und Port antwortet kein Datenbankserver.',
  ENOENT: 'Der Datenbankserver läuft nicht.',
  ENOTFOUND: 'Den Rechnernamen gibt es nicht.',
  EAI_AGAIN: 'Der Rechnername lässt sich gerade nicht auflösen.',
  ETIMEDOUT: 'Der Datenbankserver antwortet nicht; vielleicht sperrt eine Firewall.',
  EHOSTUNREACH: 'Der Rechner ist im Netz nicht erreichbar.',
  '28P01': 'Das Kennwort der Rolle stimmt nicht.',
  '28000': 'Der Datenbankserver lässt diese Rolle so nicht zu (Rolle oder pg_hba.conf prüfen).',
  '3D000': 'Die Datenbank mit diesem Namen gibt es dort nicht.',
  '42501': 'Die Rolle darf sich mit dieser Datenbank nicht verbinden (grant connect).',
  '53300': 'Der Datenbankserver hat keine Verbindung mehr frei.',
  '57P03': 'Der Datenbankserver startet gerade oder wird beendet.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Das Zertifikat des Datenbankservers ist selbst ausgestellt; nennen Sie es mit sslrootcert=….',
  SELF_SIGNED_CERT_IN_CHAIN: 'Das Zertifikat des Datenbankservers stammt von einer eigenen Stelle; nennen Sie sie mit sslrootcert=….',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Das Zertifikat des Datenbankservers lässt sich nicht prüfen; nennen Sie die ausstellende Stelle mit sslrootcert=….',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Das Zertifikat des Datenbankservers gilt für einen anderen Rechnernamen.',
  CERT_HAS_EXPIRED: 'Das Zertifikat des Datenbankservers ist abgelaufen.',
};

/** A sentence instead of a failed connection; never the address, which may hold a password. The error itself is its cause. */
export function connectionFault(error: unknown): OperationFault {
  const { code, message } = error as { code?: string; message?: string };
  const noTls = /does not support SSL/.test(message ?? '') ? 'Der Datenbankserver spricht kein TLS (sslmode in der Adresse prüfen).' : undefined;
  const reason = noTls ?? reasons[code ?? ''] ?? `Der Grund ist unbekannt (${code ?? 'ohne Kennung'}).`;
  return new OperationFault(`Die Datenbank ist nicht erreichbar. ${reason}`, { cause: error });
}
