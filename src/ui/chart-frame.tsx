import type { Child } from 'hono/jsx';
import type { Day } from '../platform/day.ts';
import { DateText } from './date-text.tsx';
import { CsvLink } from './table.tsx';
import { useUiTexts } from './texts.ts';

interface ChartFrameProps {
  id: string;
  title: string;
  level?: 2 | 3 | 4;
  /** what the drawing shows, in a sentence; read out in its place */
  summary?: string;
  source: Child;
  /** Stichtag; missing only where nobody knows it */
  referenceDate?: Day;
  /** the same figures as a table, always */
  table: Child;
  /** shows the table beside the drawing instead of behind a line to unfold */
  tableOpen?: boolean;
  csv?: string;
  legend?: Child;
  /** the drawing has links of its own and is read part by part */
  interactive?: boolean;
  /** the SVG */
  children: Child;
}

/** A drawing of figures with what makes it readable for all: title, source, Stichtag, its table and its CSV. */
export function ChartFrame(props: ChartFrameProps) {
  const { id, title, level = 3, summary, source, referenceDate, table, tableOpen, csv, legend, interactive, children } = props;
  const t = useUiTexts();
  const Heading = `h${level}` as 'h3';
  const image = interactive ? {} : { role: 'img', 'aria-labelledby': `${id}-titel`, 'aria-describedby': summary ? `${id}-inhalt` : undefined };
  return (
    <figure class="chart" id={id} aria-labelledby={`${id}-titel`}>
      <Heading class="chart-title" id={`${id}-titel`}>{title}</Heading>
      {summary ? <p class="chart-summary" id={`${id}-inhalt`}>{summary}</p> : null}
      {legend}
      <div class={tableOpen ? 'chart-with-table' : undefined}>
        <div class="chart-drawing" {...image}>{children}</div>
        {tableOpen ? table : <details class="accordion chart-table"><summary>{t('chart.table')}</summary><div class="accordion-body">{table}</div></details>}
      </div>
      <figcaption class="chart-source">
        <ChartSource source={source} referenceDate={referenceDate} />
        {csv ? <CsvLink href={csv} /> : null}
      </figcaption>
    </figure>
  );
}

/** Where figures come from and of which day they are; stands under every figure that is published. */
export function ChartSource({ source, referenceDate }: { source: Child; referenceDate?: Day }) {
  const t = useUiTexts();
  const [before, after] = t('chart.source', { source: '\u0000' }).split('\u0000');
  const [dayBefore, dayAfter] = t('chart.reference-date', { day: '\u0000' }).split('\u0000');
  return (
    <span>
      {before}{source}{after}. {dayBefore}<DateText day={referenceDate} />{dayAfter}
    </span>
  );
}
