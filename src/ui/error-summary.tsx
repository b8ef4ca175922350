import { Icon } from './icon.tsx';
import { useUiTexts } from './texts.ts';

export interface SummaryEntry {
  label?: string;
  target?: string;
  message: string;
}

/** A label that is a question or a sentence needs no colon behind it. */
function named(label: string): string {
  return /[.?!:…؟]$/.test(label) ? label : `${label}:`;
}

/** What a form refuses, on top of it; takes the focus when the page opens and is read out at once. */
export function ErrorSummary({ entries, formId }: { entries: SummaryEntry[]; formId: string }) {
  const t = useUiTexts();
  if (entries.length === 0) return null;
  const headingId = `${formId}-fehlerliste`;
  return (
    <div class="notice notice--error error-summary" role="alert" tabindex={-1} autofocus aria-labelledby={headingId}>
      <Icon name="error" class="notice-icon" />
      <div class="notice-body">
        <h2 class="notice-title" id={headingId}>{t('form.errors', { count: entries.length })}</h2>
        <ul class="error-summary-list">
          {entries.map(({ label, target, message }) => (
            <li>{target ? <a href={`#${target}`}><bdi>{named(label ?? '')}</bdi> {message}</a> : message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
