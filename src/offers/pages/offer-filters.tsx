import { usePage } from '../../platform/page-context.ts';
import { Checkbox, Select } from '../../ui/choice.tsx';
import { FilterBar, type ActiveFilter } from '../../ui/filter-bar.tsx';
import type { AreaTree } from '../../areas/area-tree.ts';
import { sayAges } from '../age.ts';
import { plainName } from '../names.ts';
import type { Choices } from '../offer-filter.ts';
import { ageChoices, parameters, SEARCH, type AgeChoice, type OfferQuery } from '../offer-query.ts';
import type { DirectoryWords } from '../server/directory-words.ts';
import { guideTexts } from '../texts.ts';
import { sayLanguage, sayWeekday } from '../said.ts';
import type { Language } from '../../platform/language.ts';

/** Everything to narrow the list by; the numbers say what choosing it would find. */
export function OfferFilters({ words, choices, asked }: { words: DirectoryWords; choices: Choices; asked: OfferQuery }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const counted = (label: string, count: number | undefined) => t('filter.with-count', { label, count: count ?? 0 });
  const languages = [...new Set([...choices.languages.keys(), ...(asked.filter.language ? [asked.filter.language] : [])])]
    .map((code) => ({ value: code, label: counted(sayLanguage(language, code), choices.languages.get(code)) })).sort((a, b) => a.label.localeCompare(b.label, language));
  const odd = asked.age && !ageChoices.includes(asked.age) ? [asked.age] : [];
  return (
    <FilterBar keep={[SEARCH]}>
      <Select name={parameters.age} label={t('filter.age')} prompt={t('filter.any')} optional options={[...ageChoices, ...odd].map((choice) => ({ value: choice.value, label: sayAgeChoice(choice, language) }))} />
      {words.fields.length > 0 ? <Select name={parameters.fieldId} label={t('filter.field')} prompt={t('filter.any')} optional options={words.fields.map((field) => ({ value: field.key, label: counted(plainName(field.names, language), choices.fields.get(field.id)) }))} /> : null}
      {words.areas.all.length > 1 ? <Select name={parameters.areaIds} label={t('filter.area')} prompt={t('filter.any')} optional options={areaOptions(words.areas)} /> : null}
      <Select name={parameters.weekday} label={t('filter.day')} prompt={t('filter.any')} optional options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: counted(sayWeekday(language, day), choices.weekdays.get(day)) }))} />
      {languages.length > 0 ? <Select name={parameters.language} label={t('filter.language')} prompt={t('filter.any')} optional options={languages} /> : null}
      <Checkbox name={parameters.free} label={counted(t('filter.free'), choices.free)} />
      <Checkbox name={parameters.stepFree} label={counted(t('filter.step-free'), choices.stepFree)} />
      {asked.phase ? <input type="hidden" name={parameters.phaseId} value={asked.phase.key} /> : null}
    </FilterBar>
  );
}

/** The areas below the municipality itself, which is what is searched without a choice; each level set in by spaces. */
function areaOptions({ roots, children }: AreaTree): { value: string; label: string }[] {
  const branch = (areas: AreaTree['roots'], depth: number): { value: string; label: string }[] => areas.flatMap((area) => [
    { value: area.key, label: `${'\u00a0\u00a0\u00a0'.repeat(depth)}${area.name}` }, ...branch(children(area.id), depth + 1),
  ]);
  return branch(roots.length === 1 ? children(roots[0]!.id) : roots, 0);
}

export function sayAgeChoice(choice: AgeChoice, language: Language): string {
  const t = guideTexts.in(language);
  if (choice.to < 0) return t('filter.pregnancy');
  if (choice.value === '18') return sayAges({ minimumAgeMonths: choice.from }, t);
  return sayAges({ minimumAgeMonths: choice.from, maximumAgeMonths: choice.to }, t);
}

/** What is chosen, in words, each with the parameter it stands under. */
export function activeFilters(asked: OfferQuery, query: URLSearchParams, language: Language): ActiveFilter[] {
  const t = guideTexts.in(language);
  const named = (name: keyof typeof parameters, label: string | undefined): ActiveFilter[] => {
    const parameter = parameters[name];
    return label === undefined ? [] : [{ parameter, value: query.get(parameter) ?? '', label }];
  };
  return [
    ...(asked.text ? [{ parameter: SEARCH, value: query.get(SEARCH) ?? '', label: asked.text }] : []),
    ...named('phaseId', asked.phase && plainName(asked.phase.names, language)),
    ...named('age', asked.age && sayAgeChoice(asked.age, language)),
    ...named('fieldId', asked.field && plainName(asked.field.names, language)),
    ...named('areaIds', asked.area?.name),
    ...named('weekday', asked.filter.weekday === undefined ? undefined : sayWeekday(language, asked.filter.weekday)),
    ...named('language', asked.filter.language && sayLanguage(language, asked.filter.language)),
    ...named('free', asked.filter.free ? t('filter.free') : undefined),
    ...named('stepFree', asked.filter.stepFree ? t('filter.step-free') : undefined),
  ];
}
