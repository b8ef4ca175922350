import type { Child } from 'hono/jsx';
import { useUiTexts } from './texts.ts';

/** Eight colours; a ninth phase begins again with the first – its number still tells it apart. */
export function phaseClass(order: number): string {
  return `phase-${((order - 1) % 8) + 1}`;
}

interface PhaseTagProps {
  /** place of the phase in the chain, from 1 */
  order: number;
  children: Child;
  /** address of the phase's page */
  href?: string;
}

/** A phase of life: its number in a link of the chain, its name, its colour. */
export function PhaseTag({ order, children, href }: PhaseTagProps) {
  const t = useUiTexts();
  const content = (
    <>
      <span class="phase-number" aria-hidden="true">{order}</span>
      <span class="visually-hidden">{t('phase.number', { number: order })}: </span>
      <bdi class="phase-name">{children}</bdi>
    </>
  );
  const classes = `phase-tag ${phaseClass(order)}`;
  return href ? <a class={classes} href={href}>{content}</a> : <span class={classes}>{content}</span>;
}
