import { sayDay } from '../../offers/said.ts';
import { NotFound } from '../../platform/failure.ts';
import type { FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { makePdf } from '../../platform/pdf.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { decisionTexts } from '../decision-texts.ts';
import { letterTexts } from '../letter-texts.ts';
import type { DecisionRecord } from '../decisions/content.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { decisionOfLink } from '../server/answer-links.ts';
import { decisionContents, listDecisions } from '../server/decision-records.ts';
import { letterTemplate, ownLetterData } from '../server/letter-data.ts';
import { letterOffice, readLetterSetting } from '../server/letter-setting.ts';
import { ownDecision } from '../server/own-decisions.ts';
import { isReady, ownNotices } from '../server/retrieve-notice.ts';
import { unservedDecisions } from '../server/served-notices.ts';
import { AnswerForm } from './answer-form.tsx';
import { DecisionLetter } from './decision-letter.tsx';
import { WaitingNow } from './waiting-now.tsx';
import { ReadyNotice, ServiceNote } from './own-notice.tsx';

export const OWN_DECISION = '/meine-kita/bescheid';
export const ANSWER = '/kita-antwort';

/** A guardian's own decision: first what lies ready to be opened; then the letter, the answer, and the waiting lists as they are now. That of another family is not there. */
export async function ownDecisionPage(view: View, form?: FormState): Promise<Sheet> {
  const found = view.who.personId && await ownDecision(view.tx, view.town.id, view.configuration.secretKey, view.who.personId, view.param('id'));
  if (!found) throw new NotFound();
  const { decision, content, mayDecide } = found;
  const t = decisionTexts.in(view.language);
  const notice = await ownNoticeOf(view, decision);
  const breadcrumbs = [{ label: t('back'), href: view.href('/meine-kita') }, { label: t('decision.of', { day: sayDay(view.language, dayOfInstant(decision.decidedAt), 'short') }) }];
  const path = view.href(`${OWN_DECISION}/${decision.id}`);
  if (isReady(notice, view.clock.today())) {
    return { title: t('ready.title'), breadcrumbs, content: <><PageHead title={t('ready.title')} />{await ReadyNotice({ view, notice: notice!, form, action: `${path}/oeffnen` })}</> };
  }
  const setting = await readLetterSetting(view.tx, view.town.id);
  const title = letterTexts.in(view.language)(`title.${decision.outcome}`, { child: decision.childName });
  return {
    title, breadcrumbs,
    content: (
      <>
        <PageHead title={title} actions={<LinkButton look="secondary" icon="print" href={view.href(`${OWN_DECISION}/${decision.id}/brief.pdf`)}>{t('pdf')}</LinkButton>} />
        {view.query.has('danke') ? <Notice kind="success" live>{t('thanks')}</Notice> : null}
        {view.query.has('pdf') ? <Notice kind="warning" live><p>{t('pdf.failed')}</p></Notice> : null}
        {decision.form === 'notice' ? <ServiceNote view={view} notice={notice} /> : null}
        <AnswerForm view={view} decision={decision} content={content} form={form} mayDecide={mayDecide} firstDayWithin={setting.firstDayWithin} isUnserved={(await unservedDecisions(view.tx, view.town.id, [decision.id])).size > 0} action={path} />
        <DecisionLetter language={view.language} letter={{ decision, content, office: letterOffice(setting, view.configuration.baseUrl.origin) }} without={['answer']} />
        {decision.replacedAt ? null : await WaitingNow({ view, childId: decision.childId })}
      </>
    ),
  };
}

const ownNoticeOf = async (view: View, { id }: DecisionRecord) => (await ownNotices(view.tx, view.town.id, view.who.personId!, [id])).get(id);

/** The same letter as a file, in the language of the page with the binding German text. */
export async function ownDecisionPdf(view: View): Promise<Response> {
  const found = view.who.personId && await ownDecision(view.tx, view.town.id, view.configuration.secretKey, view.who.personId, view.param('id'));
  if (!found) throw new NotFound();
  const back = (query: Record<string, string> = {}) => new Response(null, { status: 303, headers: { Location: view.href(`${OWN_DECISION}/${found.decision.id}`, query) } });
  if (isReady(await ownNoticeOf(view, found.decision), view.clock.today())) return back();
  const data = await ownLetterData(view.tx, { municipalityId: view.town.id, clock: view.clock, configuration: view.configuration }, found.decision, view.language);
  const made = await makePdf({ template: letterTemplate, data, at: found.decision.decidedAt });
  if (!made.ok) return back({ pdf: 'fehlt' });
  return new Response(made.value.content as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="brief.pdf"', 'Cache-Control': 'no-store' } });
}

/** The page of a letter's link: reading changes nothing, since programs that check mails open every link. It shows the place and takes the answer, and no more of the letter. */
export async function answerLinkPage(view: View, form?: FormState): Promise<Sheet> {
  const id = await decisionOfLink(view.tx, view.town.id, view.param('token'), view.clock.now());
  const [decision] = id ? await listDecisions(view.tx, view.town.id, { ids: [id] }) : [];
  if (!decision) throw new NotFound();
  const content = (await decisionContents(view.tx, view.town.id, view.configuration.secretKey, [decision.id])).get(decision.id)!;
  const setting = await readLetterSetting(view.tx, view.town.id);
  const t = decisionTexts.in(view.language);
  return {
    title: t('link.title'), noIndex: true,
    content: (
      <>
        <PageHead title={t('link.title')} lead={decision.answer ? undefined : t('link.lead')} />
        {view.query.has('danke') ? <Notice kind="success" live>{t('thanks')}</Notice> : null}
        <DecisionLetter language={view.language} letter={{ decision, content, office: letterOffice(setting, view.configuration.baseUrl.origin) }} without={['answer', 'wishes', 'alternatives', 'help', 'remedy']} />
        <AnswerForm view={view} decision={decision} content={content} form={form} firstDayWithin={setting.firstDayWithin} action={view.href(`${ANSWER}/${view.param('token')}`)} />
        {setting.phone ? <p>{t('phone')}: <PhoneLink number={setting.phone} label={t('phone')} /></p> : null}
      </>
    ),
  };
}
