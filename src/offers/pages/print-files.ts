import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languages } from '../../platform/language.ts';
import { makePdf } from '../../platform/pdf.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { findFile } from '../../platform/stored-file.ts';
import { drawings } from '../../ui/icon-drawings.ts';
import { makePrint } from '../permissions.ts';
import { papers } from '../print/printed.ts';
import { poster, posterPapers, type PosterSubject } from '../print/poster.ts';
import { loadWords } from '../server/directory-words.ts';
import { paperAddress, posterTemplate } from '../server/load-booklet.ts';
import { findPrintRun, listPublicBooklets } from '../server/print-runs.ts';
import { findPublicOffer } from '../server/shown-offers.ts';
import { PRINT } from './print-words.tsx';
import { seeOther } from './see-other.ts';

/** A booklet's file: for everybody if it is offered to everybody, else for those who make them. */
export async function bookletFile(view: View): Promise<Response> {
  const id = view.param('run');
  const run = isUuid(id) ? await findPrintRun(view.tx, view.town.id, id) : undefined;
  const file = run?.fileId && (run.isPublic || makePrint.allows(view.who)) ? await findFile(view.tx, view.town.id, run.fileId) : undefined;
  if (!file) throw new NotFound();
  return pdf(file.content, `wegweiser-${view.town.slug}.pdf`, 'private, max-age=300');
}

/** The newest booklet of a kind: an address that stays, for websites and mails. */
export async function newestBooklet(view: View): Promise<Response> {
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const phase = view.query.get('phase');
  const area = view.query.get('ort');
  const paper = papers.find((one) => one === view.query.get('papier')) ?? 'a5';
  const [phaseId, areaId] = [words.phases.find(({ key }) => key === phase)?.id, words.areas.all.find(({ key }) => key === area)?.id];
  if ((phase !== null && !phaseId) || (area !== null && !areaId)) throw new NotFound();
  const found = (await listPublicBooklets(view.tx, view.town.id)).find((run) => run.language === view.language && run.paper === paper && run.phaseId === phaseId && run.areaId === areaId);
  const file = found?.fileId && await findFile(view.tx, view.town.id, found.fileId);
  if (!file) throw new NotFound();
  return pdf(file.content, `wegweiser-${view.town.slug}.pdf`, 'private, no-cache');
}

/** A poster is one page: made while one waits. What cannot be made is said on the page of the form. */
export async function posterFile(view: View): Promise<Response> {
  const language = languages.find((one) => one === view.query.get('sprache')) ?? 'de';
  const paper = posterPapers.find((one) => one === view.query.get('papier')) ?? 'a4';
  const again = (code: string) => seeOther(`${view.href(PRINT, new URLSearchParams([...view.query, ['fehler', code]]))}#plakat`);
  const chosen = await subjectOf(view);
  if (typeof chosen === 'string') return again(chosen);
  const made = await makePdf({
    template: posterTemplate, at: view.clock.now(),
    data: poster(chosen.subject, {
      language, paper, town: view.town.name, drawing: drawings[chosen.icon], address: paperAddress(view.configuration.baseUrl.origin, view.town.slug, language, chosen.path),
    }) as unknown as PdfData,
  });
  return made.ok ? pdf(made.value.content, 'plakat.pdf', 'no-store') : again(made.refusals[0]!.code);
}

interface Chosen {
  subject: PosterSubject;
  path: string;
  icon: keyof typeof drawings;
}

async function subjectOf(view: View): Promise<Chosen | string> {
  const { query, tx, town, clock } = view;
  switch (query.get('worauf')) {
    case 'start': return { subject: { kind: 'start' }, path: '/', icon: 'family' };
    case 'area': {
      const area = (await loadWords(tx, town.id, clock.today())).areas.all.find(({ key }) => key === query.get('gebiet'));
      return area ? { subject: { kind: 'area', name: area.name }, path: `/angebote?ort=${encodeURIComponent(area.key)}`, icon: 'pin' } : 'poster-no-area';
    }
    case 'offer': {
      const id = query.get('angebot');
      const offer = isUuid(id) ? await findPublicOffer(tx, town.id, id, clock.today()) : undefined;
      if (!offer) return 'poster-no-offer';
      const field = (await loadWords(tx, town.id, clock.today())).fields.find((one) => offer.service.fieldIds.includes(one.id));
      return { subject: { kind: 'offer', offer }, path: `/angebote/${offer.service.id}`, icon: field && field.icon in drawings ? field.icon as keyof typeof drawings : 'family' };
    }
    default: return { subject: { kind: 'guide' }, path: '/wegweiser', icon: 'question' };
  }
}

function pdf(content: Uint8Array, name: string, cache: string): Response {
  return new Response(content as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${name}"`, 'Cache-Control': cache } });
}
