import { permit, permitEverybody } from '../accounts/permit.ts';
import { staffRoles } from '../accounts/role.ts';

/** Counts of few people (§ 35 SGB I): planners only, and every reading is in the audit. */
export const readObservations = permit('monitoring.observation.read', 'social', ['planner']);
/** Importing shows and stores raw counts. */
export const importObservations = permit('monitoring.observation.import', 'social', ['planner']);
/** What there is – definitions, imports, releases, how many figures – without a figure. */
export const readMonitoring = permit('monitoring.overview.read', 'internal', staffRoles);
export const editIndicators = permit('monitoring.indicator.edit', 'internal', ['planner', 'coordinator']);
/** Choosing and protecting reads raw counts; so does the finding of a cell given away. */
export const prepareRelease = permit('monitoring.release.prepare', 'social', ['planner']);
export const publishRelease = permit('monitoring.release.publish', 'internal', ['planner', 'department-head']);
/** Choosing focus areas from raw figures. */
export const chooseFocusAreas = permit('monitoring.focus.choose', 'social', ['planner']);
/** Released tables are everybody's. */
export const readReleased = permitEverybody('monitoring.released.read');
