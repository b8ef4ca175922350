import { languageFacts, languages, type Language } from '../platform/language.ts';
import { PageContext, usePage, withQuery } from '../platform/page-context.ts';
import { Document } from './layout.tsx';
import { FormsRoom } from './musterbuch/forms.tsx';
import { ListsRoom } from './musterbuch/lists.tsx';
import { ReadingRoom } from './musterbuch/reading.tsx';
import { PageHead } from './page-head.tsx';

/** The language asked for by `?sprache=ar`; German for anything else. */
function musterbuchLanguage(query: URLSearchParams): Language {
  return languages.find((language) => language === query.get('sprache')) ?? 'de';
}

/** Every component in every state: what page authors choose from, and what the accessibility scan looks at. A whole document. */
export function MusterbuchPage() {
  const page = usePage();
  const language = musterbuchLanguage(page.query);
  const inLanguage = Object.assign(Object.create(page) as typeof page, {
    language,
    path: '/musterbuch',
    href: (path: string, query?: Parameters<typeof withQuery>[1]) => withQuery(path, path === '/musterbuch' ? keepLanguage(language, query) : query),
    hrefIn: (other: Language, path: string) => `${path}?sprache=${other}`,
  });
  return <PageContext.Provider value={inLanguage}><Rooms /></PageContext.Provider>;
}

function Rooms() {
  const page = usePage();
  const home = page.href('/musterbuch');
  return (
    <Document
      title="Musterbuch"
      unlisted
      town={{ name: 'Musterstadt (Leine)', slug: 'musterstadt', notice: 'Musterbuch: alle Bausteine in allen Zuständen' }}
      navigation={[
        { href: `${home}#lesen`, label: 'Lesen', current: true },
        { href: `${home}#listen`, label: 'Listen und Bilder' },
        { href: `${home}#formulare`, label: 'Formulare' },
      ]}
      account={{ name: 'Kim Beispiel', accountHref: home, signOutHref: home }}
      breadcrumbs={[{ label: 'Start', href: '/' }, { label: 'Musterbuch' }]}
      machineMade={page.language !== 'de'}
      flash={{ kind: 'success', text: languageFacts[page.language].name }}
      footerLinks={[{ href: home, label: 'Barrierefreiheit' }, { href: home, label: 'Impressum' }, { href: home, label: 'Datenschutz' }]}
    >
      <PageHead title="Musterbuch" lead="Die Bausteine der Oberfläche, jeder in jedem Zustand." />
      <ReadingRoom />
      <ListsRoom />
      <FormsRoom />
    </Document>
  );
}

function keepLanguage(language: Language, query?: Parameters<typeof withQuery>[1]): URLSearchParams {
  const kept = new URLSearchParams(withQuery('', query).slice(1));
  if (language !== 'de') kept.set('sprache', language);
  return kept;
}
