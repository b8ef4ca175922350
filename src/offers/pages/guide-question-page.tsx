import type { AreaTree } from '../../areas/area-tree.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { phaseClass } from '../../ui/phase-tag.tsx';
import { answersQuery, askedQuestions, pathAfter, pathBefore, questionPaths, questions, readAnswers, SUGGESTIONS_PATH, type Answers, type Question } from '../guide/answers.ts';
import { audiences, bandsFor, type AgeKey, type AudienceKey } from '../guide/audience.ts';
import { isCrisis } from '../guide/topic-code.ts';
import { questionTexts } from '../question-texts.ts';
import { loadGuideWords, suggestOffers, type GuideWords } from '../server/guide-suggestions.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { audienceWords, topicWords } from './guide-answer-words.tsx';
import { CrisisHelp } from './guide-crisis.tsx';
import { FirstContact } from './guide-facts.tsx';
import { AudiencePicture, TopicPicture } from './guide-pictograms.tsx';
import { placeMap, PlaceChoices } from './guide-places.tsx';
import { ReadAloud } from './guide-read-aloud.tsx';
import { GuideStyle } from './guide-style.tsx';
import { InOwnLanguage } from './offer-marks.tsx';
import { seeOther } from './see-other.ts';

/** One question of the guide; its answers are links, so that nothing but the address knows what was answered. */
export function questionPage(question: Question): (view: View) => Promise<Sheet | Response> {
  return async (view) => {
    const t = questionTexts.in(view.language);
    const words = await loadGuideWords(view.tx, view.town.id, view.clock);
    const answers = readAnswers(view.query, words);
    const asked = askedQuestions(words, answers);
    if (!asked.includes(question)) {
      const next = questions.slice(questions.indexOf(question)).find((other) => asked.includes(other));
      return seeOther(view.href(next ? questionPaths[next] : SUGGESTIONS_PATH, answersQuery(answers)));
    }
    const step = asked.indexOf(question) + 1;
    const isFirst = Object.keys(answers).length === 0;
    return {
      // Says nothing of the answers: titles stand in the history of the browser.
      title: `${t('guide.title')}: ${t('guide.step', { step, steps: asked.length })}`,
      description: step === 1 ? t('guide.invite.text') : undefined,
      noIndex: step > 1 || !isFirst,
      content: (
        <>
          <GuideStyle />
          <div class="guide-top">
            <p class="guide-steps">
              <span class="guide-dots" aria-hidden="true">{asked.map((_, index) => <span class={index < step ? 'is-done' : undefined}></span>)}</span>
              {t('guide.step', { step, steps: asked.length })}
            </p>
            <ReadAloud />
          </div>
          {isCrisis(answers.topic) ? <CrisisHelp /> : null}
          <PageHead title={t(`question.${question}`)} lead={t(`question.${question}.hint`)} />
          {await choicesOf(question, view, words, answers)}
          <p class="guide-onward">
            {pathBefore(question, asked) ? <LinkButton look="tertiary" icon="previous" href={view.href(pathBefore(question, asked)!, answersQuery(answers))}>{t('guide.back')}</LinkButton> : null}
            <LinkButton look="secondary" href={view.href(pathAfter(question, asked), answersQuery({ ...answers, [question]: undefined }))}>{t(question === 'area' ? 'guide.skip.area' : 'guide.skip')}</LinkButton>
          </p>
          {isFirst ? null : await already(view, words, answers)}
          <p class="small muted">{t('guide.privacy')} <a href={view.href('/angebote')}>{t('guide.search')}</a></p>
          <PersonToCall view={view} />
        </>
      ),
    };
  };
}

