const LETTER = 7;
const LINE = 18;

/** A text in lines that fit a drawing so many units wide. */
function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + 1 + word.length) * LETTER <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Room the caption of a drawing needs below it. */
export function captionHeight(text: string, width: number): number {
  return linesOf(text, width).length * LINE + 12;
}

/** What a drawing shows, of when and from whom, under it: a picture leaves its page behind. */
export function DrawingCaption({ text, width, top }: { text: string; width: number; top: number }) {
  return <g font-size="13">{linesOf(text, width).map((line, at) => <text x="4" y={top + 16 + at * LINE}>{line}</text>)}</g>;
}
