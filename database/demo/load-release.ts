import { protectRelease } from '../../src/monitoring/release/protect-release.ts';
import type { ReleaseChoice } from '../../src/monitoring/release/choice.ts';
import { releaseTasks, storeReleaseOutcome } from '../../src/monitoring/server/check-release.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import type { DemoSlug } from './demo-files.ts';

const MINIMUM = 5;

interface DemoRelease {
  title: string;
  note: string;
  choice: ReleaseChoice;
}

/** What each town has published: protected and attacked like anybody's, so that the first start shows figures that are safe. */
const releases: Record<DemoSlug, DemoRelease> = {
  voerde: {
    title: 'Kinder und Familien in den Quartieren von Voerde', note: 'Beispieldaten: das Quartier Voerde-Mitte am 31.12.2022 wie in der Konzeption des Familienbüros, alles andere erfunden.',
    choice: { indicators: ['population', 'population-part', 'under-20', 'under-20-part', 'families', 'families-part', 'single-parent-share', 'migration-share', 'sgb2-under-15', 'hze-rate'], levels: ['quarter'] },
  },
  alfeld: { title: 'Kinder und Familien in Alfeld', note: 'Beispieldaten, erfunden.', choice: { indicators: ['population', 'families', 'single-parent-share', 'sgb2-under-15', 'over-64-share'], levels: ['quarter'] } },
  krefeld: { title: 'Stadtbezirke in Krefeld', note: 'Beispieldaten, erfunden bis auf die Zahlen von Juni 2017.', choice: { indicators: ['population', 'sgb2-under-15', 'single-parent-share', 'unemployed-share', 'hze-rate', 'sgb2-households-children-share', 'burden-index'], levels: ['quarter'] } },
  peine: { title: 'Gemeinden im Landkreis Peine', note: 'Beispieldaten, erfunden. Ilsede und Lahstedt gingen 2015 in der Gemeinde Ilsede auf.', choice: { indicators: ['population', 'sgb2-under-15', 'school-entry-language-share'], levels: ['municipality'] } },
};

export async function loadRelease(tx: Write, id: Uuid, slug: DemoSlug, secretKey: Buffer, clock: Clock): Promise<void> {
  const { title, note, choice } = releases[slug];
  const release = { id: newId(), choice, minimumFrequency: MINIMUM };
  const ground = await releaseTasks(tx, id, { secretKey }, release);
  const outcome = await protectRelease(ground.tasks, { method: 'flow', criterion: 'T', minimumFrequency: MINIMUM, earlierReleases: 0 });
  if (outcome.state !== 'safe') throw new Error(`${slug}: ${JSON.stringify(outcome)}`);
  await tx.insertInto('monitoring.release').values({
    municipality_id: id, id: release.id, title, note, state: 'running', method: 'flow', criterion: 'T', minimum_frequency: MINIMUM, choice: JSON.stringify(choice), publisher: 'Jugendhilfeplanung (Beispiel)', created_at: clock.now(),
  }).execute();
  await storeReleaseOutcome(tx, id, { secretKey }, release, { ...outcome, summary: { ...outcome.summary, checkedAt: clock.now().toISOString() } }, ground);
  await tx.updateTable('monitoring.release').set({ state: 'published', published_at: clock.now(), published_by_name: 'Beispiel' }).where('municipality_id', '=', id).where('id', '=', release.id).execute();
}
