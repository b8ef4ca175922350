import { raw } from 'hono/html';

/** Fills the screen; sizes grow with it, so that it can be read from across the street. Light and dark, no colour alone. */
const css = `
:root{--back:#fff;--ink:#111;--soft:#444;--line:#999;--mark:#123a63;--flag:#7a1020}
.is-dark{--back:#0b0f14;--ink:#fff;--soft:#d5dbe3;--line:#6b7784;--mark:#9ecbff;--flag:#ffb3ba}
@media (prefers-contrast:more){:root{--soft:#000;--line:#000}.is-dark{--soft:#fff;--line:#fff}}
*{box-sizing:border-box}
html{block-size:100%}
.door{margin:0;min-block-size:100vh;display:block;background:var(--back);color:var(--ink);font-size:clamp(1.1rem,1.1vw + 1.35vh,3.4rem);line-height:1.25;padding:2.2vh 3vw}
.door main{display:block;max-inline-size:none;padding:0;margin:0}
.door a{color:inherit}
.door-top{display:flex;gap:2vw;justify-content:space-between;align-items:flex-start;border-block-end:.16em solid var(--ink);padding-block-end:.5em}
.door h1{font-size:1.7em;line-height:1.1;margin:0;color:inherit}
.door h2{font-size:1.2em;margin:.8em 0 .2em;color:var(--mark)}
.door h3{font-size:1em;margin:.6em 0 0;color:inherit}
.door p{margin:0}
.door ul{list-style:none;margin:0;padding:0}
.door li{display:flex;flex-wrap:wrap;gap:.1em 1em;padding:.35em 0;border-block-end:1px solid var(--line);margin:0}
.door-time{flex:none;inline-size:8.2em;font-weight:700}
.door-what{flex:1 1 12em;min-inline-size:0}
.door-name{font-weight:700}
.door-soft{color:var(--soft)}
.door-off .door-name,.door-off .door-time{text-decoration:line-through}
.door-flag{display:inline-block;border:.1em solid var(--flag);color:var(--flag);border-radius:.25em;padding:0 .35em;font-weight:700}
.door-now{border-color:var(--mark);color:var(--mark)}
.door .qr{inline-size:5.2em;block-size:5.2em;flex:none}
.door-scan{font-size:.6em;text-align:center;inline-size:9em;flex:none}
.door-scan .qr{inline-size:8em;block-size:8em}
.door-foot{margin-block-start:1em;font-size:.75em;color:var(--soft)}
.door-offline{border:.12em solid var(--flag);color:var(--flag);padding:.2em .5em;margin-block-start:.5em;font-weight:700}
[hidden]{display:none!important}
`.replace(/\n/g, '');

export function DoorStyle({ nonce }: { nonce: string }) {
  return <style nonce={nonce || undefined}>{raw(css)}</style>;
}
