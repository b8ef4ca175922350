import { raw } from 'hono/html';
import type { Sheet, View } from '../../platform/house.ts';
import { usePage } from '../../platform/page-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { worksForAll } from '../permissions.ts';
import { shownCode, type SealCode } from '../seals/code.ts';
import { sealTexts, staffSealTexts } from '../seal-texts.ts';
import { loadPoints } from '../server/place-points.ts';
import { loadSeals } from '../server/seals.ts';
import { QrCode } from './list-qr.tsx';

const t = staffSealTexts.in('de');

/** Six stickers of 9 × 8.5 cm on a sheet of A4. */
const css = `
.page .stickers{list-style:none;padding:0;margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:1rem}
.sticker{background:#fff;color:#000;border:3px solid #000;border-radius:1rem;padding:1rem;text-align:center;display:flex;flex-direction:column;align-items:center;justify-content:space-between;gap:.4rem;margin:0}
.page .sticker p{margin:0}
.sticker-title{font-size:1.3rem;font-weight:700;line-height:1.15}
.sticker .qr{inline-size:7.5rem;block-size:7.5rem}
.sticker-code{font-size:1.35rem;font-weight:700;letter-spacing:.08em;font-variant-numeric:tabular-nums}
.sticker-small{font-size:.85rem;line-height:1.2}
@media print{
@page{size:A4 portrait;margin:10mm}
.site-header,.site-footer,.page-head,.flash,.breadcrumbs,.page>.notice{display:none!important}
.page{padding:0!important}
.page .stickers{grid-template-columns:90mm 90mm;gap:4mm;justify-content:center;margin:0!important}
.sticker{block-size:86mm;break-inside:avoid;padding:4mm}
.sticker .qr{inline-size:34mm;block-size:34mm}
.sticker-title{font-size:15pt}.sticker-code{font-size:16pt}.sticker-small{font-size:8.5pt}
}
`.replace(/\n/g, '');

function StickerStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}

/** The stickers of all points, or of one. */
export async function pointStickersPage(view: View): Promise<Sheet> {
  const id = view.query.get('punkt');
  const points = (await loadPoints(view.tx, view.town.id)).filter((point) => point.status === 'active' && point.code && (!id || point.id === id));
  return stickerSheet(view, points.map(({ name, code }) => ({ kind: 'point', name, code: code! })), { label: t('points.title'), href: view.href('/verwaltung/wickelpunkte') });
}

/** The stickers of seals in force; an organization prints its own. */
export async function sealStickersPage(view: View): Promise<Sheet> {
  const id = view.query.get('siegel');
  const seals = (await loadSeals(view.tx, view.town.id)).filter((seal) => seal.state === 'awarded' && seal.code && (!id || seal.id === id) && (worksForAll(view.who) || view.who.organizationIds.includes(seal.organizationId)));
  return stickerSheet(view, seals.map(({ organizationName, scope, code }) => ({ kind: 'seal', name: [organizationName, scope].filter(Boolean).join(' – '), code: code! })), { label: t('seals.title'), href: view.href('/verwaltung/guetesiegel') });
}

function stickerSheet(view: View, stickers: readonly { kind: 'point' | 'seal'; name: string; code: SealCode }[], back: { label: string; href: string }): Sheet {
  return {
    title: t('stickers.title'), breadcrumbs: [back, { label: t('stickers.title') }],
    content: (
      <>
        <StickerStyle />
        <PageHead title={t('stickers.title')} lead={t('stickers.lead')} actions={stickers.length > 0 ? <PrintButton label={t('stickers.print')} /> : null} />
        {stickers.length === 0 ? <EmptyState icon="print" title={t('stickers.none')} explanation={t('stickers.none.text')} /> : (
          <ul class="stickers">{stickers.map((sticker) => <Sticker view={view} {...sticker} />)}</ul>
        )}
      </>
    ),
  };
}

function Sticker({ view, kind, name, code }: { view: View; kind: 'point' | 'seal'; name: string; code: SealCode }) {
  const words = sealTexts.in('de');
  const address = `${view.configuration.baseUrl.origin}${view.hrefIn('de', `/siegel/${shownCode(code)}`)}`;
  return (
    <li class="sticker">
      <p class="sticker-title">{kind === 'point' ? words('sticker.point') : words('seals.title')}</p>
      <p>{name}</p>
      <QrCode text={address} label={`${words('verify.title')} ${shownCode(code)}`} correction="M" />
      <p class="sticker-small">{words('sticker.scan')}<br />{view.configuration.baseUrl.host}{view.hrefIn('de', '/siegel')}</p>
      <p class="sticker-code">{shownCode(code)}</p>
      <p class="sticker-small">{view.town.name}</p>
    </li>
  );
}
