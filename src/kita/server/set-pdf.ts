import { refused, type Outcome } from '../../platform/outcome.ts';
import { makePdf, PdfFault, type MadePdf, type PdfOrder } from '../../platform/pdf.ts';
import type { TaskContext } from '../../platform/task.ts';

/**
 * Sets a document in background work. Refuses what {@link makePdf} refuses, and `pdf-fault` where the template does not hold: the log says so under the
 * event's name, and nothing of what stands in the document. Throws while too many others are being set: then the queue calls again.
 */
export async function setPdf({ log }: Pick<TaskContext, 'log'>, event: string, order: PdfOrder): Promise<Outcome<MadePdf>> {
  let made: Outcome<MadePdf>;
  try {
    made = await makePdf(order);
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    log('error', { event, error: error.name });
    return refused('pdf-fault');
  }
  if (!made.ok && made.refusals[0]!.code === 'pdf-busy') throw new Error('pdf-busy');
  return made;
}
