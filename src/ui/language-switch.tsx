import { languageFacts, languages } from '../platform/language.ts';
import { usePage } from '../platform/page-context.ts';
import { Icon } from './icon.tsx';
import { useUiTexts } from './texts.ts';

/** The same page in each language, each named in itself; the present one is marked, not missing. */
export function LanguageSwitch() {
  const page = usePage();
  const t = useUiTexts();
  return (
    <nav class="language-switch" aria-label={t('layout.languages')}>
      <details class="fold">
        <summary>
          <Icon name="language" />
          <span class="visually-hidden">{t('layout.languages')}: </span>
          {languageFacts[page.language].name}
        </summary>
      </details>
      <ul class="folded">
        {languages.map((language) => {
          const { name, tag, direction } = languageFacts[language];
          return (
            <li>
              <a href={page.hrefIn(language, page.path, page.query)} lang={tag} hreflang={tag} dir={direction} aria-current={language === page.language ? 'true' : undefined}>
                {name}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
