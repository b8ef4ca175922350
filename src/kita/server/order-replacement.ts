import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { replacePlaces as mayReplace } from '../decision-permissions.ts';
import { holdsReplacementBack } from '../decisions/live-window.ts';
import { readLetterSetting } from './letter-setting.ts';
import { planReplacement } from './plan-replacement.ts';
import { listRounds } from './rounds.ts';

/** Gives free seats on now instead of tomorrow morning. Refuses `replace.held` while a round has its hands on them. */
export const orderReplacement = action({
  may: mayReplace,
  audit: 'kita.replacement.ordered',
  input: v.object({}),
  async run({ tx, municipalityId, later }): Promise<Outcome<Uuid>> {
    const { replacement } = await readLetterSetting(tx, municipalityId);
    if (holdsReplacementBack(await listRounds(tx, municipalityId), replacement)) return refused('replace.held');
    await planReplacement(tx, municipalityId, later);
    return accepted(municipalityId);
  },
});
