// A thread of its own for setting documents: it computes for seconds, and the pages of the house must go on meanwhile.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontCoverage, merged, type Coverage } from './font-coverage.ts';
import type { PdfAnswer, PdfTask } from './pdf.ts';
import { settable } from './pdf-texts.ts';

const require = createRequire(import.meta.url);
const FONTS = [
  () => require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  () => require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  () => require.resolve('@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf'),
  () => require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  () => require.resolve('@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'),
];
/** No folder: the compiler sees only what is handed to it in memory. */
const NOWHERE = '/lueckenlos-satz';
const AGES_KEPT = 3;
/** What the standard says of a text that cannot be shown. */
const GLYPHS = /could not be displayed|codepoint/;

interface Press {
  compiler: NodeCompiler;
  coverage: Coverage;
}

let press: Promise<Press> | undefined;

async function open(): Promise<Press> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fonts = FONTS.map((path) => readFileSync(path()));
  return { compiler: NodeCompiler.create({ workspace: NOWHERE, fontArgs: [{ fontBlobs: fonts }] }), coverage: merged(fonts.flatMap(fontCoverage)) };
}

async function make({ id, template, data, at }: PdfTask): Promise<PdfAnswer> {
  let opened: Press;
  try {
    opened = await (press ??= open());
  } catch {
    return { id, kind: 'unavailable' };
  }
  const { compiler, coverage } = opened;
  compiler.addSource(`${NOWHERE}/main.typ`, template.source);
  try {
    const first = settle(compiler, id, at, settable(data, coverage));
    return first.kind === 'fault' && first.faults.some((fault) => GLYPHS.test(fault)) ? settle(compiler, id, at, settable(data, coverage, true)) : first;
  } finally {
    compiler.unmapShadow(`${NOWHERE}/data.json`);
    compiler.evictCache(AGES_KEPT);
  }
}

function settle(compiler: NodeCompiler, id: number, at: number, { data, replaced }: ReturnType<typeof settable>): PdfAnswer {
  compiler.mapShadow(`${NOWHERE}/data.json`, Buffer.from(JSON.stringify(data)));
  try {
    const compiled = compiler.compile({ mainFilePath: `${NOWHERE}/main.typ` });
    const document = compiled.result;
    if (!document) return { id, kind: 'fault', faults: faultsOf(compiler, compiled.takeError()) };
    const content = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: at });
    return { id, kind: 'made', content: new Uint8Array(content), pages: document.numOfPages, replaced };
  } catch (error) {
    return { id, kind: 'fault', faults: [error instanceof Error ? error.message : String(error)] };
  }
}

function faultsOf(compiler: NodeCompiler, error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null): string[] {
  if (!error) return ['unknown'];
  return (compiler.fetchDiagnostics(error) as { message?: string }[]).map(({ message }) => String(message));
}

parentPort!.on('message', (task: PdfTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void make(task).then((answer) => parentPort!.postMessage(answer));
});
