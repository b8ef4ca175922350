import type { Child } from 'hono/jsx';
import { phaseClass } from './phase-tag.tsx';

interface CardProps {
  title: Child;
  /** the whole card leads there; its title is the link */
  href?: string;
  level?: 2 | 3 | 4;
  /** small line above the title */
  preline?: Child;
  /** tags and facts under the text */
  footer?: Child;
  /** place of its life phase: a coloured edge */
  phase?: number;
  children?: Child;
}

/** One thing among others. In a list write `<ul class="columns"><li><Card … /></li></ul>`. */
export function Card({ title, href, level = 3, preline, footer, phase, children }: CardProps) {
  const Heading = `h${level}` as 'h3';
  const classes = ['card', href && 'card--link', phase && `card--phase ${phaseClass(phase)}`].filter(Boolean).join(' ');
  return (
    <article class={classes}>
      {preline ? <p class="card-preline">{preline}</p> : null}
      <Heading class="card-title">{href ? <a href={href}>{title}</a> : title}</Heading>
      {children ? <div class="card-body">{children}</div> : null}
      {footer ? <div class="card-footer">{footer}</div> : null}
    </article>
  );
}
