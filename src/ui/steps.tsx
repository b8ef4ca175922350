import { Icon } from './icon.tsx';
import { useUiTexts } from './texts.ts';

export interface Step {
  label: string;
  /** leads back to a step that is done */
  href?: string;
}

/** Where one is in something done in several pages; `current` counts from 0. */
export function Steps({ steps, current }: { steps: readonly Step[]; current: number }) {
  const t = useUiTexts();
  return (
    <nav class="steps" aria-label={`${t('steps.label')}: ${t('steps.position', { step: current + 1, steps: steps.length })}`}>
      <ol>
        {steps.map(({ label, href }, index) => (
          <li class={index < current ? 'is-done' : undefined} aria-current={index === current ? 'step' : undefined}>
            <span class="step-number" aria-hidden="true">{index < current ? <Icon name="check" /> : index + 1}</span>
            {index < current && href ? <a href={href}>{label}</a> : <span>{label}</span>}
            {index < current ? <span class="visually-hidden"> ({t('steps.done')})</span> : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}
