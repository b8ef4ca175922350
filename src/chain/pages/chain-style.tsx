import { raw } from 'hono/html';
import { usePage } from '../../platform/page-context.ts';

/** How the chain and its matrix look; belongs to this part and travels only with its pages. */
const css = `
.chain{list-style:none;margin:0;padding:0;display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)}
.chain-link{margin:0;text-align:center}
.chain-figure{position:relative}
.chain-ring{display:block;width:100%;height:auto;overflow:visible}
.chain-joint{position:absolute;inset-inline-end:-20%;inline-size:40%;block-size:28px;inset-block-start:calc(50% - 14px);overflow:visible;pointer-events:none}
.chain-joint .down{display:none}
.chain-words{padding:.25rem .35rem 0}
.chain-words p{margin:0}
.chain-name{font-weight:600;line-height:1.25;hyphens:auto;overflow-wrap:break-word}
.chain-name a{color:inherit}
.chain-counts{font-size:1rem;color:var(--ink-soft);list-style:none;margin:0;padding:0}
.chain-counts li{margin:0}
.chain-joint-words{display:none;font-size:1rem}
.chain-number{fill:var(--phase);font-weight:600;font-size:30px}
.piece-line,.piece-halo,.piece-cut,.bar-end{fill:none;stroke-linecap:butt}
.piece-line{stroke:var(--phase)}
.piece--covered .piece-line{stroke-width:13}
.piece--thin .piece-line{stroke-width:3.5}
.piece--unknown .piece-line{stroke:var(--ink-soft);stroke-width:6;stroke-linecap:round;stroke-dasharray:.1 11}
.piece--not-expected .piece-line{stroke:var(--line-strong);stroke-width:1;stroke-dasharray:3 3}
.piece--gap .piece-line{stroke:none}
.piece-cut{stroke:var(--danger);stroke-width:4;stroke-linecap:round}
.chain-joint .piece-line,.bar-end{stroke:var(--ink);stroke-linecap:round}
.chain-joint .piece-halo{stroke:var(--sheet);stroke-width:15;stroke-linecap:round}
.bar-end{stroke-width:9}
.chain-joint.piece--covered .piece-line{stroke-width:9}
.chain-joint.piece--thin .piece-line{stroke-width:3}
.chain-joint.piece--unknown .piece-line{stroke:var(--ink-soft);stroke-width:6}
.chain-joint.piece--not-expected .piece-line{stroke:var(--line-strong);stroke-width:1.5}
.not-expected{color:var(--ink-soft)}
@media (min-width:62rem){.chain-name{min-height:2.5em}}
@media screen and (max-width:61.99rem){
.chain{--ring:7.5rem;display:block}
.chain-link{display:grid;grid-template-columns:var(--ring) minmax(0,1fr);gap:0 1rem;text-align:start;padding-block-end:1.25rem}
.chain-link .chain-joint{inset-inline:calc(50% - 14px) auto;inline-size:28px;inset-block:calc(var(--ring)*.48) auto;block-size:calc(100% - var(--ring)*.48 + 1.25rem + var(--ring)*.18)}
.chain-joint .across{display:none}
.chain-link .chain-joint .down{display:inline}
.chain-joint-words{display:block;margin-block-start:.5rem!important;padding-block-start:.5rem;border-block-start:1px dashed var(--line-strong)}
.chain-joint-name{display:block}
}
@media screen and (max-width:30rem){.chain{--ring:5rem}.chain-link{column-gap:.6rem}.chart:has(.chain){padding:1rem .75rem}}
@media screen and (max-width:47.99rem){.matrix-plain .kern-table__cell{display:flex!important;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding-block:.2rem!important}
.matrix-plain .kern-table__cell::before{flex:1 1 40%}.matrix-plain .kern-table__cell>*{flex:0 1 auto;text-align:end}}
@media (forced-colors:active){.piece-line,.piece-cut,.chain-joint .piece-line,.bar-end{stroke:CanvasText}.piece--gap .piece-line{stroke:none}.chain-joint .piece-halo{stroke:Canvas}.chain-number{fill:CanvasText}}
@media print{.chain,.chain-ring{print-color-adjust:exact}.chain-words{font-size:9pt}.chain-counts{font-size:8pt}.matrix-plain,.matrix{font-size:7.5pt!important}.matrix-plain :is(th,td),.matrix :is(th,td){padding:2pt 3pt!important;font-size:7.5pt!important;hyphens:auto;overflow-wrap:anywhere}.matrix-notes{font-size:7pt}}
.matrix-cell{display:block;min-width:5.2rem;padding:.35rem .4rem;border-radius:.4rem;color:var(--ink);text-decoration:none;background:var(--state-soft,transparent);line-height:1.3}
.matrix-cell:hover,.matrix-cell:focus-visible{text-decoration:underline}
.matrix-cell .state{display:flex}
.matrix-notes{font-size:.9375rem;color:var(--ink-soft);display:block}
.matrix-cell--gap{--state-soft:var(--danger-soft)}
.matrix-cell--thin{--state-soft:var(--caution-soft)}
.matrix-cell--unknown{--state-soft:#eeeef2}
.matrix-cell--covered{--state-soft:var(--good-soft)}
.matrix td{padding:.2rem!important}
.legend-list{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;list-style:none;padding:0}
.legend-list li{margin:0}
.as-typed{white-space:pre-line}
.matrix-notes{font-weight:400}
.matrix{font-size:.9375rem}.matrix thead th{hyphens:auto;overflow-wrap:anywhere}.matrix .state{font-size:.9375rem;gap:.25rem}
.reason-list{list-style:none;padding:0}
.reason-list>li{border-inline-start:4px solid var(--line-strong);padding-inline-start:.9rem;margin-block:.9rem}
.reason--failed{border-inline-start-color:var(--danger)!important}
.reason--open{border-inline-start-style:dotted!important}
.reason--met{border-inline-start-color:var(--good)!important}
`.replace(/\n/g, '');

export function ChainStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}
