import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalText, text, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { catalogueIndicators, catalogueMeasures } from '../catalogue.ts';
import { readComponents, readTerms } from '../formula-text.ts';
import { indicatorsOf, type Formula } from '../formula.ts';
import { topics, type IndicatorDefinition } from '../indicator.ts';
import { editIndicators } from '../permissions.ts';
import { addIndicators, addMeasures, definitionRow, listDefinitions, listMeasures } from './definitions.ts';

/** Takes over what is in the catalogue and not here yet. */
export const takeCatalogue = action({
  may: editIndicators,
  audit: 'monitoring.catalogue.taken',
  input: v.object({}),
  async run({ tx, municipalityId, clock }) {
    await addMeasures(tx, municipalityId, catalogueMeasures, clock, true);
    await addIndicators(tx, municipalityId, catalogueIndicators, clock, true);
    return accepted(true);
  },
});

const key = () => v.pipe(text(60), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'key-unfit'));

export const addMeasure = action({
  may: editIndicators,
  audit: 'monitoring.measure.added',
  input: v.object({ key: key(), name: text(120), unit: text(40), kind: choice(['stock', 'flow']), protection: choice(['internal', 'social']) }),
  async run({ tx, municipalityId, clock, concerns }, { name, ...measure }) {
    const known = await listMeasures(tx, municipalityId);
    if (known.some((one) => one.key === measure.key)) return refused('key-taken', { field: 'key' });
    const ids = await addMeasures(tx, municipalityId, [{ ...measure, names: { de: name }, isCount: true, decimals: 0, note: '' }], clock);
    concerns(ids.get(measure.key)!);
    return accepted(measure.key);
  },
});

export const formulaKinds = ['count', 'share', 'rate', 'mean', 'part', 'change', 'index'] as const;

const input = v.object({
  key: key(), name: text(160), topic: choice(topics), kind: choice(formulaKinds), numerator: optionalText(2000), denominator: optionalText(2000), per: optionalText(12), of: optionalText(20),
  indicator: optionalText(60), years: optionalText(3), as: optionalText(12), components: optionalText(2000), time: optionalText(10), tolerance: optionalText(5), unit: optionalText(40),
  decimals: wholeNumber(0, 4), polarity: choice(['burden', 'resource', 'neutral']), population: optionalText(200), stichtagRule: optionalText(200), source: optionalText(300),
  explanation: optionalText(2000), minimumDenominator: wholeNumber(0, 1_000_000), validFrom: dayField(),
});
type Typed = v.InferOutput<typeof input>;

/** Says what an indicator means from a day on. The same day again replaces that meaning; earlier ones end the day before and stay. */
export const defineIndicator = action({
  may: editIndicators,
  audit: 'monitoring.indicator.defined',
  input,
  async run({ tx, municipalityId, clock, who, concerns }, typed) {
    const definitions = await listDefinitions(tx, municipalityId);
    const measures = new Set((await listMeasures(tx, municipalityId)).map((measure) => measure.key));
    const formula = formulaOf(typed, measures, new Set(definitions.map((definition) => definition.key)));
    if (!formula.ok) return formula;
    if (reaches(definitions, formula.value, typed.key)) return refused('indicator-circle', { field: 'kind' });
    const own = definitions.filter((definition) => definition.key === typed.key);
    const last = own.at(-1);
    if (last && last.validFrom > typed.validFrom) return refused('valid-from-earlier', { field: 'validFrom' });
    const indicatorId = await indicatorOf(typed, own.length > 0);
    if (last && last.validFrom === typed.validFrom) await tx.deleteFrom('monitoring.indicator_definition').where('municipality_id', '=', municipalityId).where('id', '=', last.id).where(({ not, exists, selectFrom }) => not(exists(
      selectFrom('monitoring.released_value').select('id').whereRef('monitoring.released_value.municipality_id', '=', 'monitoring.indicator_definition.municipality_id').whereRef('definition_id', '=', 'monitoring.indicator_definition.id')))).execute();
    else if (last) await tx.updateTable('monitoring.indicator_definition').set({ valid_until: typed.validFrom }).where('municipality_id', '=', municipalityId).where('id', '=', last.id).execute();
    const row = definitionRow(municipalityId, indicatorId, definitionOf(typed, formula.value, last), clock, who.personId);
    const stored = await tx.insertInto('monitoring.indicator_definition').values(row).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst();
    // What was published keeps its meaning: a definition that went out can only be followed, not replaced.
    if (!stored) return refused('valid-from-earlier', { field: 'validFrom' });
    concerns(indicatorId, ['formula', 'names', 'validFrom']);
    return accepted(typed.key);

    async function indicatorOf({ key: name, topic }: Typed, exists: boolean): Promise<Uuid> {
      if (exists) {
        const found = await tx.updateTable('monitoring.indicator').set({ topic }).where('municipality_id', '=', municipalityId).where('key', '=', name).returning('id').executeTakeFirst();
        if (!found) throw new NotFound();
        return found.id;
      }
      const id = newId();
      await tx.insertInto('monitoring.indicator').values({ municipality_id: municipalityId, id, key: name, topic, position: 500, created_at: clock.now() }).execute();
      return id;
    }
  },
});

