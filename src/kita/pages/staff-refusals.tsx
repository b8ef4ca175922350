import type { FormState } from '../../platform/form.ts';
import { Notice } from '../../ui/notice.tsx';
import { t } from './decision-words.ts';

/** What was refused, where the form it came from is gone by now: somebody else was faster, or it was never one's own. */
export function StaffRefusals({ form }: { form: FormState | undefined }) {
  return <>{(form?.refusals ?? []).map(({ code, values }) => <Notice kind="error" live><p>{t(code as 'already-decided', values)}</p></Notice>)}</>;
}
