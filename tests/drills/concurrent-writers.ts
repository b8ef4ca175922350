import { newSubmission, sendGap, type Submission, type Writer } from './gap-form.ts';

export interface Rush {
  sent: Submission[];
  /** forms sent, repetitions included */
  requests: number;
  /** answered with an error of ours */
  failed: number;
  /** nobody answered in time; these were sent again */
  unanswered: number;
  milliseconds: number;
  /** of each answer, in ms */
  durations: number[];
}

const MOST_TRIES = 50;

/**
 * All writers at once, each so many forms one after the other. Every third form is sent twice at the same moment (a double
 * click), every fifth once more after its confirmation (a reloaded page). Resolves when every form has been answered; throws if one
 * is not answered after many tries.
 */
export async function rush(writers: readonly Writer[], formsEach: number): Promise<Rush> {
  const result: Rush = { sent: [], requests: 0, failed: 0, unanswered: 0, milliseconds: 0, durations: [] };
  const send = async (writer: Writer, submission: Submission) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const since = performance.now();
      const answer = await sendGap(writer, submission);
      result.requests++;
      result.durations.push(performance.now() - since);
      if (answer === 'unanswered') result.unanswered++;
      if (answer === 'failed') result.failed++;
      if (answer !== 'unanswered') return;
    }
    throw new Error(`A form was not answered in ${MOST_TRIES} tries`);
  };
  const started = performance.now();
  await Promise.all(writers.map(async (writer, index) => {
    for (let number = 0; number < formsEach; number++) {
      const submission = newSubmission(writer);
      result.sent.push(submission);
      const isClickedTwice = (index + number) % 3 === 0;
      await Promise.all(isClickedTwice ? [send(writer, submission), send(writer, submission)] : [send(writer, submission)]);
      if ((index + number) % 5 === 0) await send(writer, submission);
    }
  }));
  result.milliseconds = performance.now() - started;
  return result;
}
