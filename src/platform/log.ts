/**
 * What may be written to the log: an allow-list. No parameters, no addresses with their query, no details of database
 * errors, no names. (ASVS 5, 16.2.5)
 */
export interface LogEntry {
  event: string;
  method?: string;
  /** the pattern of the route (`/:town/angebote/:id`), never the address itself */
  route?: string;
  status?: number;
  milliseconds?: number;
  requestId?: string;
  /** class name of an error */
  error?: string;
  /** SQLSTATE or system error code */
  code?: string;
  task?: string;
  attempts?: number;
  count?: number;
}

export type Log = (level: 'info' | 'warn' | 'error', entry: LogEntry) => void;

const ALLOWED: readonly (keyof LogEntry)[] = [
  'event', 'method', 'route', 'status', 'milliseconds', 'requestId', 'error', 'code', 'task', 'attempts', 'count',
];
const ORDER = { debug: 0, info: 0, warn: 1, error: 2, silent: 3 } as const;

/** A log of JSON lines that drops every field that is not on the list, also those smuggled in by a cast. */
export function createLog(from: keyof typeof ORDER, write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  return (level, entry) => {
    if (ORDER[level] < ORDER[from]) return;
    const kept = Object.fromEntries(ALLOWED.filter((name) => entry[name] !== undefined).map((name) => [name, entry[name]]));
    write(`${JSON.stringify({ at: new Date().toISOString(), level, ...kept })}\n`);
  };
}

/** Facts of an error that may be logged: its class and its code. */
export function errorFacts(error: unknown): Pick<LogEntry, 'error' | 'code'> {
  const code = (error as { code?: unknown } | null)?.code;
  return {
    error: error instanceof Error ? error.name : typeof error,
    ...(typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? { code } : {}),
  };
}
