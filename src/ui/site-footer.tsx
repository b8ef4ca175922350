import type { Town } from './site-header.tsx';
import { useUiTexts } from './texts.ts';

export interface FooterLink {
  href: string;
  label: string;
}

/** What the law asks every page to offer (accessibility statement, imprint, privacy, feedback), and whose page it is. */
export function SiteFooter({ links, town }: { links: readonly FooterLink[]; town?: Town }) {
  const t = useUiTexts();
  return (
    <footer class="site-footer">
      <div class="frame site-footer-row">
        <p>{town ? t('layout.service-of', { town: town.name }) : 'Lückenlos'}</p>
        {links.length > 0 ? (
          <nav aria-label={t('layout.footer')}>
            <ul>
              {links.map(({ href, label }) => <li><a href={href}>{label}</a></li>)}
            </ul>
          </nav>
        ) : null}
      </div>
    </footer>
  );
}
