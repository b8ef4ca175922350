import type { Language } from '../../platform/language.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { Answers, Question } from '../guide/answers.ts';
import type { AgeKey, AudienceKey } from '../guide/audience.ts';
import { nameIn, plainName } from '../names.ts';
import { questionTexts, type QuestionKey } from '../question-texts.ts';

const known = new Set<string>(questionTexts.keys);

/** A topic in everyday words; one of the municipality's own making by its name. */
export function topicWords(field: FieldOfAction, language: Language): { title: string; lang?: string; examples?: string } {
  const t = questionTexts.in(language);
  const key = `topic.${field.key}`;
  if (!known.has(key)) {
    const { text, lang } = nameIn(field.names, language);
    return { title: text, ...(lang ? { lang } : {}) };
  }
  return { title: t(key as QuestionKey), examples: t(`${key}.examples` as QuestionKey) };
}

/** A person or an age in a word, and what is meant by it. */
export function audienceWords(audience: AudienceKey | AgeKey, language: Language): { title: string; ages: string } {
  const t = questionTexts.in(language);
  return { title: t(`audience.${audience}`), ages: t(`audience.${audience}.ages`) };
}

/** What was answered to a question, in the page's words; undefined if it was skipped. */
export function answerWords(question: Question, answers: Answers, language: Language): string | undefined {
  switch (question) {
    case 'topic': return answers.topic && (known.has(`topic.${answers.topic.key}`) ? topicWords(answers.topic, language).title : plainName(answers.topic.names, language));
    case 'audience': return answers.audience && audienceWords(answers.audience.key, language).title;
    case 'age': return answers.age && audienceWords(answers.age.key, language).ages;
    case 'area': return answers.area?.name;
  }
}
