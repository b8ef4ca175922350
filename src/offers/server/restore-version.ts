import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { text, uuidField, wholeNumber } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { restoreVersion as mayRestore } from '../permissions.ts';
import { changesBetween } from '../revision/change.ts';
import { restored } from '../revision/version.ts';
import { lockService } from './lock-service.ts';
import { withKnownReferences } from './service-references.ts';
import { listVersions } from './service-versions.ts';
import { storeServices } from './store-services.ts';

/** Brings back what an entry said before. That is a new version: what it says today is kept as well. */
export const restoreVersion = action({
  may: mayRestore,
  audit: 'offers.service.restored',
  input: v.object({ id: uuidField(), former: wholeNumber(1, 1e9), version: wholeNumber(1, 1e9), reason: text(500) }),
  async run({ tx, municipalityId, who, clock, concerns }, { id, former, version, reason }): Promise<Outcome<{ id: Uuid; dropped: number }>> {
    const service = await lockService(tx, municipalityId, id);
    const wanted = service && (await listVersions(tx, municipalityId, id)).find((one) => one.version === former);
    if (!service || !wanted) throw new NotFound();
    if (service.version !== version) return refused('stale-form');
    const known = await withKnownReferences(tx, municipalityId, restored(service, wanted));
    if (!known.ok) return known;
    const changes = changesBetween(service, known.value.record);
    if (changes.length === 0) return refused('nothing-to-restore');
    await storeServices(tx, municipalityId, [known.value.record], clock, { origin: 'restored', ...(who.personId ? { by: who.personId } : {}), reason });
    concerns(id, changes.map(({ topic }) => topic));
    return accepted({ id, dropped: known.value.dropped });
  },
});
