import { IntlMessageFormat } from 'intl-messageformat';
import { languageFacts, type Language } from './language.ts';

/** A file of messages: flat keys, ICU MessageFormat texts. */
export type Messages = Record<string, string>;

/** Says a text in one language: `t('found', { count: 3 })`. An unknown key does not compile. */
export type Say<Key extends string> = (key: Key, values?: Record<string, string | number | Date>) => string;

export interface Texts<Key extends string> {
  in(language: Language): Say<Key>;
  /** true if the key has a text of its own in that language (otherwise German is shown) */
  has(language: Language, key: Key): boolean;
  keys: Key[];
  languages: Language[];
}

type WithGerman<German extends Messages> = { de: German } & { [Other in Exclude<Language, 'de'>]?: Record<keyof German, string> };

const formats = new Map<string, IntlMessageFormat>();

/**
 * Binds a part's message files. German defines the keys; each other language given must have every one of them
 * (a missing key does not compile). A language that is not given falls back to German: right for staff pages only.
 */
export function defineTexts<German extends Messages>(files: WithGerman<German>): Texts<Extract<keyof German, string>> {
  type Key = Extract<keyof German, string>;
  const source = files as unknown as Partial<Record<Language, Messages>>;
  return {
    in: (language) => {
      const own = source[language];
      const tag = languageFacts[own ? language : 'de'].tag;
      const messages = own ?? files.de;
      return (key, values) => {
        const text = messages[key] ?? files.de[key] ?? key;
        if (!text.includes('{') && !text.includes("'")) return text;
        const id = `${tag}\u0000${text}`;
        let format = formats.get(id);
        if (!format) formats.set(id, (format = new IntlMessageFormat(text, tag)));
        return String(format.format(values));
      };
    },
    has: (language, key) => source[language]?.[key] !== undefined,
    keys: Object.keys(files.de) as Key[],
    languages: Object.keys(source) as Language[],
  };
}
