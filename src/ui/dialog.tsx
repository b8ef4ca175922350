import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';
import { Island } from './island.tsx';
import { useUiTexts } from './texts.ts';

interface DialogProps {
  /** words of the button that opens it */
  opener: string;
  openerIcon?: IconName;
  look?: 'primary' | 'secondary' | 'tertiary' | 'danger';
  title: string;
  id: string;
  children?: Child;
}

/**
 * A question in between. Without JavaScript it unfolds in its place; the island turns it into a modal `dialog` that holds the focus,
 * closes with Escape and gives the focus back. For whatever can be asked on a page of its own, prefer that page.
 */
export function Dialog({ opener, openerIcon, look = 'secondary', title, id, children }: DialogProps) {
  const t = useUiTexts();
  const button = look === 'danger' ? 'kern-btn--primary kern-btn--danger' : `kern-btn--${look}`;
  return (
    <>
      <modal-dialog data-close={t('dialog.close')}>
        <details class="dialog-fold" id={id}>
          <summary class={`kern-btn ${button}`}>
            {openerIcon ? <Icon name={openerIcon} /> : null}
            <span class="kern-label">{opener}</span>
          </summary>
          <section class="dialog-panel stack" aria-labelledby={`${id}-titel`}>
            <h2 id={`${id}-titel`}>{title}</h2>
            {children}
          </section>
        </details>
      </modal-dialog>
      <Island name="ui/modal-dialog" />
    </>
  );
}
