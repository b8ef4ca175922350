import { raw } from 'hono/html';
import { usePage } from '../../platform/page-context.ts';
import { Badge } from '../../ui/badge.tsx';
import type { TopicChange } from '../revision/change.ts';
import { rowDifference, type RowDifference } from '../revision/row-difference.ts';
import { wordDifference } from '../revision/word-difference.ts';
import { revisionTexts } from '../revision-texts.ts';
import type { DirectoryNames } from '../server/directory-names.ts';
import { sayTopic, type SaidTopic } from './revision-words.ts';

const t = revisionTexts.in('de');

const css = `
.difference del,.difference ins{padding-inline:.15em;border-radius:.2em}
.difference del{background:#fde2dd;text-decoration:line-through}
.difference ins{background:#d9f0dc;text-decoration:underline}
.difference dd{white-space:pre-line;overflow-wrap:anywhere}
.difference li{margin-block:.25rem}
@media (forced-colors:active){.difference del,.difference ins{background:none}}
@media print{.difference del,.difference ins{background:none}}
`;

/** How differences look; travels only with pages that show one. */
export function DifferenceStyle() {
  const { nonce } = usePage();
  return <style nonce={nonce}>{raw(css)}</style>;
}

/** Topic by topic, old beside new; never told by colour alone. */
export function Difference({ changes, names }: { changes: readonly TopicChange[]; names: DirectoryNames }) {
  return (
    <dl class="descriptions difference">
      {changes.map(({ topic, from, to }) => (
        <div>
          <dt>{t(`topic.${topic}`)}</dt>
          <dd><TopicDifference before={sayTopic(topic, from, names)} after={sayTopic(topic, to, names)} /></dd>
        </div>
      ))}
    </dl>
  );
}

function TopicDifference({ before, after }: { before: SaidTopic; after: SaidTopic }) {
  if (before.kind === 'rows' && after.kind === 'rows') return <RowList differences={rowDifference(before.rows, after.rows)} />;
  const [from, to] = [before, after].map((side) => (side.kind === 'text' ? side.text : side.rows.map((row) => row.text).join('\n')));
  return <Words before={from!} after={to!} />;
}

function RowList({ differences }: { differences: readonly RowDifference[] }) {
  return (
    <ul class="plain-list">
      {differences.map((one) => (
        <li>
          {one.kind === 'same' ? <>{one.text}</> : <><Badge tone={one.kind === 'removed' ? 'danger' : one.kind === 'added' ? 'good' : 'caution'}>{t(`difference.row.${one.kind}`)}</Badge> <Row difference={one} /></>}
        </li>
      ))}
    </ul>
  );
}

function Row({ difference }: { difference: RowDifference }) {
  if (difference.kind === 'changed') return <Words before={difference.before} after={difference.after} />;
  if (difference.kind === 'removed') return <Removed text={difference.text} />;
  return <Added text={difference.text} />;
}

/** Short values side by side, long texts word by word. */
function Words({ before, after }: { before: string; after: string }) {
  if (before === '' || after === '') return <>{before ? <Removed text={before} /> : <span class="muted">{t('difference.empty')}</span>} {after ? <Added text={after} /> : <span class="muted">→ {t('difference.empty')}</span>}</>;
  const isShort = !before.includes(' ') || !after.includes(' ');
  const runs = isShort ? [{ kind: 'removed' as const, text: before }, { kind: 'added' as const, text: after }] : wordDifference(before, after);
  return <>{runs.map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? <Removed text={text} /> : <Added text={text} />))}</>;
}

function Removed({ text }: { text: string }) {
  return <del><span class="visually-hidden">{t('difference.removed')}</span>{text}<span class="visually-hidden">{t('difference.end')}</span></del>;
}

function Added({ text }: { text: string }) {
  return <ins><span class="visually-hidden">{t('difference.added')}</span>{text}<span class="visually-hidden">{t('difference.end')}</span></ins>;
}
