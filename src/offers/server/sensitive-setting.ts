import * as v from 'valibot';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { readSetting, writeSetting } from '../../platform/municipality-setting.ts';
import { recordTopics } from '../revision/record-topic.ts';
import { defaultSensitive, type SensitiveSetting } from '../revision/sensitive.ts';

const NAME = 'offers.sensitive';
const stored = v.object({ topics: v.array(v.picklist(recordTopics)), newOffersWait: v.boolean() });

/** What providers may not change alone in this municipality; the default until it decides otherwise. */
export async function readSensitiveSetting(tx: Read, municipalityId: Uuid): Promise<SensitiveSetting> {
  return (await readSetting(tx, municipalityId, NAME, stored)) ?? defaultSensitive;
}

export async function storeSensitiveSetting(tx: Write, municipalityId: Uuid, setting: SensitiveSetting, by: { clock: Clock; personId?: Uuid }): Promise<void> {
  await writeSetting(tx, municipalityId, NAME, setting, by);
}
