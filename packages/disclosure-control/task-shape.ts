import { TableError } from './table-error.ts';

type Fields = Readonly<Record<string, unknown>>;

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  method: ['gauss', 'flow', 'exact', 'round', 'cell-key'],
  criterion: ['E', 'T'],
  status: ['open', 'required', 'known', 'hidden'],
};
const TASK = ['$schema', 'table', 'tables', 'same', 'links', 'rule', 'method', 'criterion', 'seed', 'attempts', 'base', 'noise', 'rates', 'earlier'];
const RULE = ['minimumFrequency', 'publication', 'zeros', 'dominance', 'pPercent'];

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
  checkChoices(task);
  if (task['rule'] !== undefined) checkWords(fieldsOf(task['rule'], '"rule"'), RULE, '"rule"', 'rule-invalid');
  checkRelations(task['links'], '"links"');
  if (task['same'] !== undefined && task['same'] !== 'shared') listOf(task['same'], '"same"').forEach((pair, at) => checkPair(pair, `"same", entry ${at + 1}`));
  optionalList(task['rates'], '"rates"').forEach((rate, at) => checkTexts(rate, ['id', 'numerator', 'denominator'], `"rates", entry ${at + 1}`));
  optionalList(task['earlier'], '"earlier"').forEach((release, at) => {
    const fields = checkTexts(release, ['id'], `"earlier", entry ${at + 1}`);
    fieldsOf(fields['shown'], `The earlier release "${String(fields['id'])}": "shown"`);
    checkRelations(fields['links'], `The earlier release "${String(fields['id'])}", "links"`);
    if (fields['table'] !== undefined) checkTable(fields['table']);
  });
}

/** Errors: `file-invalid` for a method, criterion or status that does not exist, wherever the words come from. */
export function checkChoices(words: Fields, where = ''): void {
  for (const [name, known] of Object.entries(CHOICES)) {
    const word = words[name];
    if (word !== undefined && !known.includes(String(word))) refuse(`${where}The ${name} "${String(word)}" is unknown: ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`);
  }
}

function checkTable(table: unknown): void {
  const { id, cells, dimensions, relations, facts } = fieldsOf(table, 'Every table');
  if (typeof id !== 'string' || !Array.isArray(cells)) refuse('Every table needs "id" and "cells" (see schema.json).');
  const where = `Table "${String(id)}"`;
  optionalList(dimensions, `${where}, "dimensions"`).forEach((dimension, at) => {
    const fields = checkTexts(dimension, ['name'], `${where}, dimension ${at + 1}`);
    listOf(fields['codes'], `${where}, dimension "${String(fields['name'])}", "codes"`).forEach((code, index) => checkTexts(code, ['code'], `${where}, dimension "${String(fields['name'])}", code ${index + 1}`));
    optionalList(fields['groups'], `${where}, dimension "${String(fields['name'])}", "groups"`).forEach((group, index) => checkSum(group, ['total'], `${where}, dimension "${String(fields['name'])}", group ${index + 1}`));
  });
  (cells as unknown[]).forEach((cell, at) => {
    const fields = fieldsOf(cell, `${where}, cell ${at + 1}`);
    const name = dimensions ? 'codes' : 'id';
    if (dimensions ? !isTexts(fields[name]) : typeof fields[name] !== 'string') refuse(`${where}, cell ${at + 1}: "${name}" is missing.`);
    checkChoices({ status: fields['status'] }, `${where}, cell "${dimensions ? (fields['codes'] as string[]).join('|') : String(fields['id'])}": `);
  });
  checkRelations(relations, `${where}, "relations"`);
  optionalList(facts, `${where}, "facts"`).forEach((fact, at) => listOf(checkTexts(fact, ['id'], `${where}, fact ${at + 1}`)['terms'], `${where}, fact ${at + 1}, "terms"`));
}

function checkRelations(relations: unknown, where: string): void {
  optionalList(relations, where).forEach((relation, at) => checkSum(relation, ['id', 'total'], `${where}, entry ${at + 1}`));
}

function checkSum(sum: unknown, names: readonly string[], where: string): void {
  if (!isTexts(checkTexts(sum, names, where)['parts'])) refuse(`${where}: "parts" must be a list of names.`);
}

function checkPair(pair: unknown, where: string): void {
  const { one, other } = fieldsOf(pair, where);
  for (const [name, place] of Object.entries({ one, other })) checkTexts(place, ['table', 'cell'], `${where}, "${name}"`);
}

function checkTexts(value: unknown, names: readonly string[], where: string): Fields {
  const fields = fieldsOf(value, where);
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
