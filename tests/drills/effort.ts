import { newSubmission, sendGap, type Submission, type Writer } from './gap-form.ts';

/** Writers at work: each fills in one form after the other and sends it until it is confirmed. */
export interface Effort {
  /** resolves when so many more forms have been confirmed than now */
  confirms(more: number): Promise<void>;
  /** resolves when the next form is not answered */
  isLeftUnanswered(): Promise<void>;
  /** whose form is not answered waits from now on until `goOn`, then sends the same form again */
  hold(): void;
  goOn(): void;
  /** lets every writer bring the form at hand to an end; throws what a writer threw */
  finish(): Promise<void>;
  /** answers that were errors of ours */
  failed(): number;
}

/** Every fourth form is sent twice at the same moment. Everything sent is added to `sent`. */
export function startEffort(writers: readonly Writer[], sent: Submission[]): Effort {
  const waiting: { isMet: () => boolean; resolve: () => void }[] = [];
  const counts = { confirmed: 0, unanswered: 0, failed: 0 };
  let gate = openGate();
  let isEnding = false;
  let fault: unknown;

  const tell = () => {
    for (const one of waiting.filter(({ isMet }) => fault !== undefined || isMet())) {
      waiting.splice(waiting.indexOf(one), 1);
      one.resolve();
    }
  };
  const until = (isMet: () => boolean) => new Promise<void>((resolve) => {
    waiting.push({ isMet, resolve });
    tell();
  });
  const sendUntilConfirmed = async (writer: Writer, submission: Submission) => {
    for (;;) {
      const answer = await sendGap(writer, submission);
      if (answer === 'confirmed') return;
      counts[answer]++;
      tell();
      // Who was answered goes on with the next form, so that there is always one under way when something is killed.
      await gate.opened;
    }
  };
  const works = writers.map(async (writer, index) => {
    for (let number = index; !isEnding && fault === undefined; number++) {
      const submission = newSubmission(writer);
      sent.push(submission);
      const times = number % 4 === 0 ? 2 : 1;
      await Promise.all(Array.from({ length: times }, () => sendUntilConfirmed(writer, submission)));
      counts.confirmed++;
      tell();
    }
  });
  const over = Promise.all(works).catch((error: unknown) => { fault = error; tell(); });

  return {
    confirms: (more) => { const goal = counts.confirmed + more; return until(() => counts.confirmed >= goal); },
    isLeftUnanswered: () => { const before = counts.unanswered; return until(() => counts.unanswered > before); },
    hold: () => { gate = closedGate(); },
    goOn: () => gate.open(),
    async finish() {
      isEnding = true;
      gate.open();
      await over;
      if (fault !== undefined) throw fault;
    },
    failed: () => counts.failed,
  };
}

interface Gate {
  opened: Promise<void>;
  open(): void;
}

function closedGate(): Gate {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { opened, open };
}

function openGate(): Gate {
  const gate = closedGate();
  gate.open();
  return gate;
}
