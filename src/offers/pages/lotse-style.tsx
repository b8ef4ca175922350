import { raw } from 'hono/html';
import { usePage } from '../../platform/page-context.ts';

/** The counter's page: search on one side, the sheet on the other, one below the other on narrow screens. */
const css = `
#zettel{max-inline-size:none}
.lotse-grid{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--gap-xl);align-items:start}
.lotse-grid>*{min-inline-size:0;margin:0}
.lotse-grid section>*+*{margin-block-start:var(--gap-m)}
@media (min-width:64rem){.lotse-grid{grid-template-columns:minmax(0,5fr) minmax(0,6fr)}}
.lotse-hits{list-style:none;padding:0}
.lotse-hits li{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;justify-content:space-between;padding:.7rem 0;border-block-end:1px solid var(--line);margin:0}
.lotse-hits li>div{flex:1 1 14rem;min-inline-size:0}
.lotse-entry{background:var(--sheet);border:1px solid var(--line);border-radius:var(--round-l);padding:1rem 1.25rem;box-shadow:var(--lift)}
.lotse-entry>div>*+*{margin-block-start:.75rem}
.lotse-entry h3{font-size:1.125rem}
.lotse-fields{display:grid;grid-template-columns:minmax(0,1fr);gap:.75rem 1.25rem;align-items:end}
@media (min-width:80rem){.lotse-fields{grid-template-columns:1fr 1fr}}
.lotse-fields>*{margin:0!important;min-inline-size:0}
.lotse-entries{list-style:none;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
.lotse-entries>li{margin:0}
`.replace(/\n/g, '');

export function LotseStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}
