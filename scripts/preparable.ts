/** Statements PostgreSQL can prepare, one of each form; several in one message are taken apart. */
export function preparable(messages: readonly string[]): string[] {
  const forms = new Map<string, string>();
  for (const text of messages.flatMap((message) => (isData(message) ? apart(message) : []))) {
    if (isData(text) && !forms.has(formOf(text))) forms.set(formOf(text), text);
  }
  return [...forms.values()];
}

/** Tables a test made for itself (and those of migrations, which everybody has): no database but the test's own need have them. */
export function tablesMadeBy(messages: readonly string[]): Set<string> {
  return new Set(messages.flatMap((message) => [...message.matchAll(/\bcreate (?:(?:temp|temporary|unlogged) )?table (?:if not exists )?([\w.]+)/gi)].map(([, name]) => name!)));
}

/** Reads or changes rows; all else is about the schema, the session or the transaction. */
function isData(text: string): boolean {
  return /^\s*(with|select|insert|update|delete|merge|values)\b/i.test(text);
}

function apart(message: string): string[] {
  return (message.match(/('(?:[^']|'')*'|"[^"]*"|[^;'"])+/g) ?? []).map((text) => text.trim());
}

/** Values, rows to fill in and entries of a list say nothing more after the first one. */
function formOf(text: string): string {
  return text.replace(/'(?:[^']|'')*'/g, "''").replace(/\$\d+/g, '$').replace(/(\$)(?:, \$)+/g, '$1').replace(/(\([^()]*\))(?:, \1)+/g, '$1');
}
