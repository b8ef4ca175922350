import { fold } from './fold.ts';

/** Words for numbers, days, times and languages in the languages families ask in; keys are folded. */
function table<Value>(entries: Record<string, Value>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(entries).flatMap(([words, value]) => words.split(', ').map((word) => [fold(word), value] as const)));
}

export const numberWords = table<number>({
  'ein, eine, einem, einen, eins, one, bir, один, одного, واحد, سنة واحدة': 1, 'zwei, two, iki, два, двох, двух, اثنين': 2, 'drei, three, üç, три, трьох, трех, ثلاث, ثلاثة': 3,
  'vier, four, dört, чотири, четыре, اربع, اربعة': 4, 'fünf, five, beş, п’ять, пять, خمس, خمسة': 5, 'sechs, six, altı, шість, шесть, ست, ستة': 6, 'sieben, seven, yedi, сім, семь, سبع': 7,
  'acht, eight, sekiz, вісім, восемь, ثمان': 8, 'neun, nine, dokuz, дев’ять, девять, تسع': 9, 'zehn, ten, десять, عشر': 10, 'elf, eleven': 11, 'zwölf, twelve': 12, 'dreizehn': 13, 'vierzehn': 14, 'fünfzehn': 15, 'sechzehn': 16, 'siebzehn': 17, 'achtzehn': 18,
});

/** „8jährige“, „zweijährigem“, „10monatiges“. Folded. */
export const ages = /^(\d{1,2}|ein|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|dreizehn|vierzehn|funfzehn|sechzehn|siebzehn)(jahrig\p{L}*|monatig\p{L}*|jahre?n?|monate?n?)$/u;

/** Whether a word counts months or years of age. */
export function unitOf(word: string): 'month' | 'year' | undefined {
  if (/^(monat\p{L}*|mon|months?|old months|aylik|ay|месяц\p{L}*|місяц\p{L}*|мес|شهر|اشهر|شهور|شهرا)$/u.test(word)) return 'month';
  return /^(jahr\p{L}*|years?|yr|yrs|yo|yas\p{L}*|лет|год|года|рок\p{L}*|рік|річн\p{L}*|летн\p{L}*|سنه|سنوات|سنين|عام|اعوام)$/u.test(word) ? 'year' : undefined;
}

export const daysAhead = table<number>({
  'heute, today, сегодня, сьогодні, bugün, اليوم': 0, 'morgen, tomorrow, завтра, yarın, غدا': 1, 'übermorgen, послезавтра, післязавтра': 2,
});

export const weekendWords: ReadonlySet<string> = new Set(['Wochenende', 'Wochenenden', 'weekend', 'вихідні', 'вихідних', 'выходные', 'выходных', 'hafta sonu', 'نهاية الاسبوع'].map(fold));

export const weekdayWords = table<number>({
  'Montag, montags, Montagnachmittag, Monday, mondays, понеділок, понедельник, Pazartesi, الاثنين': 1, 'Dienstag, dienstags, Tuesday, tuesdays, вівторок, вторник, Salı, الثلاثاء': 2,
  'Mittwoch, mittwochs, Wednesday, wednesdays, середа, середу, среда, среду, Çarşamba, الاربعاء': 3, 'Donnerstag, donnerstags, Thursday, thursdays, четвер, четверг, Perşembe, الخميس': 4,
  'Freitag, freitags, Friday, fridays, п’ятниця, пятница, пятницу, Cuma, الجمعة': 5, 'Samstag, samstags, Sonnabend, Saturday, saturdays, субота, суботу, суббота, субботу, Cumartesi, السبت': 6,
  'Sonntag, sonntags, Sunday, sundays, неділя, неділю, воскресенье, Pazar, الاحد': 7,
});

export const timesOfDay = table<readonly [string, string]>({
  'vormittag, vormittags, morgens, morning, зранку, вранці, утром, sabah, صباحا': ['06:00', '12:00'], 'mittags, noon': ['11:00', '14:00'],
  'nachmittag, nachmittags, afternoon, afternoons, вдень, днем, öğleden sonra, بعد الظهر': ['12:00', '18:00'],
  'abend, abends, evening, evenings, ввечері, увечері, вечером, akşam, مساء': ['17:00', '23:59'],
});

export const languagesAsked = table<string>({
  'türkisch, türkische, turkish, türkçe, турецкою, турецком, التركية': 'tr', 'arabisch, arabische, arabic, арабською, арабском, العربية, arapça': 'ar', 'ukrainisch, ukrainische, ukrainian, українською, украинском, الاوكرانية': 'uk',
  'russisch, russische, russian, російською, русском, русски, الروسية, rusça': 'ru', 'englisch, englische, english, англійською, английском, الانجليزية, ingilizce': 'en', 'kurdisch, kurdische, kurdish, kürtçe, الكردية': 'ku',
  'polnisch, polnische, polish': 'pl', 'farsi, persisch, dari': 'fa', 'rumänisch, rumänische, romanian': 'ro', 'französisch, französische, french': 'fr', 'gebärdensprache': 'gsg',
});

export const freeWords: ReadonlySet<string> = new Set(['kostenlos', 'kostenlose', 'kostenloser', 'kostenloses', 'kostenfrei', 'gratis', 'umsonst', 'free', 'безкоштовно', 'безкоштовний', 'безкоштовна', 'бесплатно', 'бесплатный', 'бесплатная', 'бесплатные', 'ücretsiz', 'bedava', 'مجاني', 'مجانا', 'مجانية'].map(fold));
