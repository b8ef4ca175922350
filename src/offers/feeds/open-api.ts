import { HSDS_VERSION } from '../hsds/hsds.ts';
import { ownRecords, profilePatches } from '../hsds/profile.ts';
import { licences, type LicenceKey } from './licence.ts';
import { interfaceTable, queryParameters, type Answer, type Interface } from './interface-table.ts';

const SPECIFICATION = `https://raw.githubusercontent.com/openreferral/specification/${HSDS_VERSION}/schema/`;
type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of all interfaces of a town, written from the same table the routes are mounted from. */
export function openApiDocument(town: { name: string; base: string; email?: string; licence?: LicenceKey }): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: `Angebote für Familien: ${town.name}`, version: HSDS_VERSION,
      description: 'Open Referral HSDS with a profile of our own (/hsds/profile), calendar, feed and catalogue. Reading needs no key. Times are wall time in Europe/Berlin; unknown values are left out.',
      ...(town.licence ? { license: { name: licences[town.licence].name, url: licences[town.licence].text } } : {}),
      ...(town.email ? { contact: { name: town.name, email: town.email } } : {}),
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: town.base }],
    paths: Object.fromEntries(interfaceTable.map((one) => [one.path, { get: operation(one) }])),
    components: {
      schemas: { ...recordSchemas(), About: aboutSchema, Page: pageSchema, Problem: problemSchema },
      parameters: Object.fromEntries(usedParameters().map((name) => [name, { name, in: 'query', required: false, ...queryParameters[name] }])),
      responses: { Problem: { description: 'What is wrong with the question', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  };
}

function usedParameters(): string[] {
  return [...new Set(interfaceTable.flatMap(({ query }: Interface) => query))];
}

function operation({ id, path, summary, query, answer }: Interface): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }));
  return {
    operationId: id, summary,
    ...(inPath.length + query.length > 0 ? { parameters: [...inPath, ...query.map((name) => ({ $ref: `#/components/parameters/${name}` }))] } : {}),
    responses: {
      200: { description: answer.kind === 'document' ? answer.description : summary, content: contentOf(answer) },
      304: { description: 'Unchanged (If-None-Match)' },
      ...(inPath.length > 0 ? { 404: { $ref: '#/components/responses/Problem' } } : {}),
      ...(query.length > 0 ? { 400: { $ref: '#/components/responses/Problem' }, 429: { $ref: '#/components/responses/Problem' } } : {}),
    },
  };
}

function contentOf(answer: Answer): Json {
  if (answer.kind === 'document') return { [answer.type]: { schema: { type: answer.type.includes('json') ? 'object' : 'string' } } };
  const record = { $ref: answer.of === 'about' ? '#/components/schemas/About' : `#/components/schemas/${schemaName(answer.of)}` };
  if (answer.kind === 'record') return { 'application/json': { schema: record } };
  const page = { allOf: [{ $ref: '#/components/schemas/Page' }], properties: { contents: { type: 'array', items: record } } };
  return { 'application/json': { schema: page }, 'application/x-ndjson': { schema: record } };
}

function schemaName(of: string): string {
  return of.split('_').map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
}

/** The schemas of HSDS with what our profile adds. */
function recordSchemas(): Json {
  const names = new Set(interfaceTable.flatMap(({ answer }: Interface) => (answer.kind === 'document' || answer.of === 'about' ? [] : [answer.of])));
  return Object.fromEntries([...names].map((of) => {
    const patch = profilePatches[`${of}.json`];
    return [schemaName(of), { allOf: [...(ownRecords.includes(of) ? [] : [{ $ref: `${SPECIFICATION}${of}.json` }]), ...(patch ? [{ type: 'object', ...patch }] : [])] }];
  }));
}

const aboutSchema: Json = {
  type: 'object', required: ['version', 'profile', 'openapi_url'],
  properties: { version: { type: 'string' }, profile: { type: 'string', format: 'uri' }, openapi_url: { type: 'string', format: 'uri' } },
};

const pageSchema: Json = {
  type: 'object', required: ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty', 'contents'],
  properties: {
    total_items: { type: 'integer' }, total_pages: { type: 'integer' }, page_number: { type: 'integer' }, size: { type: 'integer' }, first_page: { type: 'boolean' }, last_page: { type: 'boolean' },
    empty: { type: 'boolean' }, contents: { type: 'array', items: {} },
  },
};

const problemSchema: Json = {
  type: 'object', required: ['type', 'title', 'status', 'detail'],
  properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } },
};
