import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { checkbox, choice, list, optionalText, wholeNumber } from '../../platform/field.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { configureFreshness } from '../permissions.ts';
import { recordTopics } from '../revision/record-topic.ts';
import { readFreshnessSetting, storeFreshnessSetting } from './freshness-setting.ts';
import { storeSensitiveSetting } from './sensitive-setting.ts';

const reminders = v.pipe(
  optionalText(60),
  v.check((typed) => /^(\d{1,3}(\s*,\s*\d{1,3}){0,4})?$/.test(typed), 'reminders-unreadable'),
  v.transform((typed) => typed.split(',').map((one) => one.trim()).filter(Boolean).map(Number)),
  v.check((days) => days.every((day, index) => day > 0 && day > (days[index - 1] ?? 0)), 'reminders-unreadable'),
);

/** How often providers are asked, and what happens if nobody answers. */
export const saveFreshnessSetting = action({
  may: configureFreshness,
  audit: 'offers.freshness.configured',
  input: v.object({ asksByMail: checkbox(), confirmEveryMonths: wholeNumber(1, 60), remindAfterDays: reminders, markAfterDays: wholeNumber(0, 730), retireAfterDays: wholeNumber(14, 1_095) }),
  async run({ tx, municipalityId, clock, who, concerns }, setting): Promise<Outcome<null>> {
    if ((setting.remindAfterDays.at(-1) ?? 0) > setting.markAfterDays) return refused('reminders-after-mark', { field: 'remindAfterDays' });
    if (setting.retireAfterDays < setting.markAfterDays) return refused('retire-before-mark', { field: 'retireAfterDays' });
    await storeFreshnessSetting(tx, municipalityId, setting, { clock, ...(who.personId ? { personId: who.personId } : {}) });
    concerns(municipalityId, Object.keys(setting));
    return accepted(null);
  },
});

/** What providers may not change alone. */
export const saveSensitiveSetting = action({
  may: configureFreshness,
  audit: 'offers.sensitive.configured',
  input: v.object({ topics: list(choice(recordTopics)), newOffersWait: checkbox() }),
  async run({ tx, municipalityId, clock, who, concerns }, setting): Promise<Outcome<null>> {
    await storeSensitiveSetting(tx, municipalityId, setting, { clock, ...(who.personId ? { personId: who.personId } : {}) });
    concerns(municipalityId, ['topics', 'newOffersWait']);
    return accepted(null);
  },
});

/** Asks today's questions at once instead of tomorrow morning; whoever was asked already is not asked again. */
export const runFreshnessNow = action({
  may: configureFreshness,
  audit: 'offers.freshness.run',
  input: v.object({}),
  async run({ tx, municipalityId, later, concerns }): Promise<Outcome<null>> {
    if (!(await readFreshnessSetting(tx, municipalityId)).asksByMail) return refused('asking-is-off');
    await later('ask-for-confirmation', {});
    concerns(municipalityId, ['run']);
    return accepted(null);
  },
});
