import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the standard says of a page of a list (HSDS 3.1, schema Page). */
interface Page {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: { id: string }[];
}

interface ApiDescription {
  paths: Record<string, { get?: { parameters?: { name?: string; in?: string; $ref?: string }[] } }>;
}

export interface Harvest {
  /** path of a list → its records, each as its own address gives it, with everything nested */
  records: Map<string, Record<string, unknown>[]>;
  /** where the server did not do what the standard says */
  faults: string[];
}

/** Lists of the standard's API; each has a record at its path and an id. Read from the official description where its folder is at hand. */
const LISTS = ['/services', '/organizations', '/service_at_locations', '/taxonomies', '/taxonomy_terms'];

/**
 * A client as a county writes one: it knows the standard and the address, and nothing of this house. Turns the pages of every list until the
 * last, then opens each record. `folder`: of the official schemas, whose description of the API then says which lists there are.
 */
export async function harvest(address: string, folder: string | undefined): Promise<Harvest> {
  const faults: string[] = [];
  const records: Harvest['records'] = new Map();
  const about = await json<{ version?: string; profile?: string; openapi_url?: string }>(address);
  for (const name of ['version', 'profile', 'openapi_url'] as const) if (typeof about[name] !== 'string') faults.push(`/ says no ${name}`);
  for (const list of listsOf(folder)) {
    const ids: string[] = [];
    let page: Page;
    let number = 0;
    do {
      number += 1;
      page = await json<Page>(`${address}${list}?page=${number}&per_page=40`);
      if (page.page_number !== number || page.size !== page.contents.length || page.first_page !== (number === 1) || page.empty !== (page.size === 0)) faults.push(`${list} page ${number}: ${JSON.stringify({ ...page, contents: page.contents.length })}`);
      ids.push(...page.contents.map(({ id }) => id));
    } while (!page.last_page && number < 1_000);
    if (new Set(ids).size !== page.total_items || ids.length !== page.total_items || page.total_pages !== number) faults.push(`${list}: ${ids.length} records on ${number} pages, announced ${page.total_items} on ${page.total_pages}`);
    const whole: Record<string, unknown>[] = [];
    for (const id of ids) {
      const record = await json<Record<string, unknown>>(`${address}${list}/${id}`);
      if (record['id'] !== id) faults.push(`${list}/${id} is ${String(record['id'])}`);
      whole.push(record);
    }
    records.set(list, whole);
  }
  return { records, faults };
}

function listsOf(folder: string | undefined): string[] {
  const file = folder === undefined ? undefined : join(folder, 'openapi.json');
  if (file === undefined || !existsSync(file)) return LISTS;
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as ApiDescription;
  return Object.keys(paths).filter((path) => path !== '/' && paths[path]!.get && !path.includes('{'));
}

async function json<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
  return await answer.json() as Answer;
}
