import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';
import { phaseClass } from './phase-tag.tsx';

interface TileProps {
  href: string;
  icon: IconName;
  title: Child;
  /** e.g. how many offers are behind it */
  note?: Child;
  /** place of its life phase: its colour, and its number beside the icon */
  phase?: number;
}

/** A large way in: picture, word, nothing else. In a list write `<ul class="tiles"><li><Tile … /></li></ul>`. */
export function Tile({ href, icon, title, note, phase }: TileProps) {
  return (
    <a class={phase ? `tile ${phaseClass(phase)}` : 'tile'} href={href}>
      <span class="tile-sign"><Icon name={icon} size="large" /></span>
      <span class="tile-words">
        <bdi class="tile-title">{title}</bdi>
        {note ? <span class="tile-note">{note}</span> : null}
      </span>
    </a>
  );
}
