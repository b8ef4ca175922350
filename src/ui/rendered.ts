import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Language } from '../platform/language.ts';
import { plainSurroundings, type PageSurroundings } from '../platform/page-context.ts';
import { render } from '../platform/page.tsx';

/** HTML of an element as it stands on a page in a language; for tests. */
export async function rendered(element: JSX.Element, language: Language = 'de', surroundings: Partial<PageSurroundings> = {}): Promise<string> {
  return render({ ...plainSurroundings, csrfToken: 'token', submissionKey: 'key', nonce: 'nonce', ...surroundings, language }, element);
}

/** Every value of an attribute, in order of appearance; values that list ids come one by one. */
export function values(html: string, attribute: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].flatMap((match) => match[1]!.split(' ')).filter(Boolean);
}

/** The opening tag of the element with this id. */
export function tagOf(html: string, id: string): string {
  return new RegExp(`<[^<>]*\\sid="${id}"[^<>]*>`).exec(html)?.[0] ?? '';
}

/** What is read out: the words without the markup. */
export function words(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();
}
