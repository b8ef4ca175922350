import { raw } from 'hono/html';
import { usePage } from '../../platform/page-context.ts';

/** One side of A4 to hang on a door: large type, black on white, room for a nail. */
const css = `
.door-sheet{background:#fff;color:#000;border:1px solid var(--line);border-radius:.5rem;box-shadow:var(--lift);padding:clamp(1rem,4vw,2.5rem);max-inline-size:52rem;font-size:1.25rem;line-height:1.3}
.door-sheet .pictogram{flex:none;inline-size:2.6em;block-size:2.6em;fill:none;stroke-linecap:round;stroke-linejoin:round}
.door-sheet .pictogram-soft{fill:#e4eef7}.door-sheet .pictogram-line{stroke:#123a63;stroke-width:2}
.door-head{display:flex;gap:1.5rem;justify-content:space-between;align-items:flex-start;border-block-end:4px solid #000;padding-block-end:.75rem}
.door-head h1{font-size:2.25rem;line-height:1.1;margin:0}
.page .door-head p{margin:.35rem 0 0;font-size:1.35rem}
.door-head .qr{flex:none;inline-size:8rem;block-size:8rem}
.door-scan{flex:none;inline-size:8rem;text-align:center;font-size:1rem;line-height:1.15}
.door-day{break-inside:avoid-column}
.page .door-day h2{font-size:1.5rem;margin:.8rem 0 .1rem;break-after:avoid}
.page .door-day ul{list-style:none;padding:0;margin:0}
.page .door-day li{display:flex;gap:.8rem;align-items:flex-start;padding-block:.35rem;border-block-end:1px solid #888;margin:0;break-inside:avoid}
.door-time{flex:none;inline-size:6.6em;font-weight:700}
.door-what{flex:1;min-inline-size:0}
.page .door-what p{margin:0}
.door-name{font-weight:700}
.door-off .door-name,.door-off .door-time{text-decoration:line-through;text-decoration-thickness:.12em}
.page .door-flag{display:inline-block;border:2px solid #000;border-radius:.25em;padding:0 .35em;font-weight:700}
.door-off .door-flag{background:#000;color:#fff}
.door-more{font-size:.9em}
.door-foot{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;border-block-start:2px solid #000;margin-block-start:.75rem;padding-block-start:.4rem;font-size:1rem}
.page .door-foot p{margin:0}
@media (max-width:40rem){.door-sheet{font-size:1.1rem}.door-head{flex-direction:column}.page .door-day li{flex-wrap:wrap}.door-time{inline-size:auto}}
@media print{
@page{size:A4 portrait;margin:10mm 12mm}
.site-header,.site-footer,.machine-made,.page>.notice,.flash,.breadcrumbs{display:none!important}
.page{padding:0!important}.page>.door-sheet{margin:0!important}
.door-sheet{border:0;box-shadow:none;padding:0;max-inline-size:none;font-size:15pt;line-height:1.22;print-color-adjust:exact}
.door-head{flex-direction:row;padding-block-end:3mm}
.door-head h1{font-size:27pt}.page .door-head p{font-size:16pt;margin-block-start:1mm}
.door-head .qr{inline-size:29mm;block-size:29mm}.door-scan{inline-size:30mm;font-size:9.5pt}
.page .door-day h2{font-size:17pt;margin:3mm 0 0}
.page .door-day li{flex-wrap:nowrap;padding-block:1.6mm;gap:3mm;border-block-end-width:.5pt}
.door-time{inline-size:46mm}
.door-foot{font-size:12pt;margin-block-start:3mm}
.door-sheet--dense{font-size:12pt;line-height:1.18}.door-sheet--dense .door-head h1{font-size:23pt}.page .door-sheet--dense .door-head p{font-size:14pt}.page .door-sheet--dense .door-day h2{font-size:14pt;margin-block-start:1.6mm}.page .door-sheet--dense .door-day li{padding-block:.7mm}.door-sheet--dense .door-time{inline-size:40mm}.door-sheet--dense .pictogram{inline-size:2.1em;block-size:2.1em}.door-sheet--dense .door-foot{font-size:11pt}
.door-sheet--tight .door-day{break-inside:auto}.door-sheet--tight{font-size:10.5pt;line-height:1.15}.door-sheet--tight .door-head h1{font-size:20pt}.page .door-sheet--tight .door-head p{font-size:12pt}.door-sheet--tight .door-head .qr{inline-size:24mm;block-size:24mm}.door-sheet--tight .door-days{columns:2;column-gap:6mm}.page .door-sheet--tight .door-day h2{font-size:12pt;margin-block:1.2mm 0}.page .door-sheet--tight .door-day li{padding-block:.6mm;gap:0 2mm;flex-wrap:wrap}.door-sheet--tight .door-time{inline-size:100%}.door-sheet--tight .pictogram{display:none}.door-sheet--tight .door-foot{font-size:10pt}
.door-sheet:lang(ar),.door-sheet :lang(ar){line-height:1.35}
}
`.replace(/\n/g, '');

export function DoorSheetStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}
