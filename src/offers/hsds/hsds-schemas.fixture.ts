import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { mergePatch } from './merge-patch.ts';
import { ownRecords, profilePatches } from './profile.ts';

/** Folder of the official schemas, named by HSDS_SCHEMAS; undefined if there is none. */
export const schemasFolder = process.env['HSDS_SCHEMAS'] && existsSync(join(process.env['HSDS_SCHEMAS'], 'service.json')) ? process.env['HSDS_SCHEMAS'] : undefined;

/** Checks records against the official schemas, with or without our profile merged into them; gives the faults. */
export function hsdsValidator(folder: string, { profile }: { profile: boolean }): (schema: string, record: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'openapi.json')) {
    const official = { ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object), $id: name };
    ajv.addSchema((profile ? mergePatch(official, profilePatches[name] ?? {}) : official) as object, name);
  }
  // Without the profile there is nothing such a record could break.
  for (const name of ownRecords) ajv.addSchema((profile ? mergePatch({}, profilePatches[`${name}.json`]) : {}) as object, `${name}.json`);
  return (schema, record) => {
    const validate = ajv.getSchema(`${schema}.json`)!;
    return validate(record) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  };
}
