import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

type Look = 'primary' | 'secondary' | 'tertiary' | 'danger';

interface ButtonLook {
  look?: Look;
  icon?: IconName;
  small?: boolean;
  /** only the icon is seen, the text is read out */
  iconOnly?: boolean;
  children: Child;
}

function buttonClass({ look = 'primary', small }: ButtonLook): string {
  const kern = look === 'danger' ? 'kern-btn--primary kern-btn--danger' : `kern-btn--${look}`;
  return `kern-btn ${kern}${small ? ' kern-btn--x-small' : ''}`;
}

function Content({ icon, iconOnly, children }: ButtonLook) {
  return (
    <>
      {icon ? <Icon name={icon} /> : null}
      <span class={iconOnly ? 'kern-sr-only visually-hidden' : 'kern-label'}>{children}</span>
    </>
  );
}

interface ButtonProps extends ButtonLook {
  /** posted with the form when this button was pressed */
  name?: string;
  value?: string;
  /** posts the form to another address */
  formaction?: string;
  type?: 'submit' | 'button';
  disabled?: boolean;
  /** id of a form this button stands outside of */
  form?: string;
}

/** Does something. What only leads somewhere is a {@link LinkButton}. */
export function Button({ name, value, formaction, type = 'submit', disabled, form, ...look }: ButtonProps) {
  return (
    <button type={type} class={buttonClass(look)} name={name} value={value} formaction={formaction} disabled={disabled} form={form}>
      <Content {...look} />
    </button>
  );
}

/** Leads somewhere, with the weight of a button. */
export function LinkButton({ href, download, rel, ...look }: ButtonLook & { href: string; download?: boolean; rel?: string }) {
  return (
    <a href={href} class={buttonClass(look)} download={download} rel={rel}>
      <Content {...look} />
    </a>
  );
}

/** Buttons of one form or card, side by side, wrapping. */
export function ButtonRow({ children }: { children: Child }) {
  return <div class="kern-btn-wrapper">{children}</div>;
}
