import type { Child } from 'hono/jsx';
import { captionHeight, DrawingCaption } from '../../ui/drawing-caption.tsx';
import { WIDTH } from './chart-sheet.ts';

/** Dark red on paper for what is meant, grey-blue for what it is compared with; both reach 4.5 : 1 on white and are told apart without colour by shape. */
export const MEANT = '#a4265e';
export const COMPARED = '#3d5a80';

interface DrawingProps {
  height: number;
  /** for downloads: what the picture shows, of when and from whom, also seen below it; on a page the frame says it */
  title?: string;
  children: Child;
}

/** The sheet of a drawing; numbers and axes run from left to right in every language. */
export function Drawing({ height, title, children }: DrawingProps) {
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${WIDTH} ${height + (title ? captionHeight(title, WIDTH) : 0)}`} font-family="Fira Sans, Noto Sans, sans-serif" font-size="14" direction="ltr" fill="currentColor" {...(title ? { role: 'img' } : { 'aria-hidden': 'true' })}>
      {title ? <title>{title}</title> : null}
      {children}
      {title ? <DrawingCaption text={title} width={WIDTH} top={height} /> : null}
    </svg>
  );
}