async function choicesOf(question: Question, view: View, words: GuideWords, answers: Answers): Promise<Child> {
  const next = (answer: Partial<Answers>) => {
    const given = { ...answers, ...answer };
    return view.href(pathAfter(question, askedQuestions(words, given)), answersQuery(given));
  };
  const people = (key: AudienceKey | AgeKey, order: number, answer: Partial<Answers>, isChosen: boolean) => {
    const { title, ages } = audienceWords(key, view.language);
    return <li><ChoiceTile href={next(answer)} order={order} isChosen={isChosen} title={title} note={ages} picture={<AudiencePicture audience={key} />} view={view} /></li>;
  };
  switch (question) {
    case 'topic': return (
      <ul class="choices-grid">
        {words.fields.map((field, index) => {
          const { title, lang, examples } = topicWords(field, view.language);
          return <li><ChoiceTile href={next({ topic: field })} order={index + 1} isChosen={answers.topic?.id === field.id} title={<span lang={lang}>{title}</span>} note={examples} picture={<TopicPicture topic={field.key} />} view={view} /></li>;
        })}
      </ul>
    );
    case 'audience': return <ul class="choices-grid">{audiences.map((audience, index) => people(audience.key, index + 1, { audience }, answers.audience === audience))}</ul>;
    case 'age': return <ul class="choices-grid">{bandsFor(answers.audience).map((age, index) => people(age.key, index + 1, { age }, answers.age === age))}</ul>;
    case 'area': {
      const places = { areas: words.areas, chosen: answers.area?.id, hrefOf: (area: AreaTree['all'][number]) => next({ area }), label: questionTexts.in(view.language)('question.area') };
      return (
        <div class="stack">
          {await placeMap(view, places)}
          <PlaceChoices {...places} />
        </div>
      );
    }
  }
}

interface ChoiceTileProps {
  href: string;
  /** for its colour; the picture and the words say the same */
  order: number;
  isChosen: boolean;
  title: Child;
  note?: string;
  picture: Child;
  view: View;
}

function ChoiceTile({ href, order, isChosen, title, note, picture, view }: ChoiceTileProps) {
  return (
    <a class={`choice-tile ${phaseClass(((order - 1) % 8) + 1)}`} href={href} rel="nofollow" aria-current={isChosen ? 'true' : undefined}>
      {picture}
      <span class="choice-words">
        <span class="choice-title">{title}</span>
        {note ? <span class="choice-note">{note}</span> : null}
      </span>
      {isChosen ? <Icon name="check" label={questionTexts.in(view.language)('guide.chosen')} /> : null}
    </a>
  );
}

/** Nobody has to answer everything: what fits best so far stands here with its number to call. */
async function already(view: View, words: GuideWords, answers: Answers): Promise<Child> {
  const t = questionTexts.in(view.language);
  const { best, matches } = await suggestOffers(view.tx, view.town.id, view.clock, words, answers, view.language, 1);
  const first = best[0];
  if (!first || matches === 0) return null;
  const { head } = textsIn(first.offer.service, view.language);
  return (
    <section class="panel guide-already" aria-labelledby="schon-jetzt">
      <div class="stack">
        <h2 id="schon-jetzt">{t('guide.already')}</h2>
        <p><a href={view.href(`/angebote/${first.offer.service.id}`)}><InOwnLanguage text={head}>{head.name}</InOwnLanguage></a></p>
        <p><FirstContact service={first.offer.service} /></p>
      </div>
      <p class="stack">
        <LinkButton icon="list" href={view.href(SUGGESTIONS_PATH, answersQuery(answers))} rel="nofollow">{t('guide.now')}</LinkButton>
        <br /><span class="small muted">{t('guide.matching', { count: matches })}</span>
      </p>
    </section>
  );
}

export function PersonToCall({ view }: { view: View }) {
  const { contact } = view.town;
  if (!contact.phone && !contact.email) return null;
  return (
    <p class="cluster">
      <span>{questionTexts.in(view.language)('guide.person')}</span>
      {contact.phone ? <PhoneLink number={contact.phone} label={guideTexts.in(view.language)('offer.phone')} /> : <a href={`mailto:${contact.email}`}><bdi dir="ltr">{contact.email}</bdi></a>}
    </p>
  );
}
