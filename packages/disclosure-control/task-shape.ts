import { TableError } from './table-error.ts';

type Fields = Readonly<Record<string, unknown>>;

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  method: ['gauss', 'flow', 'exact', 'round', 'cell-key'],
  criterion: ['E', 'T'],
  status: ['open', 'required', 'known', 'hidden'],
};
const TASK = ['$schema', 'table', 'tables', 'same', 'links', 'rule', 'method', 'criterion', 'seed', 'secret', 'attempts', 'base', 'noise', 'rates', 'earlier'];
const RULE = ['minimumFrequency', 'publication', 'zeros', 'dominance', 'pPercent'];
const TABLE = ['id', 'dimensions', 'cells', 'relations', 'facts'];
const CELL = ['count', 'weight', 'contributions', 'status'];

/**
 * Whether a file read from outside has the shape of schema.json, as far as the table's own checks do not tell. A word nobody knows
 * is refused too: a misspelt rule would else protect less than was asked for.
 * Errors: `file-invalid` with the place, `rule-invalid` for an unknown rule. Complexity: O(size of the file).
 */
export function checkTask(file: unknown): void {
  const task = fieldsOf(file, 'The file');
  checkWords(task, TASK, 'The file', 'file-invalid');
  const tables = task['tables'] === undefined ? [task['table']].filter((table) => table !== undefined) : listOf(task['tables'], '"tables"');
  if (tables.length === 0) refuse('The file needs "table" or "tables" (see schema.json).');
  tables.forEach(checkTable);
  if (tables.length > 1 && task['same'] === undefined && task['links'] === undefined) {
    refuse('The file has more than one table, but does not say which cells count the same people: "same" must be "shared", a list of pairs, or an empty list where none do.');
  }
  checkChoices(task);
  if (task['rule'] !== undefined) checkRule(fieldsOf(task['rule'], '"rule"'));
  if (task['noise'] !== undefined) checkWords(fieldsOf(task['noise'], '"noise"'), ['maximum', 'variance', 'smallest'], '"noise"', 'rule-invalid');
  checkRelations(task['links'], '"links"');
  if (task['same'] !== undefined && task['same'] !== 'shared') listOf(task['same'], '"same"').forEach((pair, at) => checkPair(pair, `"same", entry ${at + 1}`));
  optionalList(task['rates'], '"rates"').forEach((rate, at) => checkTexts(rate, ['id', 'numerator', 'denominator'], `"rates", entry ${at + 1}`, ['decimals']));
  optionalList(task['earlier'], '"earlier"').forEach((release, at) => {
    const fields = checkTexts(release, ['id'], `"earlier", entry ${at + 1}`, ['shown', 'table', 'links', 'revisedBy']);
    const shown = fieldsOf(fields['shown'], `The earlier release "${String(fields['id'])}": "shown"`);
    for (const [cell, figure] of Object.entries(shown)) if (figure !== null && typeof figure !== 'number') refuse(`The earlier release "${String(fields['id'])}", cell "${cell}": what was shown must be a number, or null where it was suppressed.`);
    checkRelations(fields['links'], `The earlier release "${String(fields['id'])}", "links"`);
    if (fields['table'] !== undefined) checkTable(fields['table']);
  });
}

function checkRule(rule: Fields): void {
  checkWords(rule, RULE, '"rule"', 'rule-invalid');
  if (rule['dominance'] !== undefined) checkWords(fieldsOf(rule['dominance'], '"rule", "dominance"'), ['n', 'k'], '"rule", "dominance"', 'rule-invalid');
}

/** Errors: `file-invalid` for a method, criterion or status that does not exist, wherever the words come from. */
export function checkChoices(words: Fields, where = ''): void {
  for (const [name, known] of Object.entries(CHOICES)) {
    const word = words[name];
    if (word !== undefined && !known.includes(String(word))) refuse(`${where}The ${name} "${String(word)}" is unknown: ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`);
  }
}

