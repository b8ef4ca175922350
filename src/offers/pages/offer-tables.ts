import type { View } from '../../platform/house.ts';
import { csvStream } from '../../platform/table-file/write-csv.ts';
import { writeXlsx } from '../../platform/table-file/write-xlsx.ts';
import { exportContext, exportHeader, offerRows } from '../import/offer-row.ts';
import { readOfferQuery } from '../offer-query.ts';
import { loadTerms } from '../server/directory-terms.ts';
import { loadWords } from '../server/directory-words.ts';
import { listOffers } from '../server/list-offers.ts';
import { offerRecordOf } from '../server/offer-records.ts';
import { shownOffers } from '../server/shown-offers.ts';

/** The offers a list shows, all of its pages, in the columns the import reads. */
async function rowsOf(view: View) {
  const { tx, town, clock } = view;
  const words = await loadWords(tx, town.id, clock.today());
  const asked = readOfferQuery(view.query, words);
  const { ids } = await listOffers(tx, town.id, clock.today(), words.phases, asked.text, asked.filter);
  const terms = await loadTerms(tx, town.id);
  const context = exportContext({ ...terms, today: clock.today() });
  return (await shownOffers(tx, town.id, ids)).flatMap((offer) => offerRows(offerRecordOf(offer, terms), context));
}

export async function offersCsv(view: View): Promise<Response> {
  return new Response(csvStream(exportHeader, await rowsOf(view)), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="angebote.csv"' },
  });
}

export async function offersXlsx(view: View): Promise<Response> {
  const workbook = await writeXlsx('Angebote', exportHeader, await rowsOf(view));
  // A text longer than Excel can hold: the same list as CSV has no such limit.
  if (!workbook.ok) return offersCsv(view);
  return new Response(workbook.value as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Content-Disposition': 'attachment; filename="angebote.xlsx"' },
  });
}
