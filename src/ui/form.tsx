import type { Child } from 'hono/jsx';
import { csrfField, refusalsOf, submissionField, type FormState } from '../platform/form.ts';
import type { Refusal } from '../platform/outcome.ts';
import { usePage } from '../platform/page-context.ts';
import type { Texts } from '../platform/texts.ts';
import { ErrorSummary, type SummaryEntry } from './error-summary.tsx';
import { FormContext, newSurroundings, type FormSurroundings } from './form-context.ts';
import { useSayRefusal } from './refusal.ts';
import { useUiTexts } from './texts.ts';

interface FormProps<Key extends string> {
  form: FormState;
  /** the part's texts, in which its refusals are said; the shared refusals need none */
  texts?: Texts<Key>;
  /** instead of `texts`, where a refusal needs more than a text */
  say?: (refusal: Refusal) => string;
  /** where to post; without it to the address of this page */
  action?: string;
  /** needed when a page has several forms */
  id?: string;
  /** accessible name, if no heading beside the form says what it is for */
  label?: string;
  children: Child;
}

/**
 * A form that posts, shows again what was typed, and says what is wrong: in a summary on top that leads to each
 * field, and beside the field. The fields are rendered first, because the summary names them by their labels.
 * The browser's own checks stay on only for what it would otherwise lose silently (a half-typed date).
 */
export function Form<Key extends string>({ form, texts, say, action, id = 'formular', label, children }: FormProps<Key>) {
  const page = usePage();
  const sayShared = useSayRefusal(texts);
  const surroundings = newSurroundings(id, form, say ?? sayShared);
  const fields = FormContext.Provider({ value: surroundings, children });
  const frame = (rendered: unknown) => (
    <form method="post" action={action} id={id} class="form" aria-label={label} enctype={surroundings.seen.file ? 'multipart/form-data' : undefined}>
      <input type="hidden" name={csrfField} value={page.csrfToken} />
      <input type="hidden" name={submissionField} value={page.submissionKey} />
      <ErrorSummary entries={summary(surroundings)} formId={id} />
      <Requirement seen={surroundings.seen} />
      {rendered as Child}
    </form>
  );
  return fields instanceof Promise ? fields.then(frame) : frame(fields);
}

function summary({ form, say, labels }: FormSurroundings): SummaryEntry[] {
  const known = [...labels].flatMap(([name, { label, target }]) =>
    refusalsOf(form, name).map((refusal) => ({ label, target, message: say(refusal) })),
  );
  const others = form.refusals.filter((refusal) => refusal.field === undefined || !labels.has(refusal.field));
  return [...others.map((refusal) => ({ message: say(refusal) })), ...known];
}

function Requirement({ seen }: { seen: FormSurroundings['seen'] }) {
  const t = useUiTexts();
  if (!seen.optional || !seen.required) return null;
  return <p class="form-requirement">{t('form.requirement')}</p>;
}
