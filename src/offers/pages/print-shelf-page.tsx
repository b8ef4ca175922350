import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { phoneHref } from '../phone.ts';
import { parameters } from '../offer-query.ts';
import { plainName } from '../names.ts';
import { sayDay } from '../said.ts';
import type { BookletEntry, Line } from '../print/booklet-entry.ts';
import type { Piece } from '../print/printed.ts';
import { printTexts } from '../print/print-texts.ts';
import { loadWords } from '../server/directory-words.ts';
import { loadBooklet } from '../server/load-booklet.ts';
import { listPublicBooklets } from '../server/print-runs.ts';
import { guideTexts } from '../texts.ts';
import { sayMegabytes, sayPart, SHELF } from './print-words.tsx';

/** The booklets families may take: those of the page's language first. */
export async function shelfPage(view: View): Promise<Sheet> {
  const t = printTexts.in(view.language);
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const found = await listPublicBooklets(view.tx, view.town.id);
  const order = [view.language, ...languages.filter((language) => language !== view.language)];
  const groups = order.map((language) => ({ language, runs: found.filter((run) => run.language === language) })).filter(({ runs }) => runs.length > 0);
  return {
    title: t('shelf.title'),
    description: t('shelf.lead'),
    content: (
      <>
        <PageHead title={t('shelf.title')} lead={t('shelf.lead')} />
        {groups.length === 0 ? <Notice><p>{t('shelf.empty')} <a href={view.href('/angebote')}>{guideTexts.in(view.language)('front.all')}</a></p></Notice> : null}
        {groups.map(({ language, runs }) => (
          <section class="stack">
            <h2><LanguageTag language={language}>{languageFacts[language].name}</LanguageTag></h2>
            <ul class="stack">
              {runs.map((run) => (
                <li>
                  <a href={view.href(`${SHELF}/heft/${run.id}`)} hreflang={languageFacts[language].tag}><strong>{sayPart(words, run, view.language)}</strong>, {run.paper.toUpperCase()}</a>
                  <br /><span class="muted small">{t('shelf.file', { pages: run.pages, size: sayMegabytes(run.sizeBytes, view.language) })} · {t('shelf.made', { day: sayDay(view.language, dayOf(run.madeAt!)) })}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p><a href={view.href(`${SHELF}/ansicht`)}>{t('shelf.read')}</a></p>
      </>
    ),
  };
}

const berlin = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' });
const dayOf = (at: Date) => berlin.format(at) as Parameters<typeof sayDay>[1];

/** The booklet as a page, to read or to print where no PDF can be made. */
export async function bookletPage(view: View): Promise<Sheet> {
  const t = printTexts.in(view.language);
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const named = <Thing extends { id: string; key: string }>(things: readonly Thing[], name: string | null) => things.find(({ id, key }) => key === name || (isUuid(name) && id === name));
  const phase = named(words.phases, view.query.get(parameters.phaseId));
  const area = named(words.areas.all, view.query.get(parameters.areaIds));
  const loaded = await loadBooklet(view.tx, view.town.id, view.configuration.baseUrl.origin, view.clock.today(), {
    language: view.language, paper: 'a4', ...(phase ? { phaseId: phase.id } : {}), ...(area ? { areaId: area.id } : {}),
  });
  const subtitle = [area?.name ?? view.town.name, phase && plainName(phase.names, view.language)].filter(Boolean).join(' · ');
  return {
    title: `${t('title')} – ${subtitle}`,
    noIndex: true,
    breadcrumbs: [{ label: t('shelf.title'), href: view.href(SHELF) }, { label: subtitle }],
    content: (
      <>
        <PrintButton />
        <PageHead title={t('title')} preline={subtitle} lead={t('state', { day: sayDay(view.language, view.clock.today()) })} />
        {loaded.ok ? loaded.value.chapters.map((chapter) => (
          <section class="stack">
            <h2>{chapter.title}</h2>
            {chapter.topics.map((topic) => (
              <section class="stack">
                <h3>{topic.title}</h3>
                {topic.entries.map((entry) => <Entry entry={entry} />)}
                {topic.also.length > 0 ? <><p><strong>{t('also')}</strong></p><ul>{topic.also.map(({ id, name }) => <li><a href={`#o-${id}`}><Said piece={name} /></a></li>)}</ul></> : null}
              </section>
            ))}
          </section>
        )) : <Notice><p>{t('shelf.empty')} <a href={view.href('/angebote')}>{guideTexts.in(view.language)('front.all')}</a></p></Notice>}
      </>
    ),
  };
}

function Said({ piece }: { piece: Piece }) {
  return piece.lang === null ? <>{piece.text}</> : <span lang={piece.lang}>{piece.text}</span>;
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return <>{lines.map((line, index) => <>{index > 0 ? <br /> : null}{line.map((piece) => <Said piece={piece} />)}</>)}</>;
}

function Entry({ entry }: { entry: BookletEntry }) {
  return (
    <article class="panel stack drawn-late" id={`o-${entry.id}`}>
      <h4><Said piece={entry.name} /></h4>
      <p class="muted"><Said piece={entry.organization} />{entry.german ? <> · <span lang="de">{entry.german}</span></> : null}</p>
      {entry.summary ? <p><Said piece={entry.summary} /></p> : null}
      {entry.phones.map(({ number, note }) => <p>{phoneHref(number) ? <PhoneLink number={number} label={number} /> : <bdi dir="ltr">{number}</bdi>}{note ? <> <Said piece={note} /></> : null}</p>)}
      {entry.email ? <p><bdi dir="ltr">{entry.email}</bdi></p> : null}
      {entry.facts.map(({ label, lines }) => <p><strong>{label}:</strong> <Lines lines={lines} /></p>)}
      <p class="small muted">{[entry.assured, entry.mark].filter(Boolean).join(' · ')}</p>
    </article>
  );
}
