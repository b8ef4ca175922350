import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePdf, PdfFault } from './pdf.ts';

const at = new Date('2026-11-22T09:00:00Z');
const template = {
  name: 'letter',
  source: '#let data = json("data.json")\n#set document(title: data.title)\n#set text(font: ("Noto Sans", "Noto Sans Arabic"), fallback: false, lang: "de")\n#title()\n#data.text',
};
const letter = (text: string, title = 'Brief') => ({ template, data: { title, text }, at });
const ascii = (content: Uint8Array) => Buffer.from(content).toString('latin1');

const READER = 'pdftotext';

function hasPoppler(): boolean {
  try {
    execFileSync(READER, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('A document for paper and screen', () => {
  it('is a tagged PDF with title, language and its fonts in it, and says that it is accessible', async () => {
    const made = await makePdf(letter('Guten Tag, مرحبا, Привіт'));
    if (!made.ok) throw new Error(made.refusals[0]!.code);
    expect(made.value.pages).toBe(1);
    expect(made.value.replaced).toBe(0);
    expect(ascii(made.value.content)).toMatch(/^%PDF-1\.7/);
    expect(ascii(made.value.content)).toContain('/MarkInfo');
    expect(ascii(made.value.content)).toContain('<pdfuaid:part>1');
    expect(made.value.content.length).toBeLessThan(60_000);
  });

  it('is the same to the byte when the same is set again at the same time', async () => {
    const [one, other] = [await makePdf(letter('Gleich')), await makePdf(letter('Gleich'))];
    if (!one.ok || !other.ok) throw new Error('not made');
    expect(Buffer.from(one.value.content).equals(Buffer.from(other.value.content))).toBe(true);
  });

  it.skipIf(!hasPoppler())('never takes a name for a command', async () => {
    const hostile = '#panic("x") *fett* $x$ #read("/etc/passwd") = Kopf // @import';
    const made = await makePdf(letter(hostile));
    if (!made.ok) throw new Error(made.refusals[0]!.code);
    const text = execFileSync(READER, ['-', '-'], { input: Buffer.from(made.value.content) }).toString('utf8').replace(/\s+/g, ' ');
    expect(text).toContain('#panic("x") *fett* $x$ #read("/etc/passwd") = Kopf // @import');
  });

  it('shows what no font has as a box, leaves pictures out, and counts both', async () => {
    const made = await makePdf(letter('Spiel \u{1F388} 漢字 \u202eumgekehrt \u0007 \ud800 a\u200bb\u00adc \u2068d\u2069 \ufe0f\u200d\u200c\u200e x\u2009y \u2011 \u202f\ufeff ﷺ'));
    if (!made.ok) throw new Error(made.refusals[0]!.code);
    expect(made.value.replaced).toBe(3);
  });

  it('is made of whatever somebody typed', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 20 }), async (texts) => {
      const made = await makePdf(letter(texts.join('ب\u0301\u0e31')));
      expect(made.ok).toBe(true);
    }), { numRuns: 25 });
  });

  it('is refused as ours to repair when a picture has no words', async () => {
    const silent = { ...template, source: `${template.source}\n#image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"))` };
    await expect(makePdf({ template: silent, data: { title: 'Bild', text: '' }, at })).rejects.toThrow(PdfFault);
    expect((await makePdf(letter('Danach'))).ok).toBe(true);
  });

  it('cannot read files of the machine', async () => {
    await expect(makePdf({ template: { name: 'reader', source: '#set document(title: "x")\n#read("/etc/hostname")' }, data: null, at })).rejects.toThrow(PdfFault);
  });
});
