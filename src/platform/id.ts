import { uuidv7 } from 'uuidv7';

/** uuid v7, made in the application (PostgreSQL 15 has no uuidv7()). */
export type Uuid = string & { readonly __uuid: unique symbol };

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function newId(): Uuid {
  return uuidv7() as Uuid;
}

export function isUuid(text: unknown): text is Uuid {
  return typeof text === 'string' && PATTERN.test(text);
}
