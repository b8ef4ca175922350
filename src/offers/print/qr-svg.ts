import { encode } from 'uqr';

/** A QR code as SVG, its quiet zone of four modules included (ISO/IEC 18004). Rows of dark modules are one shape: no hairlines in print. */
export function qrSvg(text: string, correction: 'L' | 'M' | 'Q' = 'M'): string {
  const { data, size } = encode(text, { ecc: correction, border: 4 });
  const dark = data.map((row, y) => row.map((isDark, x) => (isDark && !row[x - 1] ? `M${x} ${y}h${lengthFrom(row, x)}v1h-${lengthFrom(row, x)}z` : '')).join('')).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dark}"/></svg>`;
}

function lengthFrom(row: readonly boolean[], start: number): number {
  const end = row.indexOf(false, start);
  return (end === -1 ? row.length : end) - start;
}
