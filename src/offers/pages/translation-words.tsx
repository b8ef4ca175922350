import { languageFacts } from '../../platform/language.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { isNotePart, noteKindOf } from '../note-part.ts';
import type { RecordKind, TextLanguage, TextPart, TranslationState } from '../translation.ts';
import { staffTranslationTexts } from '../translation-texts.ts';

export const t = staffTranslationTexts.in('de');
export const WORK = '/verwaltung/uebersetzungen';

export const sayKind = (kind: RecordKind) => t(`kind.${kind}`);
export const sayPart = (part: TextPart) => (isNotePart(part) ? t(`part.${noteKindOf(part)}`) : t(`part.${part}`));

/** „Ukrainisch“: languages as German speakers call them. */
const german = new Intl.DisplayNames('de', { type: 'language' });
export function sayTextLanguage(language: TextLanguage): string {
  return language === 'de-easy' ? languageFacts[language].name : german.of(languageFacts[language].tag)!;
}

const tones: Record<TranslationState, BadgeTone> = { missing: 'plain', outdated: 'caution', 'machine-made': 'info', unreviewed: 'info', reviewed: 'good' };

export function StateBadge({ state }: { state: TranslationState }) {
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
