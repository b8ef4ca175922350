import { randomInt } from 'node:crypto';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, typed, type FormState } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { chooseOffers } from '../awareness/selection.ts';
import { audienceOfWord, audienceWords, familiarities, reasons, type Audience } from '../awareness/survey.ts';
import { surveyLanguage, surveyTexts } from '../awareness-texts.ts';
import { fieldsOf, openSheet, sealSheet } from '../server/awareness-answers.ts';
import { findOpenRound, loadFigures, type AwarenessRound } from '../server/awareness-rounds.ts';
import { loadServices, type StoredService } from '../server/load-services.ts';
import { textsIn } from '../service-text.ts';
import { InOwnLanguage } from './offer-marks.tsx';

export const surveyPath = (audience: Audience) => `/umfrage/${audienceWords[audience]}`;
const LOTS = 2 ** 47;

function audienceOf(view: View): Audience {
  const audience = audienceOfWord(view.param('audience'));
  if (!audience) throw new NotFound();
  return audience;
}

/** One sheet: a dozen offers, two minutes, nobody's name. After a refusal it is the same sheet with what was chosen. */
export async function surveyPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const audience = audienceOf(view);
  const texts = surveyTexts(audience);
  const t = texts.in(view.language);
  const round = await findOpenRound(view.tx, view.town.id, audience);
  if (!round) return closedSheet(view, audience);
  const offers = await offersOf(view, round, form);
  const sheet = sealSheet(view.configuration.secretKey, { roundId: round.id, serviceIds: offers.map(({ id }) => id) });
  return {
    title: t('title'), noIndex: true,
    content: (
      <InSurveyLanguage view={view} audience={audience}>
        <PageHead title={t('title')} lead={t('lead', { count: offers.length })} />
        <p>{t('privacy')}</p>
        <Form form={form} texts={texts} label={t('title')}>
          <input type="hidden" name="sheet" value={sheet} />
          {offers.map((offer, index) => <OfferQuestion offer={offer} audience={audience} view={view} form={form} number={index + 1} total={offers.length} />)}
          <Button>{t('send')}</Button>
        </Form>
      </InSurveyLanguage>
    ),
  };
}

/** Those the form was shown with, or the ones asked for least so far. */
async function offersOf(view: View, round: AwarenessRound, form: FormState): Promise<StoredService[]> {
  const shown = openSheet(view.configuration.secretKey, typed(form, 'sheet'));
  if (shown?.roundId === round.id) return loadServices(view.tx, view.town.id, shown.serviceIds);
  const figures = await loadFigures(view.tx, view.town.id, round.id);
  return loadServices(view.tx, view.town.id, chooseOffers(figures, round.offersPerSheet, () => randomInt(LOTS) / LOTS));
}

interface QuestionProps {
  offer: StoredService;
  audience: Audience;
  view: View;
  form: FormState;
  number: number;
  total: number;
}

/** Nothing here is required: an offer without an answer is not counted. */
function OfferQuestion({ offer, audience, view, form, number, total }: QuestionProps) {
  const t = surveyTexts(audience).in(view.language);
  const { head } = textsIn(offer, surveyLanguage(audience, view.language));
  const names = fieldsOf(offer.id);
  return (
    <div class="panel stack" role="group" aria-labelledby={`frage-${number}`}>
      <div>
        <p class="small muted">{t('question', { number, total })}</p>
        <h2 id={`frage-${number}`}><InOwnLanguage text={head}>{head.name}</InOwnLanguage></h2>
      </div>
      {head.summary ? <p><InOwnLanguage text={{ language: head.summaryLanguage }}>{head.summary}</InOwnLanguage></p> : null}
      <div class="choices">
        {familiarities.map((familiarity) => (
          <div class="kern-form-check">
            <input class="kern-form-check__radio" type="radio" id={`${names.familiarity}-${familiarity}`} name={names.familiarity} value={familiarity} checked={typed(form, names.familiarity) === familiarity} />
            <label class="kern-label" for={`${names.familiarity}-${familiarity}`}>{t(`familiarity.${familiarity}`)}</label>
          </div>
        ))}
        <div class="kern-form-check">
          <input class="kern-form-check__checkbox" type="checkbox" id={names.recommended} name={names.recommended} value="on" checked={typed(form, names.recommended) === 'on'} />
          <label class="kern-label" for={names.recommended}>{t('recommended')}</label>
        </div>
      </div>
      <div class="kern-form-input">
        <label class="kern-label" for={names.reason}>{t('reason')}</label>
        <div class="kern-form-input__select-wrapper">
          <select class="kern-form-input__select" id={names.reason} name={names.reason}>
            <option value="">{t('reason.none')}</option>
            {reasons.map((reason) => <option value={reason} selected={typed(form, names.reason) === reason}>{t(`reason.${reason}`)}</option>)}
          </select>
        </div>
      </div>
    </div>
  );
}

function closedSheet(view: View, audience: Audience): Sheet {
  const t = surveyTexts(audience).in(view.language);
  return {
    title: t('closed.title'), noIndex: true,
    content: <InSurveyLanguage view={view} audience={audience}><PageHead title={t('closed.title')} lead={t('closed.text')} /><p><LinkButton href={view.href('/angebote')}>{t('thanks.offers')}</LinkButton></p></InSurveyLanguage>,
  };
}

export function surveyThanksPage(view: View): Sheet {
  const audience = audienceOf(view);
  const t = surveyTexts(audience).in(view.language);
  return {
    title: t('thanks.title'), noIndex: true,
    content: <InSurveyLanguage view={view} audience={audience}><PageHead title={t('thanks.title')} lead={t('thanks.text')} /><p><LinkButton href={view.href('/angebote')}>{t('thanks.offers')}</LinkButton></p></InSurveyLanguage>,
  };
}

/** Professionals are asked in German, whatever the language of the page. */
function InSurveyLanguage({ view, audience, children }: { view: View; audience: Audience; children: Child }) {
  const isForeign = surveyLanguage(audience, view.language) !== view.language;
  return <div lang={isForeign ? 'de' : undefined} dir={isForeign ? 'ltr' : undefined} class="stack">{children}</div>;
}
