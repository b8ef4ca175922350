import type { Child } from 'hono/jsx';
import { languageFacts, type Language } from '../platform/language.ts';
import { usePage } from '../platform/page-context.ts';

/** Words in another language than the page's, so that they are read out and set in their own; in the page's own it adds nothing. */
export function LanguageTag({ language, children }: { language: Language; children: Child }) {
  const page = usePage();
  const { tag, direction } = languageFacts[language];
  if (tag === page.tag) return <>{children}</>;
  return <span lang={tag} dir={direction}>{children}</span>;
}
