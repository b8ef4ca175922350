import { languageFacts, type Language } from '../../platform/language.ts';
import { usePage } from '../../platform/page-context.ts';

/** A text as it was typed: an empty line makes a paragraph, a line break stays one. */
export function Paragraphs({ text, language }: { text: string; language: Language }) {
  const { tag } = usePage();
  const own = languageFacts[language];
  const mark = own.tag === tag ? {} : { lang: own.tag, dir: own.direction };
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p {...mark}>{paragraph.split('\n').map((line, index) => <>{index > 0 ? <br /> : null}{line}</>)}</p>
      ))}
    </>
  );
}
