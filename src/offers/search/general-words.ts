import { stemOf } from './stem.ts';
import { wordsOf } from './words.ts';

/** So general in a directory for families that they only help to choose among what the other words find; folded. */
const WORDS = 'kind kinder familie eltern hilfe helfen unterstutzung angebot brauche brauchen suche suchen finden gesucht mochte mochten will wollen viel viele neu gut '
  + 'jahr jahre monate alt platz moglichkeiten bekommen kriegen kriege gehen machen tun lernen los wissen frage fragen problem probleme stadt gemeinde ort nahe '
  + 'hause zuhause jemand nichts nicht klein kleine gross grosse tag zeit leben person menschen stelle beratung gruppe kurs treffen gemeinsam zusammen sohn tochter '
  + 'jugend jugendliche jugendlichen teenager baby babys mutter vater mama papa mutti oma opa junge jungen schule bezahlen zahlen teuer billig gunstig bleiben kommen kommt nehmen wohnt weit weg wenig '
  + 'kaufen lassen zulassen bestellen verlangern anmelden anmeldung termin termine morgen '
  + 'help need want looking child children kid kids family parents year years old son daughter near please home visit town teenagers teens baby mother mum mom dad father support free cheap school '
  + 'допомога допомогти помощь помочь ребенок ребенка ребенку дитина дитини дитині дитячий дети детей діти дітей сын дочь син дочка мама маме мамі подросток підліток лет років нужна нужен потрібна потрібен ищу шукаю купить купити '
  + 'cocuk cocuklar cocugum cocugu yardim istiyorum ariyorum aile anne baba bebek gencler yas yasinda lazim '
  + 'مساعدة طفل طفلي اطفال الاطفال للاطفال ابني ابنتي اريد احتاج واحتاج سنوات سنة عائلة للاهل';
const stems: ReadonlySet<string> = new Set(wordsOf(WORDS).map(stemOf));

export function isGeneral(word: string): boolean {
  return stems.has(stemOf(word));
}