function checkTable(table: unknown): void {
  const fieldsOfTable = fieldsOf(table, 'Every table');
  const { id, cells, dimensions, relations, facts } = fieldsOfTable;
  if (typeof id !== 'string' || !Array.isArray(cells)) refuse('Every table needs "id" and "cells" (see schema.json).');
  const where = `Table "${String(id)}"`;
  checkWords(fieldsOfTable, TABLE, where, 'file-invalid');
  optionalList(dimensions, `${where}, "dimensions"`).forEach((dimension, at) => {
    const fields = checkTexts(dimension, ['name'], `${where}, dimension ${at + 1}`, ['codes', 'groups']);
    listOf(fields['codes'], `${where}, dimension "${String(fields['name'])}", "codes"`).forEach((code, index) => checkTexts(code, ['code'], `${where}, dimension "${String(fields['name'])}", code ${index + 1}`, ['parent', 'label']));
    optionalList(fields['groups'], `${where}, dimension "${String(fields['name'])}", "groups"`).forEach((group, index) => checkSum(group, ['total'], `${where}, dimension "${String(fields['name'])}", group ${index + 1}`));
  });
  (cells as unknown[]).forEach((given, at) => {
    const fields = fieldsOf(given, `${where}, cell ${at + 1}`);
    const name = dimensions ? 'codes' : 'id';
    if (dimensions ? !isTexts(fields[name]) : typeof fields[name] !== 'string') refuse(`${where}, cell ${at + 1}: "${name}" is missing.`);
    const cell = `${where}, cell "${dimensions ? (fields['codes'] as string[]).join('|') : String(fields['id'])}"`;
    checkWords(fields, dimensions ? ['id', 'codes', ...CELL] : ['id', ...CELL], cell, 'file-invalid');
    checkChoices({ status: fields['status'] }, `${cell}: `);
    if (fields['contributions'] !== undefined && !listOf(fields['contributions'], `${cell}, "contributions"`).every((share) => typeof share === 'number')) refuse(`${cell}, "contributions" must be a list of numbers.`);
  });
  checkRelations(relations, `${where}, "relations"`);
  optionalList(facts, `${where}, "facts"`).forEach((fact, at) => checkFact(fact, `${where}, fact ${at + 1}`));
}

function checkFact(fact: unknown, where: string): void {
  const fields = checkTexts(fact, ['id'], where, ['terms', 'lower', 'upper']);
  if (typeof fields['lower'] !== 'number' || typeof fields['upper'] !== 'number') refuse(`${where}: "lower" and "upper" must be numbers.`);
  listOf(fields['terms'], `${where}, "terms"`).forEach((term, at) => {
    if (typeof checkTexts(term, ['cell'], `${where}, term ${at + 1}`, ['coefficient'])['coefficient'] !== 'number') refuse(`${where}, term ${at + 1}: "coefficient" must be a number.`);
  });
}

function checkRelations(relations: unknown, where: string): void {
  optionalList(relations, where).forEach((relation, at) => checkSum(relation, ['id', 'total'], `${where}, entry ${at + 1}`));
}

function checkSum(sum: unknown, names: readonly string[], where: string): void {
  if (!isTexts(checkTexts(sum, names, where, ['parts'])['parts'])) refuse(`${where}: "parts" must be a list of names.`);
}

function checkPair(pair: unknown, where: string): void {
  const fields = fieldsOf(pair, where);
  checkWords(fields, ['one', 'other'], where, 'file-invalid');
  const { one, other } = fields;
  for (const [name, place] of Object.entries({ one, other })) checkTexts(place, ['table', 'cell'], `${where}, "${name}"`);
}

/** `more`: what may stand there besides the texts that must. */
function checkTexts(value: unknown, names: readonly string[], where: string, more: readonly string[] = []): Fields {
  const fields = fieldsOf(value, where);
  checkWords(fields, [...names, ...more], where, 'file-invalid');
  for (const name of names) if (typeof fields[name] !== 'string') refuse(`${where}: "${name}" is missing.`);
  return fields;
}

function checkWords(fields: Fields, known: readonly string[], where: string, code: 'file-invalid' | 'rule-invalid'): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new TableError(code, `${where} says "${unknown}", which means nothing here; known are ${known.filter((name) => !name.startsWith('$')).join(', ')}.`);
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(`${where} must be an object in braces (see schema.json).`);
  return value as Fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(`${where} must be a list (see schema.json).`);
}

function optionalList(value: unknown, where: string): readonly unknown[] {
  return value === undefined ? [] : listOf(value, where);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function refuse(message: string): never {
  throw new TableError('file-invalid', message);
}
