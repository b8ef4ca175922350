import type { Language } from '../../platform/language.ts';
import { DescriptionList } from '../../ui/description-list.tsx';
import type { LetterFacts, LetterSection } from '../decisions/letter.ts';
import { letterOf } from '../decisions/letter.ts';
import { letterTexts } from '../letter-texts.ts';

/** A letter on the screen, from the very facts the paper is made of; in another language the binding German text follows. */
export function DecisionLetter({ letter, language, without = [] }: { letter: LetterFacts; language: Language; without?: readonly LetterSection['key'][] }) {
  const t = letterTexts.in(language);
  const text = letterOf(letter, language);
  const german = letterOf(letter, 'de');
  return (
    <>
      <DescriptionList entries={text.facts.map(({ label, value }) => ({ term: label, details: value }))} />
      <Sections sections={text.sections.filter(({ key }) => !without.includes(key))} />
      {language === 'de' ? null : (
        <>
          <p class="muted">{t('binding')}</p>
          <details>
            <summary lang="de">{t('german.title')}</summary>
            <div lang="de" dir="ltr" class="stack">
              <h2>{german.title}</h2>
              <DescriptionList entries={german.facts.map(({ label, value }) => ({ term: label, details: value }))} />
              <Sections sections={german.sections.filter(({ key }) => key === 'answer' || !without.includes(key))} />
            </div>
          </details>
        </>
      )}
    </>
  );
}

function Sections({ sections }: { sections: readonly LetterSection[] }) {
  return (
    <>
      {sections.map(({ key, heading, paragraphs, items }) => {
        const lines = items.length > 0 ? <ul class={key === 'wishes' ? 'plain-list stack' : undefined}>{items.map((item) => <li>{linked(item)}</li>)}</ul> : null;
        const words = paragraphs.map((said) => <p>{linked(said)}</p>);
        return <section class="stack">{heading ? <h2>{heading}</h2> : null}{key === 'wishes' ? <>{lines}{words}</> : <>{words}{lines}</>}</section>;
      })}
    </>
  );
}

/** Addresses of the web in a sentence as links. */
function linked(said: string) {
  return said.split(/(https?:\/\/[^\s\u2066-\u2069]+)/).map((part, at) => (at % 2 === 1 ? <a href={part}><bdi dir="ltr">{part}</bdi></a> : part));
}
