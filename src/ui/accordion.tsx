import type { Child } from 'hono/jsx';

interface AccordionProps {
  title: string;
  /** level of the heading in the page's outline */
  level?: 2 | 3 | 4;
  open?: boolean;
  /** same name: opening one closes the others, where the browser can */
  group?: string;
  children?: Child;
}

/** Something to unfold; the browser's own `details`, found by the search in the page. */
export function Accordion({ title, level = 3, open, group, children }: AccordionProps) {
  const Heading = `h${level}` as 'h2';
  return (
    <details class="accordion" open={open} name={group}>
      <summary><Heading class="accordion-title">{title}</Heading></summary>
      <div class="accordion-body stack">{children}</div>
    </details>
  );
}