function definitionOf(typed: Typed, formula: Formula, last: IndicatorDefinition | undefined): Omit<IndicatorDefinition, 'id'> {
  return {
    key: typed.key, topic: typed.topic, position: last?.position ?? 500, names: { ...last?.names, de: typed.name }, explanation: typed.explanation ? { ...last?.explanation, de: typed.explanation } : {},
    formula, unit: typed.unit, decimals: typed.decimals, polarity: typed.polarity, population: typed.population, stichtagRule: typed.stichtagRule, source: typed.source,
    minimumDenominator: typed.minimumDenominator, validFrom: typed.validFrom,
  };
}

function formulaOf(typed: Typed, measures: ReadonlySet<string>, indicators: ReadonlySet<string>): Outcome<Formula> {
  const { kind } = typed;
  if (kind === 'index') {
    const components = readComponents(typed.components, indicators, 'components');
    return components.ok ? accepted({ kind, components: components.value }) : components;
  }
  if (kind === 'change') {
    const years = Number(typed.years);
    if (!indicators.has(typed.indicator)) return refused('indicator-unknown', { field: 'indicator', values: { text: typed.indicator } });
    if (!Number.isInteger(years) || years < 1 || years > 50) return refused('out-of-range', { field: 'years', values: { min: 1, max: 50 } });
    return accepted({ kind, indicator: typed.indicator, years, as: typed.as === 'percent' ? 'percent' : 'difference' });
  }
  const numerator = readTerms(typed.numerator, measures, 'numerator');
  if (!numerator.ok) return numerator;
  if (kind === 'count') return accepted({ kind, numerator: numerator.value });
  if (kind === 'part') return accepted({ kind, numerator: numerator.value, of: typed.of === 'parent' ? 'parent' : 'municipality' });
  const denominator = readTerms(typed.denominator, measures, 'denominator');
  if (!denominator.ok) return denominator;
  const match = typed.time === 'end' || typed.time === 'nearest' ? typed.time : 'same';
  const ratio = { numerator: numerator.value, denominator: denominator.value, ...(match === 'same' ? {} : { time: { match, tolerance: Number(typed.tolerance) || 200 } as const }) };
  if (kind === 'share') return accepted({ kind, ...ratio });
  const per = Number(typed.per.replace(/\./g, '').replace(',', '.') || (kind === 'rate' ? '1000' : '1'));
  if (!(per > 0)) return refused('not-a-number', { field: 'per', values: { text: typed.per } });
  return accepted(kind === 'rate' ? { kind, ...ratio, per } : { kind, ...ratio, factor: per });
}

/** Whether a formula would lead back to the key it is of. */
function reaches(definitions: readonly IndicatorDefinition[], formula: Formula, wanted: string, seen = new Set<string>()): boolean {
  return indicatorsOf(formula).some((named) => {
    if (named === wanted) return true;
    if (seen.has(named)) return false;
    seen.add(named);
    return definitions.filter(({ key: own }) => own === named).some((definition) => reaches(definitions, definition.formula, wanted, seen));
  });
}
