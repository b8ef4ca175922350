import groups from './thesaurus-base.json' with { type: 'json' };
import { Thesaurus } from './thesaurus.ts';

/** The needs every municipality begins with: plain data in thesaurus-base.json. */
export const baseThesaurus = new Thesaurus(groups.map((group) => ({ key: group[0]!, asked: { de: group }, means: [group] })));
