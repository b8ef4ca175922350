import * as v from 'valibot';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { readSetting, writeSetting } from '../../platform/municipality-setting.ts';
import { defaultFreshness, type FreshnessSetting } from '../freshness/freshness.ts';

const NAME = 'offers.freshness';

const stored = v.object({
  confirmEveryMonths: v.number(), remindAfterDays: v.array(v.number()), markAfterDays: v.number(), retireAfterDays: v.number(), asksByMail: v.boolean(),
});

/** How this municipality keeps its directory fresh; the defaults until it decides otherwise. */
export async function readFreshnessSetting(tx: Read, municipalityId: Uuid): Promise<FreshnessSetting> {
  return (await readSetting(tx, municipalityId, NAME, stored)) ?? defaultFreshness;
}

export async function storeFreshnessSetting(tx: Write, municipalityId: Uuid, setting: FreshnessSetting, by: { clock: Clock; personId?: Uuid }): Promise<void> {
  await writeSetting(tx, municipalityId, NAME, setting, by);
}
