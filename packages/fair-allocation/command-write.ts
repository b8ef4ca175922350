import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file wholly or not at all: the text goes to a neighbouring file, to the disk, and only then takes the name.
 * Whoever reads `file` – even after a power cut – sees the old content or all of the new. `-` goes to `print`.
 * Throws what the file system says; the neighbouring file is then removed.
 */
export async function writeWhole(file: string, chunks: Iterable<string>, print: (chunk: string) => Promise<void>): Promise<void> {
  if (file === '-') {
    for (const chunk of chunks) await print(chunk);
    return;
  }
  const unfinished = join(dirname(file), `.${basename(file)}.${randomUUID()}.unfinished`);
  try {
    const handle = await open(unfinished, 'wx');
    try {
      for (const chunk of chunks) await handle.writeFile(chunk, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
