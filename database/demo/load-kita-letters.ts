import { storeCareCosts } from '../../src/kita/server/care-costs.ts';
import { storeLetterSetting } from '../../src/kita/server/letter-setting.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';

/** Invented, as general as every town could say it. */
const costs = {
  link: 'https://alfeld.example/kita-beitraege',
  text: {
    de: 'Was Sie zahlen, hängt vom Alter Ihres Kindes, von den Stunden und vom Einkommen ab. Das Essen kostet extra.\nWenn Ihr Einkommen klein ist oder mehrere Kinder betreut werden, können Sie eine Ermäßigung beantragen. Wir helfen Ihnen dabei.',
    'de-easy': 'Die Kita kostet Geld. Wie viel, kommt auf Ihr Kind, die Stunden und Ihr Einkommen an. Das Essen kostet extra.\nSie haben wenig Geld? Dann zahlen Sie weniger oder nichts. Wir helfen Ihnen beim Antrag.',
    en: 'What you pay depends on your child’s age, the hours and your income. Meals cost extra.\nIf your income is low or you have several children in care, you can apply for a reduction. We will help you.',
    uk: 'Скільки ви платите, залежить від віку дитини, кількості годин і вашого доходу. Харчування оплачується окремо.\nЯкщо ваш дохід невеликий або садок відвідують кілька ваших дітей, можна подати заяву на зниження оплати. Ми допоможемо.',
    tr: 'Ne kadar ödeyeceğiniz çocuğunuzun yaşına, saatlere ve gelirinize bağlıdır. Yemek ayrıca ücretlidir.\nGeliriniz azsa veya birden fazla çocuğunuz kreşe gidiyorsa indirim başvurusu yapabilirsiniz. Size yardım ederiz.',
    ar: 'ما تدفعونه يتوقف على عمر طفلكم وعدد الساعات ودخلكم. الطعام له تكلفة إضافية.\nإذا كان دخلكم قليلاً أو كان لديكم عدة أطفال في الرعاية، يمكنكم طلب تخفيض. نحن نساعدكم في ذلك.',
    ru: 'Сколько вы платите, зависит от возраста ребёнка, количества часов и вашего дохода. Питание оплачивается отдельно.\nЕсли доход небольшой или сад посещают несколько ваших детей, можно подать заявление на снижение оплаты. Мы поможем.',
  },
};

/** How Alfeld writes to families. The court is the one for the town; telephone and mail are invented. Freed places go on in replacement rounds until a round has ended. */
export async function loadKitaLettersOfDemo(tx: Write, municipalityId: Uuid, slug: string, clock: Clock): Promise<void> {
  if (slug !== 'alfeld') return;
  await storeLetterSetting(tx, municipalityId, clock, {
    officeName: 'Familien- und Kinderservicebüro', senderLine: 'Stadt Alfeld (Leine) · Marktplatz 12 · 31061 Alfeld (Leine)', place: 'Alfeld (Leine)', phone: '030 23125 181',
    contact: 'Telefon 030 23125 181, Montag bis Freitag 8 bis 12 Uhr\nkita@alfeld.example\nMarktplatz 12, 31061 Alfeld (Leine)',
    remedyKind: 'court', remedyBody: 'Verwaltungsgericht Hannover, Leonhardtstraße 15, 30175 Hannover', replacement: 'rounds',
  });
  await storeCareCosts(tx, municipalityId, clock, costs);
}
