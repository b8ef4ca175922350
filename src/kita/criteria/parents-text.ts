import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import { appliesAt, type Catalogue, type Criterion } from './catalogue.ts';
import { capitalised, isolated, quantity, sayList, sayPercent, scopeSentences, unitOf, whoMeets, type PlaceNames } from './criterion-words.ts';
import { factOf } from './fact.ts';

/** One sentence for parents, and what belongs to it. */
export interface ParentsLine {
  text: string;
  /** the criterion it says; missing for what is built in */
  criterionId?: Uuid;
  /** where and for which seats it holds, what is to be proved */
  notes: readonly string[];
  /** as the town wrote it, in German */
  legalBasis?: string;
}

export type ParentsSectionKey = 'requirement' | 'group' | 'reserve' | 'points' | 'ties' | 'siblings';

export interface ParentsSection {
  key: ParentsSectionKey;
  title: string;
  lines: readonly ParentsLine[];
}

type Rules = Omit<Catalogue, 'id' | 'name' | 'adoption' | 'basedOnId' | 'validFrom' | 'validUntil'>;

/**
 * What parents read, made from the catalogue that judges their wishes: every criterion is said in exactly one sentence, nothing is said that
 * is not in it. Sentences come in the order in which things decide. O(criteria).
 */
export function parentsText(catalogue: Rules, language: Language, names: PlaceNames): ParentsSection[] {
  const t = criteriaTexts.in(language);
  const plain = (text: string): ParentsLine => ({ text, notes: [] });
  const of = (kind: Criterion['kind']) => catalogue.criteria.filter((criterion) => criterion.kind === kind);
  const lines = (kind: Criterion['kind']) => of(kind).map((criterion) => lineOf(criterion, catalogue, language, names));
  const groups = lines('group');
  const reserves = lines('reserve');
  const points = lines('points');
  const sections: [ParentsSectionKey, ParentsLine[]][] = [
    ['requirement', [plain(t('built-in.age')), plain(t('built-in.inclusive')), plain(t(`non-residents.${catalogue.nonResidents}`)), ...lines('requirement')]],
    ['group', [plain(t('holders')), ...groups, plain(t(groups.length > 0 ? 'group.rest' : 'group.none'))]],
    ['reserve', reserves],
    ['points', points.length > 0 ? [plain(t('points.lead')), ...points] : [plain(t('points.none'))]],
    ['ties', [...(catalogue.ties === 'most-places' ? [plain(t('ties.most-places'))] : []), plain(t(`ties.${catalogue.lotteryScope}`)), plain(t('ties.seed'))]],
    ['siblings', [plain(t('siblings')), plain(t(`siblings.${catalogue.blocking}`))]],
  ];
  return sections.filter(([, found]) => found.length > 0).map(([key, found]) => ({ key, title: t(`section.${key}`), lines: found }));
}

/** Place of a priority group among those of the catalogue, from 1. */
export function rankOfGroup({ criteria }: Pick<Catalogue, 'criteria'>, group: number): number {
  const amounts = new Set(criteria.filter(({ kind }) => kind === 'group').map(({ amount }) => amount!));
  return [...amounts].filter((amount) => amount < group).length + 1;
}

/** One criterion in one sentence, with where it holds and its proof; the sentence beside its row in the office is the same. */
export function lineOf(criterion: Criterion, catalogue: Pick<Catalogue, 'criteria'>, language: Language, names: PlaceNames): ParentsLine {
  const t = criteriaTexts.in(language);
  const { fact, proof, kind } = criterion;
  const except = kind === 'reserve' ? (names.bounded ?? []).filter((pool) => appliesAt(criterion, pool)).map(({ name }) => isolated(name, language)) : [];
  const isProved = factOf(fact).origin === 'family' && proof !== 'none';
  return {
    text: capitalised(sentence(criterion, catalogue, language), language), criterionId: criterion.id, legalBasis: criterion.legalBasis,
    notes: [
      ...(kind === 'reserve' ? [t(`reserve.${criterion.reserveKind!}`)] : []),
      ...scopeSentences(criterion, language, names),
      ...(except.length > 0 ? [t('reserve.except', { places: sayList(except, language) })] : []),
      ...(isProved ? [t('proof', { proof: t(`fact.${fact as 'hardship'}.proof`) })] : []),
    ],
  };
}

function sentence(criterion: Criterion, catalogue: Pick<Catalogue, 'criteria'>, language: Language): string {
  const t = criteriaTexts.in(language);
  const who = whoMeets(criterion, language);
  const { kind, amount, share, fact, condition } = criterion;
  if (kind === 'requirement') return t('requirement', { who });
  if (kind === 'group') return t('group', { rank: rankOfGroup(catalogue, amount!), who });
  const where = criterion.facilityId === null && criterion.organizationId === null ? 'everywhere' : 'here';
  if (kind === 'reserve') return share === null ? t('reserve.seats', { seats: amount!, who, where }) : t('reserve.share', { percent: sayPercent(share, language), who, where });
  const points = Math.abs(amount!);
  const subject = capitalised(who, language);
  if (condition.perUnitUpTo === undefined) return t(amount! < 0 ? 'points.minus' : 'points', { who: subject, points });
  return t(amount! < 0 ? 'points.each.minus' : 'points.each', { who: subject, points, unit: unitOf(fact), upTo: quantity(fact, condition.perUnitUpTo, language) });
}
