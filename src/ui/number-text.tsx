import { usePage } from '../platform/page-context.ts';
import { numberFormat } from './formats.ts';
import { useUiTexts } from './texts.ts';

interface NumberTextProps {
  value: number | null | undefined;
  /** digits after the comma */
  decimals?: number;
  /** `percent` takes a share between 0 and 1 */
  kind?: 'number' | 'percent';
  /** said after the figure, e.g. „Plätze“ */
  unit?: string;
}

/** A figure in the page's language. What nobody knows is said to be unknown, never 0. */
export function NumberText({ value, decimals = 0, kind = 'number', unit }: NumberTextProps) {
  const { language } = usePage();
  if (value === null || value === undefined || Number.isNaN(value)) return <UnknownText />;
  const format = numberFormat(language, {
    style: kind === 'percent' ? 'percent' : 'decimal',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return <span class="figure-number">{format.format(value)}{unit ? `\u00a0${unit}` : null}</span>;
}

/** An amount of money in whole cents. */
export function MoneyText({ cents }: { cents: number | null | undefined }) {
  const { language } = usePage();
  if (cents === null || cents === undefined) return <UnknownText />;
  const format = numberFormat(language, { style: 'currency', currency: 'EUR' });
  return <span class="figure-number">{format.format(cents / 100)}</span>;
}

/** A value that nobody knows. */
export function UnknownText() {
  const t = useUiTexts();
  return <span class="unknown">{t('value.unknown')}</span>;
}

/** A sum of what is known, and for how many it is not: „120 bekannt, bei 3 unbekannt“. All unknown is unknown, not 0. */
export function PartlyKnownText({ known, missing, unit }: { known: number | null | undefined; missing: number; unit?: string }) {
  const t = useUiTexts();
  const { language } = usePage();
  if (known === null || known === undefined) return <UnknownText />;
  if (missing === 0) return <NumberText value={known} unit={unit} />;
  const figure = numberFormat(language).format(known);
  return <span class="figure-number">{t('value.partly-known', { known: unit ? `${figure}\u00a0${unit}` : figure, missing })}</span>;
}
