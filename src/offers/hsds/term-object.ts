import { languageFacts, languages } from '../../platform/language.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Names } from '../names.ts';
import type { HsdsDirectory } from './directory.ts';
import { HSDS_VERSION, known, some, type HsdsTaxonomy, type HsdsTerm, type HsdsTranslation } from './hsds.ts';
import { stableId } from './stable-id.ts';

/** The lists of words a municipality orders its offers by. */
export const taxonomyKeys = ['life-phases', 'fields-of-action', 'transitions'] as const;
export type TaxonomyKey = (typeof taxonomyKeys)[number];

const NAMES: Record<TaxonomyKey, { name: string; description: string }> = {
  'life-phases': { name: 'Lebensphasen', description: 'Lebensphasen der Präventionskette, nach dem Alter des Kindes in Monaten; -9 ist der Beginn der Schwangerschaft.' },
  'fields-of-action': { name: 'Handlungsfelder', description: 'Handlungsfelder der Präventionskette; für Familien sind es Themen.' },
  transitions: { name: 'Übergänge', description: 'Übergänge zwischen den Lebensphasen, bei denen ein Angebot hilft.' },
};

export function taxonomyObject(directory: Pick<HsdsDirectory, 'municipalityId' | 'base'>, key: TaxonomyKey): HsdsTaxonomy {
  return { id: stableId(directory.municipalityId, 'taxonomy', key), ...NAMES[key], uri: `${directory.base}/hsds/profile#${key}`, version: HSDS_VERSION };
}

/** All terms of the municipality, taxonomy after taxonomy. */
export function termObjects(directory: HsdsDirectory): HsdsTerm[] {
  const [phases, fields, transitions] = [taxonomyObject(directory, 'life-phases'), taxonomyObject(directory, 'fields-of-action'), taxonomyObject(directory, 'transitions')];
  const phaseName = (id: Uuid) => directory.phases.find((phase) => phase.id === id)?.names.de ?? '';
  return [
    ...directory.phases.map((phase) => ({
      ...term(phase, phases, `${phase.fromMonth} bis unter ${phase.untilMonth} Monate`), from_month: phase.fromMonth, until_month: phase.untilMonth,
    })),
    ...directory.fields.map((field) => term(field, fields, field.names.de)),
    ...directory.transitions.map((one) => term(one, transitions, `${phaseName(one.fromPhaseId)} → ${phaseName(one.toPhaseId)}`)),
  ];
}

function term({ id, key, names }: { id: Uuid; key: string; names: Names }, taxonomy: HsdsTaxonomy, description: string): HsdsTerm {
  return known<HsdsTerm>({
    id, code: key, name: names.de, description, taxonomy: taxonomy.name, taxonomy_id: taxonomy.id, language: 'de', taxonomy_detail: taxonomy, translations: some(nameTranslations(names)),
  });
}

function nameTranslations(names: Names): HsdsTranslation[] {
  return languages.flatMap((language) => {
    const name = names[language];
    if (language === 'de' || !name) return [];
    return [{ language: languageFacts[language].tag, ...(language === 'de-easy' ? { easy_language: true as const } : {}), name }];
  });
}
