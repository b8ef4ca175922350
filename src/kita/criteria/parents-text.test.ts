import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../platform/language.ts';
import { anyCatalogue, catalogue, criterion, sun } from './criteria.fixture.ts';
import { criterionLabel, type PlaceNames } from './criterion-words.ts';
import { examplesOf, examplesText } from './examples.ts';
import { facts } from './fact.ts';
import { parentsText } from './parents-text.ts';

const names: PlaceNames = { facility: () => 'Kita Sonne', organization: () => 'Lebenshilfe' };
const german = (rules: Parameters<typeof parentsText>[0]) => parentsText(rules, 'de', names).flatMap(({ lines }) => lines.flatMap(({ text, notes }) => [text, ...notes]));

describe('the text for parents', () => {
  test('says points, priority, reserves and requirements in whole sentences', () => {
    const said = german(catalogue([
      criterion('points', 'single-parent', { amount: 20 }), criterion('points', 'waits-since', { amount: 1, condition: { perUnitUpTo: 12 } }), criterion('points', 'no-place', { amount: -5 }),
      criterion('group', 'child-protection', { amount: 3 }), criterion('reserve', 'hardship', { amount: null, share: 0.05, reserveKind: 'hard' }), criterion('reserve', 'company-place', { amount: 2, facilityId: sun }),
      criterion('requirement', 'work-hours', { condition: { atLeast: 30, seatHoursFrom: 40, ageBands: ['under-3'] } }),
    ]));
    expect(said).toEqual(expect.arrayContaining([
      'Familien, in denen ein Elternteil das Kind allein erzieht, bekommen 20 Punkte.',
      'Familien, deren Kind bei Beginn schon angemeldet ist, bekommen für jeden vollen Monat 1 Punkt, höchstens für 12 Monate.',
      'Familien, deren Kind noch keinen Platz hat, bekommen 5 Punkte weniger.',
      'Vorrang 1: Familien, bei denen das Jugendamt die Betreuung zum Schutz des Kindes für nötig hält.',
      '5\u00a0% der Plätze jeder Kita sind zuerst für Familien, die in einer besonderen Notlage sind.', 'Was davon frei bleibt, wird nicht anders vergeben.', '2 Plätze sind dort (je Gruppe von Plätzen, die zusammen vergeben werden) zuerst da für Familien, in denen ein Elternteil in einem Betrieb arbeitet, der Plätze in dieser Kita mitbezahlt.',
      'Das gilt nur hier: Kita Sonne.',
      'Nötig ist außerdem: Einen Platz bekommen nur Familien, in denen jeder Elternteil im Haushalt mindestens 30 Stunden in der Woche arbeitet oder lernt.',
      'Das gilt nur für Plätze ab 40 Stunden in der Woche.', 'Das gilt nur für Plätze für diese Kinder: Kinder unter 3 Jahren.',
      'Nachweis: Meldebescheinigung oder Bescheid über Unterhaltsvorschuss.',
    ]));
  });

  test.each(languages)('says every criterion exactly once and its amount, in the language %s', (language) => {
    fc.assert(fc.property(anyCatalogue, (rules) => {
      const lines = parentsText(rules, language, names).flatMap((section) => section.lines);
      expect(lines.flatMap(({ criterionId }) => criterionId ?? []).toSorted()).toEqual(rules.criteria.map(({ id }) => id).toSorted());
      for (const rule of rules.criteria) {
        const line = lines.find(({ criterionId }) => criterionId === rule.id)!;
        expect(line.legalBasis).toBe(rule.legalBasis);
        expect(line.text).not.toMatch(/[{}]|undefined|fact\.|NaN/);
        // Arabic says one and two in words.
        if (rule.kind === 'points' && (language !== 'ar' || Math.abs(rule.amount!) > 2)) expect(line.text).toContain(new Intl.NumberFormat(language).format(Math.abs(rule.amount!)));
        if (rule.condition.ageBands) expect(line.notes.length).toBeGreaterThan(0);
      }
    }), { numRuns: 60 });
  });

  test('changes when the rule changes', () => {
    const rule = criterion('points', 'work-hours', { condition: { atLeast: 20 } });
    const before = german(catalogue([rule]));
    for (const change of [{ amount: 11 }, { condition: { atLeast: 21 } }, { condition: {} }, { facilityId: sun }, { proof: 'none' as const }, { kind: 'requirement' as const, amount: null }]) {
      expect(german(catalogue([{ ...rule, ...change }]))).not.toEqual(before);
    }
  });

  test.each(languages)('has a name and a sentence for every fact in the language %s', (language) => {
    for (const { key, value } of facts) {
      const condition = value === 'truth' ? {} : { atLeast: 12, atMost: 24 };
      expect(criterionLabel({ fact: key, condition }, language)).not.toMatch(/[{}]|fact\./);
      const [line] = parentsText(catalogue([criterion('points', key, { condition })]), language, names).find((section) => section.key === 'points')!.lines.slice(1);
      // In these languages „{who}, bekommen …“ closes a clause that a comma has opened.
      if (['de', 'de-easy', 'uk', 'ru'].includes(language)) expect(line!.text.split(',').length, line!.text).toBeGreaterThan(2);
    }
  });
});

describe('examples', () => {
  test('come from judging, so that points and the winner are those of the rules', () => {
    const rules = catalogue([criterion('points', 'single-parent', { amount: 20 }), criterion('points', 'sibling-in-facility', { amount: 15 }), criterion('points', 'both-work-or-train', { amount: 12 }), criterion('group', 'child-protection', { amount: 0 })]);
    expect(examplesOf(rules).map(({ judgement: { points, group } }) => [points, group])).toEqual([[0, 100], [20, 100], [27, 100], [0, 0]]);
    const { children, last } = examplesText(rules, 'de');
    expect(children[1]).toEqual(['Elif ist bei Beginn 3 Jahre alt und hat 20 Punkte.', 'So kommen die Punkte zusammen: Alleinerziehend (+20).']);
    expect(last).toContain('bekommt ihn Noor');
  });

  test('leave the choice to the lottery where two are equal', () => {
    const rules = catalogue([criterion('points', 'single-parent', { amount: 10 }), criterion('points', 'sibling-in-facility', { amount: 10 })]);
    expect(examplesText(rules, 'de').last).toContain('zwischen Elif und Danylo das Los');
  });

  test('are made for every catalogue and never show a child that may not have the place', () => {
    fc.assert(fc.property(anyCatalogue, (rules) => {
      for (const { judgement } of examplesOf(rules)) expect(judgement.ineligible).toBeUndefined();
      for (const language of languages) examplesText(rules, language);
    }), { numRuns: 40 });
  });
});
