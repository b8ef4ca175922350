import { topicCode } from '../../src/offers/guide/topic-code.ts';

/** A page families open, inside a town and without the language; a filled one is seen by a browser that keeps a list. */
export interface FamilyPage {
  /** short, for file names and tables */
  name: string;
  path: string;
  isFilled?: boolean;
  /** a part of a very long page that has everything the page has: what axe reads, which takes it ten seconds for the whole */
  part?: string;
}

/** Pages at fixed addresses. What is new belongs here: tests/family-pages.test.ts compares with the routes. */
export const fixedFamilyPages: readonly FamilyPage[] = [
  { name: 'start', path: '/' },
  { name: 'frage-1', path: '/wegweiser' },
  { name: 'frage-2', path: '/wegweiser/fuer-wen' },
  { name: 'frage-3', path: '/wegweiser/wie-alt?wer=kind' },
  { name: 'frage-4', path: '/wegweiser/wo?wer=kind&alter=3-5' },
  // The code of the topic of violence (src/offers/guide/topic-code.ts): numbers to call stand first.
  { name: 'frage-gefahr', path: `/wegweiser/fuer-wen?thema=${topicCode({ key: 'schutz' })}` },
  { name: 'vorschlaege', path: '/wegweiser/vorschlaege?wer=kind&alter=baby' },
  { name: 'merkliste-leer', path: '/merkliste' },
  { name: 'merkliste-gesendet', path: '/merkliste/gesendet' },
  { name: 'merkliste', path: '/merkliste', isFilled: true },
  { name: 'blatt', path: '/merkliste/blatt', isFilled: true },
  { name: 'link-kaputt', path: '/merkliste/liste/abc' },
  { name: 'angebote', path: '/angebote' },
  { name: 'angebote-gefiltert', path: '/angebote?alter=2&kostenlos=1' },
  { name: 'suche', path: '/angebote?suche=Geld+reicht+nicht' },
  { name: 'suche-nichts', path: '/angebote?suche=xyzzy' },
  { name: 'kette', path: '/praeventionskette' },
  { name: 'zahlen', path: '/zahlen' },
  { name: 'kitas', path: '/kitas' },
  { name: 'kitas-gefiltert', path: '/kitas?alter=unter-3&stunden=35&stufenfrei=on' },
  { name: 'kita-kriterien', path: '/kita-kriterien' },
  { name: 'kita-anmeldung', path: '/kita-anmeldung' },
  { name: 'kita-anmeldung-gesendet', path: '/kita-anmeldung/gesendet' },
  { name: 'woche', path: '/diese-woche' },
  { name: 'woche-blatt', path: '/diese-woche/blatt' },
  { name: 'still-und-wickelpunkte', path: '/still-und-wickelpunkte' },
  { name: 'guetesiegel', path: '/guetesiegel-kinderschutz' },
  { name: 'siegel', path: '/siegel' },
  { name: 'siegel-unlesbar', path: '/siegel?code=abc' },
  { name: 'tueren', path: '/tuer' },
  { name: 'tuer', path: '/tuer/alle' },
  { name: 'tuer-dunkel', path: '/tuer/alle?ansicht=dunkel' },
  { name: 'umfrage-familien', path: '/umfrage/familien' },
  { name: 'umfrage-fachkraefte', path: '/umfrage/fachkraefte' },
  { name: 'umfrage-danke', path: '/umfrage/familien/danke' },
  { name: 'kita-vergabe', path: '/kita-vergabe' },
  { name: 'druck', path: '/druck' },
  { name: 'druck-ansicht', path: '/druck/ansicht', part: '/druck/ansicht?phase=geburt' },
  { name: 'einbetten', path: '/einbetten' },
  { name: 'anmelden', path: '/anmelden' },
  { name: 'anmelden-gesendet', path: '/anmelden/gesendet' },
  { name: 'abmelden', path: '/abmelden' },
  { name: 'barrierefreiheit', path: '/barrierefreiheit' },
  { name: 'datenschutz', path: '/datenschutz' },
  { name: 'impressum', path: '/impressum' },
  { name: 'gibt-es-nicht', path: '/gibt-es-nicht' },
];

export interface FoundFamilyPages {
  pages: FamilyPage[];
  /** of a browser that keeps a list */
  listCookie: { name: string; value: string };
}

/** All of them in a town of a running server: the fixed ones, an offer, and a list of so many offers, made as a family's browser makes it. */
export async function findFamilyPages(origin: string, town: string, entries = 2): Promise<FoundFamilyPages> {
  const text = async (path: string, headers: Record<string, string> = {}) => (await fetch(`${origin}${path}`, { headers })).text();
  const offers = [...new Set([...(await text(`/${town}/wegweiser/vorschlaege`)).matchAll(/name="dazu" value="([0-9a-f-]{36})"/g), ...(await text(`/${town}/angebote`)).matchAll(/name="dazu" value="([0-9a-f-]{36})"/g)].map((match) => match[1]!))];
  if (offers.length < entries) throw new Error(`${town} has too few offers for a list of ${entries}`);
  let cookie = '';
  for (const offer of offers.slice(0, entries)) {
    const answer = await fetch(`${origin}/${town}/merkliste`, {
      method: 'POST', redirect: 'manual', headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded', ...(cookie ? { Cookie: cookie } : {}) }, body: new URLSearchParams({ dazu: offer }),
    });
    cookie = answer.headers.getSetCookie().find((one) => one.includes('list-'))!.split(';')[0]!;
  }
  const sealed = /\/merkliste\/liste\/[\w-]{40,}/.exec(await text(`/${town}/merkliste`, { Cookie: cookie }))![0];
  const event = /\/veranstaltungen\/[0-9a-f-]{36}/.exec(await text(`/${town}/diese-woche`))?.[0];
  const kita = /\/kitas\/[0-9a-f-]{36}/.exec(await text(`/${town}/kitas`))?.[0];
  const figures = await text(`/${town}/zahlen`);
  const figure = /\/zahlen\/[a-z0-9-]+(?=")/.exec(figures)?.[0];
  const area = /\/zahlen\/gebiet\/[0-9a-f-]{36}/.exec(figures)?.[0];
  const cut = cookie.indexOf('=');
  return {
    pages: [
      ...fixedFamilyPages,
      { name: 'angebot', path: `/angebote/${offers[0]!}` },
      { name: 'angebot-drucken', path: `/angebote/${offers[0]!}/drucken` },
      { name: 'korrektur', path: `/angebote/${offers[0]!}/korrektur` },
      { name: 'korrektur-danke', path: `/angebote/${offers[0]!}/korrektur/danke` },
      ...(event ? [{ name: 'veranstaltung', path: event }] : []),
      ...(kita ? [{ name: 'kita', path: kita }] : []),
      ...(figure ? [{ name: 'zahl', path: figure }] : []),
      ...(area ? [{ name: 'gebiet', path: area }] : []),
      { name: 'liste-aus-link', path: sealed },
      { name: 'blatt-aus-link', path: `${sealed}/blatt` },
    ],
    listCookie: { name: cookie.slice(0, cut), value: cookie.slice(cut + 1) },
  };
}
