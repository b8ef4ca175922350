import arriving from './needs/arriving.json' with { type: 'json' };
import birth from './needs/birth.json' with { type: 'json' };
import care from './needs/care.json' with { type: 'json' };
import family from './needs/family.json' with { type: 'json' };
import health from './needs/health.json' with { type: 'json' };
import leisure from './needs/leisure.json' with { type: 'json' };
import money from './needs/money.json' with { type: 'json' };
import protection from './needs/protection.json' with { type: 'json' };
import school from './needs/school.json' with { type: 'json' };
import youth from './needs/youth.json' with { type: 'json' };
import { askedLanguages, Thesaurus, type Concept } from './thesaurus.ts';

/** A need as its file has it: lists of words and phrases parted by commas. */
interface Written {
  key: string;
  means: readonly string[];
  asked: { [Language in (typeof askedLanguages)[number]]?: string };
}

/** The needs every municipality begins with: plain data in needs/*.json. */
export const baseNeeds: readonly Concept[] = [birth, care, health, family, protection, money, arriving, school, youth, leisure].flatMap((file) => (file as readonly Written[]).map(needOf));

export const baseThesaurus = new Thesaurus(baseNeeds);

/** Words and phrases parted by commas or lines. */
export function readList(text: string): string[] {
  return text.split(/[,;\n،]/).map((one) => one.trim()).filter(Boolean);
}

function needOf({ key, means, asked }: Written): Concept {
  return { key, means: means.map(readList), asked: Object.fromEntries(askedLanguages.map((language) => [language, readList(asked[language] ?? '')])) };
}
