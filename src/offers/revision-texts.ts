import { defineTexts } from '../platform/texts.ts';
import revision from './messages/staff-revision.de.json' with { type: 'json' };

/** Changes that wait, versions, suggested corrections: pages of those who work with the directory, so German only. */
export const revisionTexts = defineTexts({ de: revision });
export type RevisionKey = (typeof revisionTexts)['keys'][number];
