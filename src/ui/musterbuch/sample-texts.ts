import type { Language } from '../../platform/language.ts';

/** Words that stand in for what people write, to see each script in each component. Invented. */
interface SampleWords {
  name: string;
  sentence: string;
  offer: string;
  place: string;
}

export const sampleWords: Record<Language, SampleWords> = {
  de: { name: 'Name des Angebots', sentence: 'Eltern mit Kindern bis drei Jahre treffen sich, spielen und frühstücken zusammen.', offer: 'Eltern-Kind-Café am Markt', place: 'Stadtteil' },
  'de-easy': { name: 'Name vom Angebot', sentence: 'Eltern und kleine Kinder treffen sich. Sie spielen und essen zusammen.', offer: 'Eltern-Kind-Café am Markt', place: 'Ort' },
  en: { name: 'Name of the offer', sentence: 'Parents with children up to three years meet, play and have breakfast together.', offer: 'Parent and child café', place: 'District' },
  uk: { name: 'Назва пропозиції', sentence: 'Батьки з дітьми до трьох років зустрічаються, граються та снідають разом.', offer: 'Кафе для батьків і дітей', place: 'Район' },
  tr: { name: 'Teklifin adı', sentence: 'Üç yaşına kadar çocuğu olan aileler buluşur, oynar ve birlikte kahvaltı eder.', offer: 'Anne baba çocuk kahvesi', place: 'Semt' },
  ar: { name: 'اسم العرض', sentence: 'يلتقي الآباء مع أطفالهم حتى سن الثالثة ويلعبون ويتناولون الفطور معًا.', offer: 'مقهى الآباء والأطفال', place: 'الحي' },
  ru: { name: 'Название предложения', sentence: 'Родители с детьми до трёх лет встречаются, играют и вместе завтракают.', offer: 'Кафе для родителей и детей', place: 'Район' },
};
