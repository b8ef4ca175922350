import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { listTexts } from '../list-texts.ts';
import { hasNotes, withoutNotes, type PersonalList } from '../personal-list.ts';
import { sheetPages } from '../sheet-pages.ts';
import { loadListContent, type ListedOffer } from '../server/personal-list-offers.ts';
import { brokenLinkSheet, givenList } from './list-given-page.tsx';
import { GoneNotice } from './list-entry.tsx';
import { SignpostPicture } from './guide-pictograms.tsx';
import { QrCode } from './list-qr.tsx';
import { listAddress } from './list-take.tsx';
import { sayDay } from '../said.ts';
import { SheetEntry } from './sheet-entry.tsx';
import { SheetFoot } from './sheet-foot.tsx';
import { SheetStyle } from './sheet-style.tsx';

/** Longer links make QR codes too fine for an old phone and a grey print. */
const SCANNABLE = 700;

/** The list of this browser as a sheet of paper. */
export function ownSheetPage(view: View, list: PersonalList): Promise<Sheet> {
  return paperSheet(view, list, '/merkliste');
}

/** A list from a link as a sheet of paper. */
export async function givenSheetPage(view: View): Promise<Sheet> {
  const list = givenList(view);
  return list ? paperSheet(view, list, view.path.replace(/\/blatt$/, '')) : brokenLinkSheet(view);
}

async function paperSheet(view: View, list: PersonalList, backTo: string): Promise<Sheet> {
  const { language, town } = view;
  const t = listTexts.in(language);
  const content = await loadListContent(view.tx, town.id, list, view.clock.today());
  const whole = listAddress(view, list);
  const isPlain = hasNotes(list) && whole.length > SCANNABLE;
  const { layout, pages } = sheetPages(content.listed, (listed) => sentenceLength(listed, view.language));
  const link = isPlain ? listAddress(view, withoutNotes(list)) : whole;
  return {
    title: t('sheet.title'),
    noIndex: true,
    content: (
      <>
        <SheetStyle />
        <div class="cluster no-print">
          <PrintButton label={t('sheet.print')} />
          <LinkButton look="tertiary" icon="previous" href={view.href(backTo)}>{t('list.back')}</LinkButton>
        </div>
        <GoneNotice gone={content.gone} />
        {pages.map((entries, index) => (
          <div class={layout === 'roomy' ? 'sheet' : `sheet sheet--${layout}`}>
            <header class="sheet-head">
              <div>
                <div class="sheet-title"><SignpostPicture />{index === 0 ? <h1>{t('sheet.title')}</h1> : <p class="sheet-again">{t('sheet.title')}</p>}</div>
                <p><bdi lang="de">{town.name}</bdi> · {sayDay(language, view.clock.today())}{pages.length > 1 ? ` · ${t('sheet.page', { page: index + 1, pages: pages.length })}` : ''}</p>
              </div>
              {index === 0 && content.listed.length > 0 ? (
                <div class="sheet-scan">
                  <QrCode text={link} label={t('list.qr')} />
                  <span>{t('sheet.scan')}{isPlain ? <><br />{t('sheet.scan.plain')}</> : null}</span>
                </div>
              ) : null}
            </header>
            {content.listed.length === 0 ? <p>{t('list.empty.text')}</p> : null}
            <ol class="sheet-list" start={content.listed.indexOf(entries[0]!) + 1}>
              {entries.map((listed) => <SheetEntry view={view} list={list} listed={listed} place={content.listed.indexOf(listed) + 1} />)}
            </ol>
            {index === pages.length - 1 ? <SheetFoot view={view} /> : null}
          </div>
        ))}
      </>
    ),
  };
}

/** Characters of what a Lotse wrote to an entry, as the sheet says it. */
function sentenceLength({ entry }: ListedOffer, language: View['language']): number {
  return entry.note.length + (entry.phrase === undefined ? 0 : listTexts.in(language)(`phrase.${entry.phrase}`).length);
}
