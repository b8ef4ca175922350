import pg from 'pg';
import type { Clock } from './clock.ts';
import { OWNER_ROLE, PART_SCHEMAS, withClient } from './database-roles.ts';
import { finding, type Finding } from './finding.ts';
import { migrationState } from './migrate.ts';
import { OperationFault } from './operation-fault.ts';

const OLDEST_VERSION = 150_000;
/** Sign-in links and second factors live by the clock; TOTP allows 30 seconds. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Looks at the database through the application's own way in. Only reads. */
export async function databaseFindings(app: pg.ClientConfig, clock: Clock): Promise<Finding[]> {
  try {
    return await withClient(app, async (client) => [
      finding(true, 'Die Datenbank ist erreichbar.'),
      ...(await serverFindings(client)),
      ...(await roleFindings(client)),
      ...(await rowSecurityFindings(client)),
      await transportFinding(client, app),
      await clockFinding(client, clock),
      await schemaFinding(app),
    ]);
  } catch (error) {
    if (error instanceof OperationFault) return [finding(false, 'Die Datenbank ist erreichbar und nimmt die Anmeldung an.', error.message)];
    throw error;
  }
}

async function serverFindings(client: pg.Client): Promise<Finding[]> {
  const server = await one<{ number: number; version: string; fsync: string; pages: string; commit: string; encoding: string }>(
    client,
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding`,
  );
  return [
    finding(server.number >= OLDEST_VERSION, `PostgreSQL ${server.version} ist neu genug (ab 15).`, 'Stellen Sie PostgreSQL 15 oder neuer bereit.'),
    finding(server.encoding === 'UTF8', 'Die Datenbank speichert alle Schriften (UTF8).', 'Legen Sie die Datenbank neu an: create database … encoding UTF8 template template0.'),
    finding(server.fsync === 'on' && server.pages === 'on', 'Bestätigtes übersteht einen Stromausfall (fsync und full_page_writes an).', 'Setzen Sie in postgresql.conf fsync = on und full_page_writes = on.'),
    finding(server.commit !== 'off', 'Bestätigt wird erst, was auf dem Datenträger ist (synchronous_commit).', 'Setzen Sie synchronous_commit = on.'),
  ];
}

async function roleFindings(client: pg.Client): Promise<Finding[]> {
  const role = await one<{ name: string; super: boolean; bypass: boolean; creates: boolean; owns: string[]; owner: boolean }>(
    client,
    `select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass, r.rolcreaterole or r.rolcreatedb as creates,
       array(select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = any ($1) and c.relkind in ('r', 'p') and c.relowner = r.oid order by 1 limit 3) as owns,
       exists (select from pg_roles o where o.rolname = $2 and not r.rolsuper and pg_has_role(r.oid, o.oid, 'member')) as owner
     from pg_roles r where r.rolname = current_user`,
    [PART_SCHEMAS, OWNER_ROLE],
  );
  return [
    finding(!role.super, `Die Anwendung ist kein Superuser (Rolle ${role.name}).`, 'Richten Sie DATABASE_URL auf die Rolle lueckenlos_app; ein Superuser umgeht jede Trennung der Kommunen.'),
    finding(!role.bypass, 'Die Anwendung kann die Trennung der Kommunen nicht umgehen.', `Führen Sie aus: alter role ${role.name} nobypassrls;`),
    finding(!role.creates, 'Die Anwendung kann keine Rollen oder Datenbanken anlegen.', `Führen Sie aus: alter role ${role.name} nocreaterole nocreatedb;`),
    finding(role.owns.length === 0 && !role.owner, 'Der Anwendung gehören keine Tabellen.', `Die Tabellen müssen ${OWNER_ROLE} gehören und ${role.name} darf nicht Mitglied davon sein${role.owns.length ? ` (betroffen: ${role.owns.join(', ')} …)` : ''}.`),
  ];
}

async function rowSecurityFindings(client: pg.Client): Promise<Finding[]> {
  const { open } = await one<{ open: string[] }>(
    client,
    `select array(select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped) order by 1) as open`,
    [PART_SCHEMAS],
  );
  const repair = open.map((table) => `alter table ${table} enable row level security, force row level security;`).join(' ');
  return [finding(open.length === 0, 'Jede Tabelle einer Kommune ist durch Row-Level-Security getrennt, auch für ihren Besitzer.', `Führen Sie als ${OWNER_ROLE} aus: ${repair}`)];
}

async function transportFinding(client: pg.Client, app: pg.ClientConfig): Promise<Finding> {
  const { remote, encrypted } = await one<{ remote: boolean; encrypted: boolean }>(
    client,
    `select coalesce(not inet_server_addr() <<= any (array['127.0.0.0/8', '::1/128']::inet[]), false) as remote,
       coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted`,
  );
  if (!remote) return finding(true, 'Die Datenbank liegt auf diesem Rechner; es geht nichts über das Netz.');
  const unchecked = /sslmode=no-verify/.test(app.connectionString ?? '');
  return finding(encrypted && !unchecked, 'Die Verbindung zur Datenbank ist verschlüsselt und die Gegenstelle geprüft (TLS).', 'Ergänzen Sie in DATABASE_URL sslmode=verify-full (und sslrootcert=… für eine eigene Zertifizierungsstelle).');
}

async function clockFinding(client: pg.Client, clock: Clock): Promise<Finding> {
  const before = clock.now().getTime();
  const { now } = await one<{ now: number }>(client, 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now');
  const difference = Math.abs(now - (before + clock.now().getTime()) / 2);
  return finding(difference <= CLOCK_TOLERANCE_MS, 'Die Uhren von Anwendung und Datenbank gehen gleich.', `Sie weichen um ${Math.round(difference / 1000)} s ab. Schalten Sie auf beiden Rechnern die Zeitsynchronisation ein (timedatectl set-ntp true).`);
}

async function schemaFinding(app: pg.ClientConfig): Promise<Finding> {
  const { pending, unknown } = await migrationState(app);
  if (unknown.length > 0) return finding(false, 'Das Schema der Datenbank passt zu dieser Fassung.', `Die Datenbank ist neuer (${unknown.join(', ')}). Installieren Sie die neuere Fassung von Lückenlos.`);
  return finding(pending.length === 0, 'Das Schema der Datenbank ist auf dem Stand dieser Fassung.', `Es fehlen: ${pending.join(', ')}. Starten Sie die Anwendung einmal mit DATABASE_OWNER_URL.`);
}

async function one<Row extends pg.QueryResultRow>(client: pg.Client, query: string, values: unknown[] = []): Promise<Row> {
  const { rows } = await client.query<Row>(query, values);
  if (!rows[0]) throw new Error('the catalog query gave no row');
  return rows[0];
}
