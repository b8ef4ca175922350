import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { listTexts } from '../list-texts.ts';
import { hasNotes, withoutNotes, type PersonalList } from '../personal-list.ts';
import { loadListContent } from '../server/personal-list-offers.ts';
import { brokenLinkSheet, givenList } from './list-given-page.tsx';
import { GoneNotice } from './list-entry.tsx';
import { SignpostPicture } from './guide-pictograms.tsx';
import { QrCode } from './list-qr.tsx';
import { listAddress } from './list-take.tsx';
import { sayDay } from './said.ts';
import { SheetEntry } from './sheet-entry.tsx';
import { SheetFoot } from './sheet-foot.tsx';
import { SheetStyle } from './sheet-style.tsx';

/** Longer links make QR codes too fine for an old phone and a grey print. */
const SCANNABLE = 700;
/** More than so many offers are set smaller, so that one side of paper holds them. */
const ROOMY = 4;

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
        <div class={content.listed.length > ROOMY ? 'sheet sheet--dense' : 'sheet'}>
          <header class="sheet-head">
            <div>
              <div class="sheet-title"><SignpostPicture /><h1>{t('sheet.title')}</h1></div>
              <p><bdi lang="de">{town.name}</bdi> · {sayDay(language, view.clock.today())}</p>
            </div>
            {content.listed.length > 0 ? (
              <div class="sheet-scan">
                <QrCode text={link} label={t('list.qr')} />
                <span>{t('sheet.scan')}{isPlain ? <><br />{t('sheet.scan.plain')}</> : null}</span>
              </div>
            ) : null}
          </header>
          {content.listed.length === 0 ? <p>{t('list.empty.text')}</p> : null}
          <ol class="sheet-list">
            {content.listed.map((listed, index) => <SheetEntry view={view} list={list} listed={listed} place={index + 1} />)}
          </ol>
          <SheetFoot view={view} />
        </div>
      </>
    ),
  };
}
