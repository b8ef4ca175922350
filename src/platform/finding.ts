/** One thing the doctor looked at. */
export interface Finding {
  ok: boolean;
  /** the state as it should be, a German sentence */
  title: string;
  /** what to do if it is not so */
  advice: string;
}

export function finding(ok: boolean, title: string, advice = ''): Finding {
  return { ok, title, advice };
}

/** `✓ …` or `✗ …` with the advice below it. */
export function lineOf({ ok, title, advice }: Finding): string {
  return ok ? `✓ ${title}` : `✗ Nicht erfüllt: ${title}\n    → ${advice}`;
}
