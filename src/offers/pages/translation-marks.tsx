import type { View } from '../../platform/house.ts';
import { usePage } from '../../platform/page-context.ts';
import type { Uuid } from '../../platform/id.ts';
import { Icon } from '../../ui/icon.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { LEICHTE_SPRACHE } from '../easy-language.ts';
import { findCertificate } from '../server/easy-language.ts';
import type { ShownText } from '../service-text.ts';
import { translationTexts } from '../translation-texts.ts';
import { sayDay } from '../said.ts';

/** Says that a person has read a translation and when; nothing for any other. */
export function ReviewedNote({ text }: { text: Pick<ShownText, 'reviewedAt'> }) {
  const { language } = usePage();
  if (!text.reviewedAt) return null;
  const [before, after] = translationTexts.in(language)('state.reviewed', { day: '\u0000' }).split('\u0000');
  return <p class="small muted">{before}<InstantText at={text.reviewedAt} />{after}</p>;
}

/** Leichte Sprache is said only here: on pages in Einfache Sprache, beside the certificate that holds for the words shown. */
export async function EasyLanguageSeal({ view, serviceId }: { view: View; serviceId: Uuid }) {
  if (view.language !== 'de-easy') return null;
  const certificate = await findCertificate(view.tx, view.town.id, serviceId);
  if (!certificate) return null;
  const t = translationTexts.in(view.language);
  return (
    <p class="panel">
      <Icon name="check" /> <strong>{LEICHTE_SPRACHE}</strong>{'. '}
      {t('easy.certified', { group: certificate.testingGroup, by: certificate.certifiedBy, day: sayDay(view.language, certificate.certifiedOn) })}
    </p>
  );
}
