import { drawings, type IconName } from './icon-drawings.ts';

export type { IconName } from './icon-drawings.ts';

/** Icons that point somewhere turn round where reading goes from right to left. */
const directed = new Set<IconName>(['next', 'previous', 'external', 'sign-in', 'sign-out', 'list', 'talk']);

interface IconProps {
  name: IconName;
  /** said aloud; without it the icon is decoration, and a word must stand beside it */
  label?: string;
  size?: 'small' | 'medium' | 'large';
  class?: string;
}

/** A line drawing in the colour of the text around it. */
export function Icon({ name, label, size, class: extra }: IconProps) {
  const classes = ['icon', size && size !== 'medium' && `icon--${size}`, directed.has(name) && 'icon--directed', extra].filter(Boolean).join(' ');
  const naming = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' };
  return (
    <svg class={classes} viewBox="0 0 24 24" width="24" height="24" {...naming} focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
