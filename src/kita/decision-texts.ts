import { defineTexts } from '../platform/texts.ts';
import ar from './messages/decision.ar.json' with { type: 'json' };
import easy from './messages/decision.de-easy.json' with { type: 'json' };
import de from './messages/decision.de.json' with { type: 'json' };
import en from './messages/decision.en.json' with { type: 'json' };
import ru from './messages/decision.ru.json' with { type: 'json' };
import tr from './messages/decision.tr.json' with { type: 'json' };
import uk from './messages/decision.uk.json' with { type: 'json' };
import staff from './messages/staff-decisions.de.json' with { type: 'json' };

/** The family's pages and mails about a decision. */
export const decisionTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
/** The office's pages about decisions, answers, waiting lists and emergency places. */
export const staffDecisionTexts = defineTexts({ de: { ...de, ...staff } });
