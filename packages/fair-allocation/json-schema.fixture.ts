import { readFileSync } from 'node:fs';

type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
};

const isType: Record<string, (value: unknown) => boolean> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

/** Does a value follow one of this package's JSON schemas? Knows the few words of draft 2020-12 they use, refuses any other. */
export function follows(file: 'market.schema.json' | 'allocation.schema.json', value: unknown): boolean {
  const root = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Schema;
  const known = new Set(['$schema', '$id', '$defs', '$ref', 'title', 'description', 'type', 'const', 'enum', 'anyOf', 'required', 'properties']);
  for (const word of ['additionalProperties', 'items', 'minItems', 'minLength', 'minimum', 'maximum', 'pattern']) known.add(word);

  function matches(schema: Schema, one: unknown): boolean {
    for (const word of Object.keys(schema)) if (!known.has(word)) throw new Error(`The schema uses "${word}", which this reader does not know.`);
    if (schema.$ref && !matches(root.$defs![schema.$ref.replace('#/$defs/', '')]!, one)) return false;
    if (schema.type && !isType[schema.type]!(one)) return false;
    if ('const' in schema && one !== schema.const) return false;
    if (schema.enum && !schema.enum.includes(one)) return false;
    if (schema.anyOf && !schema.anyOf.some((option) => matches(option, one))) return false;
    if (typeof one === 'string') {
      if (one.length < (schema.minLength ?? 0)) return false;
      if (schema.pattern && !new RegExp(schema.pattern, 'u').test(one)) return false;
    }
    if (typeof one === 'number' && (one < (schema.minimum ?? -Infinity) || one > (schema.maximum ?? Infinity))) return false;
    if (Array.isArray(one)) {
      if (one.length < (schema.minItems ?? 0)) return false;
      if (schema.items && !one.every((item) => matches(schema.items!, item))) return false;
    } else if (typeof one === 'object' && one !== null) {
      const fields = one as Record<string, unknown>;
      if (schema.required?.some((key) => !Object.hasOwn(fields, key))) return false;
      for (const [key, field] of Object.entries(fields)) {
        const property = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
        if (property ? !matches(property, field) : schema.additionalProperties === false) return false;
      }
    }
    return true;
  }
  return matches(root, value);
}
