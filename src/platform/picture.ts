import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);
const fontFiles = ['400Regular/NotoSans_400Regular.ttf', '700Bold/NotoSans_700Bold.ttf'].map((file) => require.resolve(`@expo-google-fonts/noto-sans/${file}`));

/** A drawing as PNG, white behind it, 1,600 pixels wide; the same on every machine: only our own fonts are used. 20–80 ms. */
export function pictureOf(svg: string): Uint8Array {
  const picture = new Resvg(svg.replace('<svg ', '<svg color="#1c1b2a" '), {
    background: '#ffffff', fitTo: { mode: 'width', value: 1600 }, font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans' },
  });
  return picture.render().asPng();
}
