import { raw } from 'hono/html';
import type { Child, View } from '../../platform/house.ts';
import { usePage } from '../../platform/page-context.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { openSteps, type Draft, type DraftStep } from '../registration/draft.ts';
import { BEGIN_PATH, registrationPath, stepPath } from '../registration-paths.ts';
import { registrationTexts } from '../registration-texts.ts';
import { officeContact } from '../server/office-contact.ts';

const css = `
.reg-steps{margin-block-end:var(--gap-m)}
.reg-steps p{font-weight:600;margin:0 0 .35rem}
.reg-steps progress{inline-size:100%;max-inline-size:32rem;block-size:.6rem;accent-color:var(--action)}
.page .reg-steps ol{list-style:none;padding:0;margin:.5rem 0 0}
.page .reg-steps li{margin:0;min-block-size:2.75rem;display:flex;align-items:center;gap:.5rem}
.page .reg-child{margin-block:var(--gap-m)}
.reg-child{min-inline-size:0;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:var(--round-l);padding:1rem 1.1rem}
.reg-times{display:flex;flex-wrap:wrap;align-items:end;gap:.75rem 1.25rem}
.reg-times>*{flex:1 1 6rem;min-inline-size:0;margin:0}
.reg-child>legend{font-weight:600;padding-inline:.4rem}
.page .reg-section{margin-block-start:var(--gap-l)}
.page .reg-wishes{list-style:none;padding:0;margin:0;display:grid;gap:.6rem}
.page .reg-wishes>li{margin:0;border:1px solid var(--line);border-radius:var(--round-l);background:var(--sheet);padding:.75rem 1rem}
.reg-wish{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:start}
.reg-wish-words{flex:1 1 14rem;min-inline-size:0}
.page .reg-wish-words>*{margin:0}
.reg-wish-name{font-weight:600}
.reg-wish-facts{display:flex;flex-wrap:wrap;gap:.2rem .9rem;color:var(--ink-soft)}
.reg-wish-buttons{display:flex;flex-wrap:wrap;gap:.4rem}
.reg-handle{min-inline-size:2.75rem;min-block-size:2.75rem;border:0;background:none;cursor:grab;touch-action:none;color:inherit}
.is-dragged{opacity:.6;outline:2px dashed var(--action)}
@media print{.reg-steps,.reg-wish-buttons,.reg-handle{display:none}}
`.replace(/\n/g, '');

export function RegistrationStyle() {
  return <style nonce={usePage().nonce}>{raw(css)}</style>;
}

interface FrameProps {
  view: View;
  id: string;
  draft: Draft;
  steps: readonly DraftStep[];
  step: DraftStep;
  lead?: Child;
  children: Child;
}

/** One page of the form: where one is, its question, the way back. */
export function StepFrame({ view, id, draft, steps, step, lead, children }: FrameProps) {
  const t = registrationTexts.in(view.language);
  const at = steps.indexOf(step);
  const open = new Set(openSteps(draft, steps));
  return (
    <>
      <RegistrationStyle />
      <nav class="reg-steps" aria-label={t('step.all')}>
        <p id="wo">{t('step.position', { step: at + 1, steps: steps.length })}: {t(`step.${step}`)}</p>
        <progress value={at + 1} max={steps.length} aria-labelledby="wo">{at + 1}</progress>
        <details>
          <summary>{t('step.all')}</summary>
          <ol>
            {steps.map((one) => (
              <li>
                <a href={view.href(stepPath(id, one))} aria-current={one === step ? 'step' : undefined}>{t(`step.${one}`)}</a>
                {one !== 'pruefen' && !open.has(one) ? <Icon name="check" label={t('step.done')} /> : null}
              </li>
            ))}
          </ol>
        </details>
      </nav>
      <PageHead title={step === 'pruefen' ? t('title.pruefen') : t(`title.${step}`)} lead={lead} />
      {children}
      <p class="no-print">
        {at > 0 ? <LinkButton look="tertiary" icon="previous" href={view.href(stepPath(id, steps[at - 1]!))}>{t('step.back')}</LinkButton> : <LinkButton look="tertiary" icon="previous" href={view.href(draft.changes ? registrationPath(id) : BEGIN_PATH)}>{t('step.back')}</LinkButton>}
      </p>
      <p class="small muted no-print">{t('step.later')}</p>
      <OfficeContact view={view} />
    </>
  );
}

/** Whom to call. */
export async function OfficeContact({ view }: { view: View }) {
  const contact = await officeContact(view.tx, view.town);
  if (!contact.phone && !contact.email) return null;
  return (
    <p class="cluster">
      <span>{registrationTexts.in(view.language)('help.call')}</span>
      {contact.phone ? <PhoneLink number={contact.phone} label={contact.name} /> : <a href={`mailto:${contact.email}`}><bdi dir="ltr">{contact.email}</bdi></a>}
    </p>
  );
}
