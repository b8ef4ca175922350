import { defineTexts } from '../platform/texts.ts';
import ar from './messages/chain.ar.json' with { type: 'json' };
import easy from './messages/chain.de-easy.json' with { type: 'json' };
import de from './messages/chain.de.json' with { type: 'json' };
import en from './messages/chain.en.json' with { type: 'json' };
import ru from './messages/chain.ru.json' with { type: 'json' };
import tr from './messages/chain.tr.json' with { type: 'json' };
import uk from './messages/chain.uk.json' with { type: 'json' };
import ages from './messages/staff-ages.de.json' with { type: 'json' };
import chain from './messages/staff-chain.de.json' with { type: 'json' };
import gaps from './messages/staff-gaps.de.json' with { type: 'json' };
import ratings from './messages/staff-ratings.de.json' with { type: 'json' };
import reasons from './messages/staff-reasons.de.json' with { type: 'json' };
import thresholds from './messages/staff-thresholds.de.json' with { type: 'json' };

/** What everybody sees of the chain. */
export const chainTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });

/** What those see who work on the chain; German only. */
export const staffTexts = defineTexts({ de: { ...chain, ...reasons, ...thresholds, ...ages, ...ratings, ...gaps } });
