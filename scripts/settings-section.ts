const BEGIN = /<!-- Einstellungen: [^\n]* -->\n/;
const END = '<!-- Ende der Einstellungen -->';

/** The handbook with the table between its two markers replaced. Throws if a marker is missing. */
export function withSettingsTable(handbook: string, table: string): string {
  const begin = BEGIN.exec(handbook);
  const end = handbook.indexOf(END);
  if (!begin || end < begin.index) throw new Error('the handbook has lost the markers around its table of settings');
  return `${handbook.slice(0, begin.index + begin[0].length)}\n${table}\n\n${handbook.slice(end)}`;
}
