import { Icon } from './icon.tsx';
import { Island } from './island.tsx';
import { useUiTexts } from './texts.ts';

interface PrintButtonProps {
  /** the page made for paper; without one this page prints well by itself */
  href?: string;
  label?: string;
}

/** Leads to the page made for paper, or prints this one; a button that needs its script appears only with it. */
export function PrintButton({ href, label }: PrintButtonProps) {
  const t = useUiTexts();
  const content = (
    <>
      <Icon name="print" />
      <span class="kern-label">{label ?? t('print.action')}</span>
    </>
  );
  if (href) return <a class="kern-btn kern-btn--secondary no-print" href={href}>{content}</a>;
  return (
    <>
      <print-button class="no-print">
        <button type="button" class="kern-btn kern-btn--secondary" hidden>{content}</button>
      </print-button>
      <Island name="ui/print-button" />
    </>
  );
}
