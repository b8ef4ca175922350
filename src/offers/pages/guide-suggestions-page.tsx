import type { Child, Sheet, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { sayAges } from '../age.ts';
import { answersQuery, askedQuestions, questionPaths, readAnswers, type Answers } from '../guide/answers.ts';
import { isCrisis } from '../guide/topic-code.ts';
import type { Reason } from '../guide/suggestion.ts';
import { parameters } from '../offer-query.ts';
import { questionTexts } from '../question-texts.ts';
import { loadGuideWords, suggestOffers, type GuideWords, type Suggestion } from '../server/guide-suggestions.ts';
import { placeNotesOf, type PlaceNotes } from '../server/location-texts.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { answerWords } from './guide-answer-words.tsx';
import { CrisisHelp } from './guide-crisis.tsx';
import { FirstContact, OfferFactList } from './guide-facts.tsx';
import { PersonToCall } from './guide-question-page.tsx';
import { ReadAloud } from './guide-read-aloud.tsx';
import { GuideStyle } from './guide-style.tsx';
import { SaveForm, SaveButton } from './list-save.tsx';
import { InOwnLanguage, TextState } from './offer-marks.tsx';
import { sayLanguage } from '../said.ts';

/** What fits, best first, each with its reasons in words. */
export async function suggestionsPage(view: View): Promise<Sheet> {
  const t = questionTexts.in(view.language);
  const words = await loadGuideWords(view.tx, view.town.id, view.clock);
  const answers = readAnswers(view.query, words);
  const { best, also, isBesideTopic } = await suggestOffers(view.tx, view.town.id, view.clock, words, answers, view.language);
  const notes = await placeNotesOf(view.tx, view.town.id, [...best, ...also].map(({ offer }) => offer), view.language);
  return {
    title: `${t('guide.title')}: ${t('suggestions.title')}`,
    noIndex: true,
    content: (
      <>
        <GuideStyle />
        {isCrisis(answers.topic) ? <CrisisHelp /> : null}
        <PageHead title={t('suggestions.title')} lead={best.length > 0 ? t('suggestions.lead') : undefined} actions={<><ReadAloud /><PrintButton /></>} />
        <GivenAnswers view={view} words={words} answers={answers} />
        {best.length === 0 ? <Notice kind="info"><p>{t('suggestions.none')}</p></Notice> : null}
        {best.length > 0 && isBesideTopic ? <Notice kind="info"><p>{t('suggestions.beside')}</p></Notice> : null}
        <SaveForm id="merken" />
        <ol class="suggestions">
          {best.map((suggestion, index) => <li><SuggestionCard suggestion={suggestion} place={index + 1} answers={answers} words={words} language={view.language} view={view} notes={notes} /></li>)}
        </ol>
        {also.length > 0 ? (
          <section>
            <h2>{t('suggestions.also')}</h2>
            <ol class="suggestions" start={best.length + 1}>
              {also.map((suggestion, index) => <li><SuggestionCard suggestion={suggestion} place={best.length + index + 1} answers={answers} words={words} language={view.language} view={view} notes={notes} level={3} /></li>)}
            </ol>
          </section>
        ) : null}
        <p class="guide-onward">
          <LinkButton look="secondary" icon="list" href={view.href('/angebote', answers.topic ? { [parameters.fieldId]: answers.topic.key } : {})}>{t('suggestions.all')}</LinkButton>
        </p>
        <PersonToCall view={view} />
      </>
    ),
  };
}

/** What was answered, each a way back to its question. */
function GivenAnswers({ view, words, answers }: { view: View; words: GuideWords; answers: Answers }) {
  const t = questionTexts.in(view.language);
  return (
    <div class="no-print">
      <p class="small muted" id="antworten">{t('guide.answers')}</p>
      <ul class="answer-list" aria-labelledby="antworten">
        {askedQuestions(words, answers).map((question) => {
          const answer = answerWords(question, answers, view.language);
          return (
            <li>
              <a class="chip" href={view.href(questionPaths[question], answersQuery(answers))} rel="nofollow">
                <span class="visually-hidden">{t('guide.change', { answer: t(`question.${question}.short`) })}: </span>
                <span aria-hidden="true">{t(`question.${question}.short`)}:</span> <bdi>{answer ?? t('guide.not-answered')}</bdi> <Icon name="edit" size="small" />
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface CardProps {
  suggestion: Suggestion;
  place: number;
  answers: Answers;
  words: GuideWords;
  language: Language;
  view: View;
  notes: ReadonlyMap<Uuid, PlaceNotes>;
  level?: 2 | 3;
}

function SuggestionCard({ suggestion, place, answers, words, language, view, notes, level = 2 }: CardProps) {
  const Name = `h${level}` as 'h2';
  const Why = `h${level + 1}` as 'h3';
  const t = questionTexts.in(language);
  const { offer, reasons, time, way } = suggestion;
  const { head } = textsIn(offer.service, language);
  return (
    <article class="suggestion">
      <div class="suggestion-head">
        <span class="suggestion-place" aria-hidden="true">{place}</span>
        <div>
          <Name><a href={view.href(`/angebote/${offer.service.id}`)}><InOwnLanguage text={head}>{head.name}</InOwnLanguage></a></Name>
          <p class="small muted"><bdi lang="de">{offer.organizationName}</bdi></p>
          {head.summary ? <p><InOwnLanguage text={{ language: head.summaryLanguage }}>{head.summary}</InOwnLanguage></p> : null}
          <TextState text={head} />
        </div>
      </div>
      <div class="suggestion-call"><FirstContact service={offer.service} /><SaveButton form="merken" id={offer.service.id} name={head.name} /></div>
      <OfferFactList offer={offer} notes={notes} time={time} way={way} areaName={answers.area?.name} />
      {reasons.length > 0 ? (
        <div class="why">
          <Why>{t('suggestions.why')}</Why>
          <ul>{reasons.map((reason) => <li><Icon name="check" size="small" /><span>{sayReason(reason, suggestion, answers, words, language)}</span></li>)}</ul>
        </div>
      ) : null}
    </article>
  );
}

function sayReason(reason: Reason, { offer: { service, places } }: Suggestion, answers: Answers, words: GuideWords, language: Language): Child {
  const t = questionTexts.in(language);
  switch (reason) {
    case 'topic': return t('reason.topic', { topic: answerWords('topic', answers, language) ?? '' });
    case 'age': return t('reason.age', { ages: sayAges(service, guideTexts.in(language)) });
    case 'in-area': {
      const own = answers.area ? [answers.area.id, ...words.areas.descendants(answers.area.id).map(({ id }) => id)] : [];
      const place = places.find(({ location }) => location.areaId !== undefined && own.includes(location.areaId))?.location;
      return t('reason.in-area', { area: (place?.areaId && words.areas.find(place.areaId)?.name) ?? answers.area?.name ?? '' });
    }
    case 'language': return t('reason.language', { language: sayLanguage(language, language) });
    case 'near': case 'comes-home': case 'open-now': case 'soon': case 'free': case 'walk-in': return t(`reason.${reason}`);
  }
}
