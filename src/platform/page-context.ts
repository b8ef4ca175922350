import { createContext, useContext } from 'hono/jsx';
import { languageFacts, type Language } from './language.ts';

/** What a component may know of the page it stands on, without being told by every caller. */
export interface PageSurroundings {
  language: Language;
  /** CSP nonce for inline style and script elements */
  nonce: string;
  /** hidden field of every form against cross-site requests; reading it binds the page to this visitor */
  readonly csrfToken: string;
  /** hidden field of every form, new at each reading: a second submit with the same key changes nothing */
  readonly submissionKey: string;
  /** path of this page inside the town, without town and language: `/angebote` */
  path: string;
  /** query of this page */
  query: URLSearchParams;
  /** address inside the town in the page's language: href('/angebote', { alter: '24' }) → `/alfeld/ar/angebote?alter=24` */
  href(path: string, query?: Query): string;
  /** the same for another language */
  hrefIn(language: Language, path: string, query?: Query): string;
}

export type Query = URLSearchParams | Record<string, string | number | readonly string[] | undefined>;

export const plainSurroundings: PageSurroundings = {
  language: 'de',
  nonce: '',
  csrfToken: '',
  submissionKey: '',
  path: '/',
  query: new URLSearchParams(),
  href: (path, query) => withQuery(path, query),
  hrefIn: (_language, path, query) => withQuery(path, query),
};

/** hono/jsx context; components read it with {@link usePage}. */
export const PageContext = createContext<PageSurroundings>(plainSurroundings);

/** The surroundings of the page being rendered. Call it before the first `await` of a component. */
export function usePage(): PageSurroundings & { direction: 'ltr' | 'rtl'; tag: string } {
  const page = useContext(PageContext);
  const { direction, tag } = languageFacts[page.language];
  // By prototype, not by copy: the form's secrets are made only when a form asks for them.
  return Object.assign(Object.create(page) as PageSurroundings, { direction, tag });
}

export function withQuery(path: string, query?: Query): string {
  if (!query) return path;
  const search = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (!(query instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined || value === '') continue;
      for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
