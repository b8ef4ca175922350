import type { TableNote } from './table-file.ts';

const MOST = 200;

/** Collects notes; a hostile file cannot make more than {@link MOST} of them, the rest is counted. */
export function noteBook() {
  const notes: TableNote[] = [];
  let more = 0;
  return {
    add(note: TableNote): void {
      if (notes.length < MOST) notes.push(note);
      else more += 1;
    },
    all(): TableNote[] {
      return more === 0 ? notes : [...notes, { code: 'more-notes', values: { count: more } }];
    },
  };
}

export type NoteBook = ReturnType<typeof noteBook>;
