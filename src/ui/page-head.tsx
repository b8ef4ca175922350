import type { Child } from 'hono/jsx';

interface PageHeadProps {
  title: Child;
  /** one or two sentences: what this page is for */
  lead?: Child;
  /** a line above the title, e.g. the organisation of an offer */
  preline?: Child;
  /** buttons beside the title */
  actions?: Child;
}

/** The one `h1` of a page. */
export function PageHead({ title, lead, preline, actions }: PageHeadProps) {
  return (
    <div class="page-head">
      <div class="page-head-words">
        {preline ? <p class="preline">{preline}</p> : null}
        <h1>{title}</h1>
        {lead ? <p class="lead">{lead}</p> : null}
      </div>
      {actions ? <div class="kern-btn-wrapper no-print">{actions}</div> : null}
    </div>
  );
}
