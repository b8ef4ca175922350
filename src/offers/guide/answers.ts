import type { AreaTree } from '../../areas/area-tree.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import { ageBandOf, audienceOf, bandsFor, type AgeBand, type Audience } from './audience.ts';
import { topicCode } from './topic-code.ts';

/** The questions of the guide in their order; each may be skipped. */
export const questions = ['topic', 'audience', 'age', 'area'] as const;
export type Question = (typeof questions)[number];

/** Names of the answers in addresses. */
const answerParameters: Record<Question, string> = { topic: 'thema', audience: 'wer', age: 'alter', area: 'ort' };

/** Where a question stands; after the last one come the suggestions. */
export const questionPaths: Record<Question, string> = { topic: '/wegweiser', audience: '/wegweiser/fuer-wen', age: '/wegweiser/wie-alt', area: '/wegweiser/wo' };
export const SUGGESTIONS_PATH = '/wegweiser/vorschlaege';

/** What a family answered; nothing of it is kept anywhere but in the address of the page. */
export interface Answers {
  topic?: FieldOfAction;
  audience?: Audience;
  age?: AgeBand;
  area?: AreaTree['all'][number];
}

/** Reads an address. An answer that does not exist counts as not given: old and damaged links still lead to the guide. */
export function readAnswers(query: URLSearchParams, { fields, areas }: { fields: readonly FieldOfAction[]; areas: AreaTree }): Answers {
  const named = (question: Question) => query.get(answerParameters[question]) ?? '';
  const topic = fields.find((field) => topicCode(field) === named('topic'));
  const audience = audienceOf(named('audience'));
  // One answer once said for whom and how old: such links lie in mails and on paper.
  const age = bandsFor(audience).find((band) => band === (ageBandOf(named('age')) ?? ageBandOf(named('audience'))));
  const area = areas.all.find(({ key }) => key === named('area'));
  const isWhole = area !== undefined && areas.roots.length === 1 && areas.roots[0]!.id === area.id;
  return { ...(topic ? { topic } : {}), ...(audience ? { audience } : {}), ...(age ? { age } : {}), ...(area && !isWhole ? { area } : {}) };
}

/** The answers as the part of an address behind the question mark, without what was not answered. */
export function answersQuery(answers: Answers): Record<string, string> {
  return {
    ...(answers.topic ? { [answerParameters.topic]: topicCode(answers.topic) } : {}),
    ...(answers.audience ? { [answerParameters.audience]: answers.audience.key } : {}),
    ...(answers.age && bandsFor(answers.audience).includes(answers.age) ? { [answerParameters.age]: answers.age.key } : {}),
    ...(answers.area ? { [answerParameters.area]: answers.area.key } : {}),
  };
}

/** The questions worth asking: a municipality without parts asks nobody where they live, and nobody who is pregnant is asked how old. */
export function askedQuestions({ fields, areas }: { fields: readonly FieldOfAction[]; areas: AreaTree }, { audience }: Pick<Answers, 'audience'> = {}): Question[] {
  const isWorth: Record<Question, boolean> = { topic: fields.length > 0, audience: true, age: bandsFor(audience).length > 0, area: areas.all.length > 1 };
  return questions.filter((question) => isWorth[question]);
}

/** The path after a question: the next one, or the suggestions. */
export function pathAfter(question: Question, asked: readonly Question[]): string {
  const next = asked[asked.indexOf(question) + 1];
  return next ? questionPaths[next] : SUGGESTIONS_PATH;
}

export function pathBefore(question: Question, asked: readonly Question[]): string | undefined {
  const previous = asked[asked.indexOf(question) - 1];
  return previous && questionPaths[previous];
}
