import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What a backup says about itself; its last member. Counts and hashes are over the content exactly as stored. */
export const manifestSchema = v.object({
  format: v.literal('lueckenlos-backup'),
  formatVersion: v.literal(1),
  /** ISO 8601: the moment whose state is in the backup */
  createdAt: v.string(),
  postgresVersion: v.string(),
  /** schema files that had run, in their order */
  migrations: v.pipe(v.array(v.object({ name: v.string(), sha256 })), v.minLength(1)),
  /** see `keyFingerprint`; missing if no key was known to the one who made the backup */
  keyFingerprint: v.optional(v.string()),
  tables: v.array(v.object({ schema: v.string(), name: v.string(), columns: v.array(v.string()), rows: count, bytes: count, sha256 })),
  sequences: v.array(v.object({ schema: v.string(), name: v.string(), lastValue: v.optional(v.string()) })),
  files: v.array(v.object({ path: v.string(), size: count, sha256 })),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type TableEntry = Manifest['tables'][number];
export type FileEntry = Manifest['files'][number];

export const MANIFEST = 'manifest.json';

/** Rows of a table are spread over numbered members, so that no table has to fit into memory. */
export function tableMember(table: { schema: string; name: string }, part: number): string {
  return `tables/${table.schema}.${table.name}/${String(part).padStart(6, '0')}.copy`;
}

export function fileMember(path: string): string {
  return `files/${path}`;
}

/** What a member of an archive is; undefined for anything a backup does not contain. */
export function meaningOf(member: string): { table: string } | { file: string } | { manifest: true } | undefined {
  const table = /^tables\/([^/]+)\/\d{6,}\.copy$/.exec(member)?.[1];
  if (table) return { table };
  if (member.startsWith('files/') && isSafePath(member.slice('files/'.length))) return { file: member.slice('files/'.length) };
  return member === MANIFEST ? { manifest: true } : undefined;
}

/** A path inside the folder of files, never out of it. */
function isSafePath(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !/[\\\0]/.test(path) && path.split('/').every((step) => step !== '' && step !== '.' && step !== '..');
}
