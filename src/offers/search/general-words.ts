import { stemOf } from './stem.ts';

/** So general in a directory for families that they only help to choose among what the other words find; folded. */
const WORDS = 'kind kinder familie eltern hilfe helfen unterstutzung angebot brauche brauchen suche suchen finden gesucht mochte mochten will wollen viel viele neu gut '
  + 'jahr jahre monate alt platz moglichkeiten bekommen kriegen kriege gehen machen tun lernen los wissen frage fragen problem probleme stadt gemeinde ort nahe '
  + 'hause zuhause jemand nichts nicht klein kleine gross grosse tag zeit leben person menschen stelle beratung gruppe kurs treffen gemeinsam zusammen sohn tochter '
  + 'help need want looking child children kid kids family parents year years old son daughter near please';
const stems: ReadonlySet<string> = new Set(WORDS.split(' ').map(stemOf));

export function isGeneral(word: string): boolean {
  return stems.has(stemOf(word));
}
