import { raw } from 'hono/html';
import { usePage } from '../../platform/page-context.ts';

/** How guide and personal list look; travels only with their pages. */
const css = `
.pictogram{flex:none;width:4.25rem;height:4.25rem;fill:none;stroke-linecap:round;stroke-linejoin:round}
.pictogram-soft{fill:var(--phase-soft,var(--action-soft))}
.pictogram-line{stroke:var(--phase,var(--action));stroke-width:2}
.guide-top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1rem;margin-block-end:var(--gap-m)}
.guide-steps{display:flex;align-items:center;gap:.75rem;font-weight:600}
.guide-dots{display:flex;gap:.35rem}
.guide-dots span{inline-size:2rem;block-size:.5rem;border-radius:1rem;background:var(--sand-deep)}
.guide-dots .is-done{background:var(--action)}
.guide-question{display:block}
.guide-hint{color:var(--ink-soft)}
.choices-grid{list-style:none;padding:0;margin-block-start:var(--gap-l);display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr))}
.choices-grid>li{margin:0}
.choice-tile{display:flex;align-items:center;gap:1rem;block-size:100%;min-block-size:5.75rem;padding:.75rem 1.1rem;background:var(--sheet);color:var(--ink);border:2px solid var(--line);border-radius:var(--round-l);text-decoration:none;box-shadow:var(--lift)}
.choice-tile:hover{border-color:var(--phase,var(--action))}
.choice-tile[aria-current]{border-color:var(--phase,var(--action));background:var(--phase-soft,var(--action-soft))}
.choice-words{display:flex;flex-direction:column;min-inline-size:0;line-height:1.3}
.choice-title{font-weight:600;font-size:1.1875rem}
.choice-note{font-size:1rem;color:var(--ink-soft)}
.choice-tile .icon{margin-inline-start:auto}
.place-map{max-width:36rem}
@media (max-width:40rem){.place-map .map-labels{display:block;font-size:34px;stroke-width:7px}}
.place-choices{list-style:none;padding:0;margin-block-start:var(--gap-l);columns:16rem;column-gap:var(--gap-l)}
.place-choices>li{break-inside:avoid;margin:0 0 var(--gap-l)}
.place-choices ul{list-style:none;padding:0;margin:0}
.place-choices li li{margin:0}
.place-choice{display:block;padding:.6rem .9rem;border-radius:var(--round);min-block-size:2.75rem;background:var(--sheet);border:1px solid var(--line);color:var(--ink);text-decoration:none;margin-block-end:.4rem}
.place-choice:hover,.place-choice[aria-current]{border-color:var(--action);background:var(--action-soft)}
.place-choice--whole{font-weight:600;background:var(--sand);border-color:var(--sand-deep)}
.guide-onward{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center;margin-block-start:var(--gap-l)}
.guide-already{display:grid;gap:.75rem 2rem;align-items:center}
.guide-already>*{margin:0}
@media (min-width:48rem){.guide-already{grid-template-columns:minmax(0,1fr) auto}}
.crisis{border:2px solid var(--danger);background:var(--danger-soft);border-radius:var(--round-l);padding:1.25rem 1.5rem}
.crisis>*+*{margin-block-start:.75rem}
.crisis-numbers{list-style:none;padding:0;display:grid;gap:.6rem 1.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr))}
.crisis-numbers li{margin:0;display:flex;flex-direction:column;align-items:flex-start;gap:.15rem;line-height:1.35}
.crisis .phone{background:var(--danger)}
.crisis .kern-btn{background:#fff}
.answer-list{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}
.answer-list li{margin:0}
.suggestions{list-style:none;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:var(--gap-l)}
.suggestions>li{margin:0}
.suggestion{display:grid;gap:.75rem 2rem;padding:1.25rem 1.5rem;background:var(--sheet);border:1px solid var(--line);border-radius:var(--round-l);box-shadow:var(--lift)}
.suggestion>*{margin:0;min-inline-size:0}
.suggestion-head{display:flex;gap:.9rem;align-items:flex-start}
.suggestion-place{flex:none;display:inline-flex;align-items:center;justify-content:center;inline-size:2.25rem;block-size:2.25rem;border-radius:50%;background:var(--ink);color:#fff;font-weight:600}
.suggestion-head h2,.suggestion-head h3{font-size:1.3125rem;line-height:1.25}
.suggestion-head p{margin-block:.2rem 0}
.suggestion-call{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:center}
.suggestion-call .kern-btn{min-block-size:3rem}
.fact-list{list-style:none;padding:0;display:grid;gap:.5rem}
.fact-list li{display:flex;gap:.6rem;margin:0}
.fact-list .icon{flex:none;margin-block-start:.15em;color:var(--ink-soft)}
.is-open{font-weight:600;color:var(--good)}
.why{background:var(--sand);border-radius:var(--round);padding:.75rem 1rem;font-size:1rem}
.why :is(h3,h4){font-size:1rem;margin-block-end:.35rem}
.why ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.25rem}
.why li{display:flex;gap:.5rem;margin:0}
.why .icon{flex:none;color:var(--good);margin-block-start:.15em}
@media (min-width:56rem){.why ul{display:grid}.suggestion{grid-template-columns:minmax(0,1fr) 19rem}.suggestion-head,.suggestion-call{grid-column:1}.suggestion .why{grid-column:2;grid-row:1/span 4;align-self:start}.suggestion--plain{grid-template-columns:minmax(0,1fr)}}
.entry-tools{display:flex;flex-wrap:wrap;gap:.5rem}
.note-band{border-inline-start:6px solid var(--phase-2);background:var(--phase-2-soft);padding:.6rem 1rem;border-radius:var(--round)}
.note-band p{margin:0}
.note-band .small{color:var(--phase-2);font-weight:600}
.take-grid{display:grid;gap:var(--gap-l) var(--gap-xl)}
.take-grid>*{min-inline-size:0;margin:0}
@media (min-width:56rem){.take-grid{grid-template-columns:minmax(0,1fr) 15rem}}
.qr{display:block;inline-size:100%;max-inline-size:15rem;block-size:auto;background:#fff;border-radius:var(--round)}
.copy-field{inline-size:100%;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:1rem;padding:.6rem .75rem;border:1px solid var(--line-strong);border-radius:var(--round);background:var(--sheet);color:var(--ink)}
.guide-invite{display:grid;gap:1rem 1.75rem;align-items:center;padding:1.5rem;border-radius:1.25rem;background:var(--action);color:#fff}
.guide-invite>*{margin:0}
.guide-invite .pictogram{inline-size:5rem;block-size:5rem}
.guide-invite .pictogram-soft{fill:rgb(255 255 255/18%)}
.guide-invite .pictogram-line{stroke:#fff}
.guide-invite h2{color:#fff}
.guide-invite-words>*+*{margin-block-start:.35rem}
.guide-invite .kern-btn{background:#fff;border-color:#fff}
.guide-invite .kern-btn .kern-label,.guide-invite .kern-btn .icon{color:var(--action)}
@media (min-width:48rem){.guide-invite{grid-template-columns:auto minmax(0,1fr) auto}}
@media (max-width:30rem){.suggestion{padding:1rem}.crisis{padding:1rem}.choice-tile{padding:.5rem .75rem}}
@media (forced-colors:active){.pictogram-line{stroke:CanvasText}.pictogram-soft{fill:Canvas}.guide-invite,.choice-tile,.crisis,.why{border:2px solid CanvasText}.guide-dots .is-done{background:Highlight;forced-color-adjust:none}.choice-tile[aria-current]{outline:3px solid Highlight}}
@media print{.suggestion{break-inside:avoid;box-shadow:none;border-color:#777;padding:.6rem .9rem;gap:.4rem 1rem}.suggestion-place{background:none;color:#000;border:1pt solid #000}.guide-invite{background:none;color:#000;border:1pt solid #777;padding:.6rem .9rem}.guide-invite h2{color:#000}.guide-invite .pictogram-line{stroke:#000}.crisis{border-color:#000;background:none}.crisis .phone{background:none}.guide-onward,.guide-top,.entry-tools{display:none}}
`.replace(/\n/g, '');

export function GuideStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}
