import { encode } from 'uqr';

/** A QR code drawn here; the words beside it or its label say where it leads. */
export function QrCode({ text, label, class: classes = 'qr', correction = 'L' }: { text: string; label: string; class?: string; correction?: 'L' | 'M' }) {
  const { data, size } = encode(text, { ecc: correction, border: 2 });
  const dark = data.flatMap((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join('');
  return (
    <svg class={classes} role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="240" height="240" shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}

/** Dark modules side by side are drawn as one: a third of the bytes, and no hairlines between them in print. */
function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((isDark, x) => {
    if (!isDark) return;
    const last = found.at(-1);
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
