import { raw } from 'hono/html';
import { usePage } from '../../platform/page-context.ts';

/** The sheet of paper: on the screen it looks like paper, on paper it is one side of A4, two where there are many long sentences (sheet-pages.ts). */
const css = `
.sheet{background:#fff;color:#000;border:1px solid var(--line);border-radius:.5rem;box-shadow:var(--lift);padding:clamp(1rem,4vw,2.5rem);max-inline-size:52rem;line-height:1.4}
.sheet>*+*{margin-block-start:1rem}
.page .sheet :is(p,ul,ol,.sheet-end){margin:0;max-inline-size:none}
.sheet-head{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:1rem;align-items:start;border-block-end:3px solid var(--ink);padding-block-end:1rem}
.sheet-title{display:flex;gap:.75rem;align-items:center}
.sheet-title h1{font-size:2rem}
.sheet-title .pictogram{inline-size:3.5rem;block-size:3.5rem;--phase:var(--ink);--phase-soft:var(--sand-deep);fill:none;stroke-linecap:round;stroke-linejoin:round}
.pictogram-soft{fill:var(--phase-soft)}.pictogram-line{stroke:var(--phase);stroke-width:2}
.sheet-again{font-size:1.5rem;font-weight:600}
.sheet+.sheet{margin-block-start:2rem}
.sheet-scan{display:flex;flex-direction:column;align-items:center;gap:.25rem;font-size:1rem;text-align:center;inline-size:9rem}
.sheet-scan .qr{inline-size:8rem;block-size:8rem}
.page .sheet .sheet-list{list-style:none;padding:0;margin-block-start:.75rem;display:grid}
.sheet-entry{display:grid;grid-template-columns:2.25rem minmax(0,1fr) 5.25rem;gap:.15rem .9rem;padding-block:.85rem;border-block-end:1px solid #999;margin:0}
.sheet-entry:first-child{padding-block-start:0}
.sheet-number{inline-size:2rem;block-size:2rem;border-radius:50%;background:#000;color:#fff;display:inline-flex;align-items:center;justify-content:center;font-weight:600}
.sheet-entry h2{font-size:1.1875rem;line-height:1.25}
.sheet-entry .qr{inline-size:5.25rem;block-size:5.25rem}
.sheet-german{font-size:1rem;color:#333}
.page .sheet .sheet-call{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;align-items:baseline;margin-block:.2rem}
.sheet-call .phone{font-size:1.3125rem;color:#000;text-decoration:none}
.sheet-facts{list-style:none;padding:0;margin:0;display:grid;gap:.1rem}
.sheet-facts li{display:flex;gap:.45rem;margin:0}
.sheet-facts .icon{flex:none;margin-block-start:.15em;inline-size:1.1em;block-size:1.1em}
.page .sheet .sheet-note{border:2px solid #000;border-radius:.4rem;padding:.35rem .7rem;margin-block-start:.35rem;font-weight:600}
.sheet-foot{display:grid;gap:.75rem}
.sheet-say{border:1px solid #666;border-radius:.4rem;padding:.6rem .9rem}
.sheet-say h2,.sheet-emergency h2{font-size:1.0625rem;margin:0 0 .2rem}
.sheet-say-german{font-weight:600}
.sheet-emergency ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;margin:0}
.sheet-emergency li{margin:0}
.sheet-emergency .phone .icon{display:none}
.sheet-emergency .phone{color:#000;text-decoration:none}
.sheet-end{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;font-size:1rem}
@media screen and (max-width:40rem){.sheet-head{grid-template-columns:1fr}.sheet-scan{flex-direction:row;inline-size:auto;text-align:start}.sheet-scan .qr{inline-size:6rem;block-size:6rem}.sheet-entry{grid-template-columns:2.25rem minmax(0,1fr)}.sheet-entry>.qr{display:none}}
@media (forced-colors:active){.sheet .pictogram-line{stroke:CanvasText}.sheet .pictogram-soft{fill:Canvas}}
@media print{
@page{size:A4;margin:10mm 12mm}
.site-header,.site-footer,.machine-made,.page>.notice,.flash{display:none!important}
.page{padding:0!important}.page>.sheet{margin:0!important}
.sheet{border:0;box-shadow:none;padding:0;max-inline-size:none;font-size:10.5pt;line-height:1.3}
.sheet>*+*{margin-block-start:3mm}
.sheet-head{padding-block-end:2.5mm;border-block-end-width:1.5pt}
.sheet-title h1{font-size:21pt}
.sheet-scan{font-size:8pt;inline-size:32mm}.sheet-scan .qr{inline-size:30mm;block-size:30mm}
.sheet-entry{padding-block:2mm;grid-template-columns:8mm minmax(0,1fr) 18mm;gap:.3mm 3mm;break-inside:avoid}
.sheet-number{inline-size:7mm;block-size:7mm;print-color-adjust:exact}
.sheet-entry h2{font-size:12.5pt}
.sheet-entry .qr{inline-size:18mm;block-size:18mm}
.sheet-german,.sheet-end{font-size:9pt}
.sheet-call .phone{font-size:14pt}
.page .sheet .sheet-note{padding:.6mm 2.5mm;border-width:1.2pt;margin-block-start:.8mm}
.sheet-say{padding:1.5mm 3mm}.sheet-say h2,.sheet-emergency h2{font-size:11pt}
.sheet-foot{gap:2mm;break-inside:avoid}
.sheet--dense{font-size:9pt}.sheet--dense .sheet-entry{padding-block:.8mm;grid-template-columns:7mm minmax(0,1fr) 15mm}.sheet--dense .sheet-entry .qr{inline-size:15mm;block-size:15mm}.sheet--dense .sheet-entry h2{font-size:10.5pt}.sheet--dense .sheet-call .phone{font-size:12pt}.sheet--dense .sheet-german{font-size:8pt}.sheet--dense .sheet-scan .qr{inline-size:26mm;block-size:26mm}.sheet--dense .sheet-title h1{font-size:17pt}
.sheet+.sheet{break-before:page}.sheet-again{font-size:15pt}
.sheet--columns{font-size:8.8pt;line-height:1.25}.page .sheet--columns .sheet-list{grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:6mm}.sheet--columns .sheet-entry,.sheet--columns .sheet-entry:first-child{padding-block:1.3mm;grid-template-columns:6mm minmax(0,1fr) 17mm;gap:.2mm 1.5mm;align-content:start}.sheet--columns .sheet-entry .qr{inline-size:17mm;block-size:17mm}.sheet--columns .sheet-entry h2{font-size:10pt;line-height:1.2}.sheet--columns .sheet-number{inline-size:5.5mm;block-size:5.5mm;font-size:8.5pt}.page .sheet--columns .sheet-call{margin-block:.3mm;gap:0 4mm}.sheet--columns .sheet-call .phone{font-size:12pt}.sheet--columns .sheet-german{font-size:8pt}.sheet--columns .sheet-scan .qr{inline-size:26mm;block-size:26mm}.sheet--columns .sheet-title h1{font-size:17pt}.sheet--columns .sheet-facts{gap:0}.page .sheet--columns .sheet-note{padding:.4mm 1.5mm;border-width:1pt;margin-block-start:.5mm}
.sheet :lang(ar),.sheet--dense :lang(ar){line-height:1.35}.sheet h1:lang(ar){line-height:1.2}
}
`.replace(/\n/g, '');

export function SheetStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}
