import type { Sheet, View } from '../../platform/house.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { DescriptionList, type Description } from '../../ui/description-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { roundsTexts } from '../rounds-texts.ts';
import { lotteryCommands } from '../rounds/lottery-command.ts';
import { publicCategories, publicFigures, SMALLEST, type PublicFigures } from '../rounds/public-figures.ts';
import { isDecided, type Round } from '../rounds/round.ts';
import { publicRounds, type PublicRound } from '../server/public-rounds.ts';

/** What everybody may know of the rounds: dates, lottery, hashes, and figures in which nobody can be recognised. */
export async function publicRoundsPage(view: View): Promise<Sheet> {
  const t = roundsTexts.in(view.language);
  const rounds = await publicRounds(view.tx, view.town.id, view.configuration.secretKey);
  return {
    title: t('title'), description: t('lead'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <p><a href={view.href('/kita-kriterien')}>{t('criteria')}</a></p>
        {rounds.length === 0 ? <EmptyState title={t('none')} explanation={t('none.text')} icon="calendar" /> : rounds.map((round) => <OneRound view={view} shown={round} />)}
      </>
    ),
  };
}

function OneRound({ view, shown }: { view: View; shown: PublicRound }) {
  const t = roundsTexts.in(view.language);
  const { round, run } = shown;
  const dates: Description[] = [
    { term: t('opens'), details: <DateText day={round.opensOn} /> },
    { term: t('deadline'), details: <InstantText at={new Date(round.deadline.getTime() - 60_000)} /> },
    { term: t('starts'), details: <><DateText day={round.firstStart} /> – <DateText day={round.lastStart} /></> },
  ];
  return (
    <section class="stack">
      <h2><bdi>{round.name}</bdi></h2>
      <p class="lead">{t(stateOf(round))}</p>
      {round.state === 'open' ? <p><a href={view.href('/kita-anmeldung')}>{t('register')}</a></p> : null}
      {round.kind === 'main' ? <DescriptionList entries={dates} /> : null}
      {run?.figures ? <Figures view={view} figures={publicFigures(run.figures)} free={run.figures.unfilled.reduce((sum, { free }) => sum + free, 0)} /> : null}
      {round.kind === 'main' ? <Lottery view={view} shown={shown} /> : null}
      {run ? (
        <details class="accordion">
          <summary>{t('proof')}</summary>
          <div class="accordion-body stack">
            <p>{t('proof.text')}</p>
            <DescriptionList entries={[{ term: t('proof.input'), details: <Hash text={run.inputHash} /> }, { term: t('proof.result'), details: <Hash text={run.resultHash} /> }]} />
          </div>
        </details>
      ) : null}
    </section>
  );
}

function stateOf(round: Round): 'state.open' | 'state.working' | 'state.decided' {
  if (round.state === 'open') return 'state.open';
  return isDecided(round.state) ? 'state.decided' : 'state.working';
}

/** Hashes, seeds and commands run from left to right in every language. */
function Hash({ text }: { text: string | null }) {
  return <code dir="ltr">{text}</code>;
}

function Figures({ view, figures, free }: { view: View; figures: PublicFigures; free: number }) {
  const t = roundsTexts.in(view.language);
  const say = (count: number | null) => (count === null ? t('withheld') : <NumberText value={count} />);
  const isAnyWithheld = figures.asking === null || publicCategories.some((category) => figures.counts[category] === null);
  return (
    <>
      <DescriptionList entries={[
        { term: t('figure.asking'), details: say(figures.asking) },
        ...publicCategories.filter((category) => figures.counts[category] !== 0).map((category) => ({ term: t(`figure.${category}`), details: say(figures.counts[category]) })),
        { term: t('figure.free'), details: <NumberText value={free} /> },
      ]} />
      {isAnyWithheld ? <p class="muted">{t('withheld.text', { smallest: SMALLEST })}</p> : null}
    </>
  );
}

function Lottery({ view, shown: { round, secret, scope } }: { view: View; shown: PublicRound }) {
  const t = roundsTexts.in(view.language);
  const commands = secret !== undefined && round.seed && round.publicRandomness
    ? lotteryCommands({ secret, seed: round.seed, publicRandomness: round.publicRandomness, lotteryName: round.lotteryName, scope }, { child: t('lottery.child'), facility: t('lottery.facility') }) : undefined;
  return (
    <details class="accordion">
      <summary>{t('lottery')}</summary>
      <div class="accordion-body stack">
        <p>{t('lottery.text')}</p>
        <DescriptionList entries={[
          { term: t('lottery.commitment'), details: <Hash text={round.commitment} /> },
          ...(commands ? [
            { term: t('lottery.randomness'), details: <bdi>{round.publicRandomness}</bdi> },
            { term: t('lottery.secret'), details: <Hash text={secret!} /> },
            { term: t('lottery.seed'), details: <Hash text={round.seed} /> },
          ] : []),
        ]} />
        {commands ? (
          <>
            <p>{t('lottery.check')}</p>
            {[commands.commitment, commands.seed, commands.ticket].map((command) => <pre dir="ltr"><code>{command}</code></pre>)}
            <p>{t('lottery.smaller')}</p>
          </>
        ) : <p>{t('lottery.later')}</p>}
      </div>
    </details>
  );
}
