/**
 * Makes a built style sheet smaller without changing what is seen: drops KERN's dark theme (this product has one look),
 * tokens nobody uses, and writes its `oklch()` colours as hex, which older phones also understand.
 */
export function leanStyles(css: string): string {
  const light = css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/@media \(prefers-color-scheme: ?(?:dark|light)\)\s*\{\s*:root\s*\{[^}]*\}\s*\}/g, '')
    .replace(/(?:\[data-kern-theme=["']?dark["']?\],\s*\.kern-dark|\.kern-dark,\s*\[data-kern-theme=["']?dark["']?\])\s*\{[^}]*\}/g, '')
    .replace(/\.kern-level-[12]\s*\{[^}]*\}/g, '');
  return withoutUnusedTokens(light.replace(/oklch\(([\d.]+)%\s+([\d.]+)\s+([\d.]+)\)/g, (_all, l, c, h) => hex(Number(l) / 100, Number(c), Number(h))));
}

/** Removes custom properties that no `var()` reads, again and again, as one may be read only by another. */
function withoutUnusedTokens(css: string): string {
  const used = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));
  const lean = css.replace(/(?<=[{;\s])(--(?:kern|phase|gap)-[\w-]+)\s*:[^;{}]*(;|(?=\}))/g, (all, name: string) => (used.has(name) ? all : ''));
  return lean === css ? css : withoutUnusedTokens(lean);
}

/** OKLCH to sRGB (Ottosson 2020), clipped to the gamut of screens. */
function hex(lightness: number, chroma: number, hue: number): string {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const channel = (value: number) => {
    const inside = Math.min(1, Math.max(0, value));
    const encoded = inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255).toString(16).padStart(2, '0');
  };
  return `#${linear.map(channel).join('')}`;
}
