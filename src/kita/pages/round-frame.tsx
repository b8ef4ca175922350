import type { FormState } from '../../platform/form.ts';
import { emptyForm } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { NotFound } from '../../platform/failure.ts';
import { isUuid } from '../../platform/id.ts';
import { dateFormat, numberFormat } from '../../ui/formats.ts';
import { Form } from '../../ui/form.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { staffRoundsTexts } from '../rounds-texts.ts';
import type { Round } from '../rounds/round.ts';
import { findRound } from '../server/rounds.ts';
import { officeCrumb } from './office-crumb.ts';

export const t = staffRoundsTexts.in('de');

export function crumbs(view: View, ...between: { label: string; href: string }[]): Pick<Sheet, 'breadcrumbs'> {
  return { breadcrumbs: [...officeCrumb(view), { label: t('title'), href: view.href(roundPaths.rounds) }, ...between.map(({ label, href }) => ({ label, href: view.href(href) }))] };
}

/** The round of the address; foreign and missing look the same. */
export async function roundOf(view: View, id = view.param('round')): Promise<Round> {
  const round = isUuid(id) ? await findRound(view.tx, view.town.id, id) : undefined;
  if (!round) throw new NotFound();
  return round;
}

export const sayDay = (on: string): string => dateFormat('de', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));
export const sayInstant = (at: Date): string => dateFormat('de', { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' }).format(at);
export const sayCount = (count: number): string => numberFormat('de').format(count);

/** The last day of the deadline: it is over when the next day begins. */
export const lastDay = (deadline: Date): string => dateFormat('de', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Berlin' }).format(new Date(deadline.getTime() - 1));

export const kindOf = ({ kind, sequence }: Pick<Round, 'kind' | 'sequence'>): string => (kind === 'main' ? t('kind.main') : t('kind.replacement', { sequence }));

/** Of several forms on a page each shows its own refusals only: the page says which one was sent. */
export const formFor = (form: FormState, name: string, sent: string | undefined): FormState => (sent === name ? form : emptyForm);

/** A form with hidden ids and, mostly, nothing but a button. */
export function StepForm({ form, action, id, fields = {}, children }: { form: FormState; action: string; id: string; fields?: Record<string, string>; children: Child }) {
  return (
    <Form form={form} texts={staffRoundsTexts} action={action} id={id}>
      {Object.entries(fields).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      {children}
    </Form>
  );
}

