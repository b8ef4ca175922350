import { usePage } from '../../platform/page-context.ts';
import type { Language } from '../../platform/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { sayAges } from '../age.ts';
import { SEARCH } from '../offer-query.ts';
import type { Understood } from '../search/understand.ts';
import { searchTexts } from '../search-texts.ts';
import type { OfferList } from '../server/search-offers.ts';
import { guideTexts } from '../texts.ts';
import { shortTime } from '../opening.ts';
import { sayDay, sayLanguage, sayWeekday } from '../said.ts';

/** What words of the search were taken for – each can be left out – and what of it nothing answers. */
export function UnderstoodAs({ list, asked }: { list: OfferList; asked: string }) {
  const page = usePage();
  const t = searchTexts.in(page.language);
  const without = (part: Understood) => {
    const query = new URLSearchParams(page.query);
    query.set(SEARCH, leftOut(asked, part.words));
    query.delete('seite');
    return page.href(page.path, query);
  };
  return (
    <>
      {list.understood.length > 0 ? (
        <div class="active-filters">
          <p class="active-filters-title">{t('understood.title')}:</p>
          <ul class="cluster">
            {list.understood.map((part) => (
              <li>
                <a class="chip" href={without(part)}>
                  <bdi>{sayUnderstood(part, page.language)}</bdi>
                  <span class="visually-hidden"> – {t('understood.remove', { words: part.words })}</span>
                  <Icon name="close" size="small" />
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {list.letGo.length > 0 ? <Notice>{t('let-go', { parts: list.letGo.map((part) => sayUnderstood(part, page.language)).join(', ') })}</Notice> : null}
    </>
  );
}

/** The query without these words; they stand in it in this order, with whatever was typed between them. */
export function leftOut(query: string, words: string): string {
  const pattern = words.split(' ').map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, '')).join('[^\\p{L}\\p{M}\\p{N}]+');
  return query.replace(new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${pattern}(?![\\p{L}\\p{M}\\p{N}])`, 'u'), '').replace(/\s+/g, ' ').trim();
}

export function sayUnderstood(part: Understood, language: Language): string {
  const t = searchTexts.in(language);
  switch (part.kind) {
    case 'age': return t('understood.age', { age: sayAges({ minimumAgeMonths: part.from, maximumAgeMonths: part.to }, guideTexts.in(language)) });
    case 'area': return t('understood.area', { name: part.name });
    case 'days': return part.days.map((day) => sayDay(language, day, 'weekday')).join(', ');
    case 'weekday': return sayWeekday(language, part.weekday);
    case 'time': return part.until >= '23:59' ? t('understood.from', { from: shortTime(part.from) }) : t('understood.time', { from: shortTime(part.from), until: shortTime(part.until) });
    case 'language': return t('understood.language', { language: sayLanguage(language, part.language) });
    case 'free': return t('understood.free');
    case 'town': return part.words;
  }
}
