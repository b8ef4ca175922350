import { Badge } from '../../ui/badge.tsx';
import { Table } from '../../ui/table.tsx';
import { ratingAnswers, type RatingSummary } from '../rating.ts';
import { noon, t } from './staff-frame.tsx';

/** What groups answer to the five questions, and where they contradict each other or the computed state. */
export function RatingTable({ summaries }: { summaries: readonly RatingSummary[] }) {
  return (
    <Table
      caption={t('rating.caption')} captionHidden rows={summaries}
      columns={[
        { header: t('rating.question'), rowHeader: true, cell: ({ question }) => t(`question.${question}`) },
        { header: t('rating.answers'), cell: (summary) => <Answers summary={summary} /> },
        { header: t('rating.picture'), cell: (summary) => <Picture summary={summary} /> },
      ]}
    />
  );
}

function Answers({ summary }: { summary: RatingSummary }) {
  if (summary.answers.length === 0) return <>{t('rating.nobody')}</>;
  return (
    <>
      <p>{ratingAnswers.filter((answer) => summary.counts[answer] > 0).map((answer) => `${t(`rating.${answer}`)}: ${summary.counts[answer]}`).join(', ')}</p>
      <ul class="small">
        {summary.answers.map(({ groupName, answer, comment }) => <li>{groupName}: {t(`rating.${answer}`)}{comment ? ` – „${comment}“` : null}</li>)}
      </ul>
    </>
  );
}

function Picture({ summary }: { summary: RatingSummary }) {
  const { answered, isFew, disagreement, againstState, from, to } = summary;
  if (answered === 0) return <>–</>;
  return (
    <>
      <p>{t(isFew ? 'rating.few' : 'rating.many', { count: answered })}{answered > 1 ? `, ${t(`rating.disagreement.${disagreement}`)}` : null}</p>
      {againstState ? <p><Badge tone="caution" icon="warning">{t(`rating.against.${againstState}`)}</Badge></p> : null}
      {from && to ? <p class="muted small">{from === to ? t('rating.day', { to: noon(to) }) : t('rating.span', { from: noon(from), to: noon(to) })}</p> : null}
    </>
  );
}
