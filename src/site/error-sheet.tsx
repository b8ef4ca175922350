import type { ErrorKind, SentAgain, Sheet } from '../platform/house.ts';
import type { PageSurroundings } from '../platform/page-context.ts';
import { Button, ButtonRow, LinkButton } from '../ui/button.tsx';
import { texts } from './texts.ts';

/** Help that needs no database: nationwide numbers, free of charge, day and night or nearly so. */
const HELP = [
  { key: 'help.emergency', number: '112' },
  { key: 'help.medical', number: '116 117' },
  { key: 'help.children', number: '116 111' },
  { key: 'help.parents', number: '0800 111 0 550' },
  { key: 'help.violence', number: '116 016' },
  { key: 'help.pastoral', number: '0800 111 0 111' },
] as const;

/** An error in plain words, without anything of the request in it but the way to try it again. */
export function errorSheet(page: PageSurroundings, kind: ErrorKind, reference: string, again?: SentAgain): Sheet {
  const t = texts.in(page.language);
  const title = t(`error.${kind}.title`);
  return {
    title,
    noIndex: true,
    content: (
      <>
        <h1>{title}</h1>
        <p>{t(`error.${kind}.text`)}</p>
        {again && <Again say={t} again={again} />}
        {kind === 'offline' && <HelpNumbers say={t} />}
        <p><a href={page.href('/')}>{t('error.home')}</a></p>
        {(kind === 'failure' || kind === 'offline') && <p class="small">{t('error.reference', { reference })}</p>}
      </>
    ),
  };
}

function HelpNumbers({ say }: { say: ReturnType<typeof texts.in> }) {
  return (
    <ul class="plain-list">
      {HELP.map((help) => (
        <li>{say(help.key)}: <a href={`tel:${help.number.replaceAll(' ', '')}`} dir="ltr">{help.number}</a></li>
      ))}
    </ul>
  );
}

/** A form keeps everything in it; pressed once more it goes where it was going. */
function Again({ say, again }: { say: ReturnType<typeof texts.in>; again: SentAgain }) {
  if (!('fields' in again)) return <ButtonRow><LinkButton href={again.address}>{say('error.again')}</LinkButton></ButtonRow>;
  if (!again.fields) return <p>{say('error.again.back')}</p>;
  return (
    <form method="post" action={again.address} id="noch-einmal" class="stack">
      {again.fields.map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <p>{say('error.again.kept')}</p>
      <ButtonRow><Button>{say('error.again.send')}</Button></ButtonRow>
    </form>
  );
}
