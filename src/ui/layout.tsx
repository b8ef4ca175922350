import type { Child } from 'hono/jsx';
import { raw } from 'hono/html';
import { usePage } from '../platform/page-context.ts';
import { stylesheet as builtStylesheet } from './assets.ts';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { MachineMadeNote } from './machine-made-note.tsx';
import { Notice, type NoticeKind } from './notice.tsx';
import { SiteFooter, type FooterLink } from './site-footer.tsx';
import { SiteHeader, type AccountState, type NavigationItem, type Town } from './site-header.tsx';
import { useUiTexts } from './texts.ts';

export interface DocumentProps {
  /** of the page, without the town */
  title: string;
  /** one sentence for search engines and previews */
  description?: string;
  town?: Town;
  navigation?: readonly NavigationItem[];
  account?: AccountState;
  breadcrumbs?: readonly Crumb[];
  /** what just happened, after a redirect */
  flash?: { kind: NoticeKind; text: string };
  /** this language was translated by a machine and not yet read by a person */
  machineMade?: boolean;
  footerLinks?: readonly FooterLink[];
  stylesheet?: string;
  /** asks search engines to stay away */
  unlisted?: boolean;
  /** wide tables and matrices use the whole width */
  wide?: boolean;
  /** further elements of the head, e.g. a feed or a refresh */
  head?: Child;
  children?: Child;
}

/** The sign of the product in the browser's tab; part of the page, so that nothing more is fetched. */
const sign = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="6 8 48 28" fill="none" stroke-width="6" stroke-linecap="round">' +
    '<path stroke="#a4265e" d="M13 14h10a8 8 0 0 1 0 16H13a8 8 0 0 1 0-16z"/><path stroke="#1f5fa8" d="M37 14h10a8 8 0 0 1 0 16H37a8 8 0 0 1 0-16z"/>' +
    '<path stroke="#006b62" d="M24 22h12"/></svg>',
)}`;

/** The frame of every page; language, direction and addresses come from the surroundings ({@link usePage}). */
export function Document(props: DocumentProps) {
  const page = usePage();
  const t = useUiTexts();
  const site = props.town ? props.town.name : 'Lückenlos';
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={page.tag} dir={page.direction} data-kern-theme="light">
        <head>
          <meta charset="utf-8" />
          <title>{props.title === site ? site : `${props.title} – ${site}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light" />
          <meta name="format-detection" content="telephone=no" />
          <meta name="theme-color" content="#fdfbf7" />
          {props.description ? <meta name="description" content={props.description} /> : null}
          {props.unlisted ? <meta name="robots" content="noindex" /> : null}
          <link rel="icon" href={sign} />
          <link rel="stylesheet" href={props.stylesheet ?? builtStylesheet()} />
          {props.head}
        </head>
        <body class={`language-${page.language}`}>
          <a class="skip-link" href="#inhalt">{t('layout.skip')}</a>
          <SiteHeader town={props.town} navigation={props.navigation ?? []} account={props.account} />
          <main id="inhalt" tabindex={-1} class={props.wide ? 'page page--wide' : 'page'}>
            {props.breadcrumbs?.length ? <Breadcrumbs crumbs={props.breadcrumbs} /> : null}
            {props.machineMade ? <MachineMadeNote /> : null}
            <div class="flash" role="status">
              {props.flash ? <Notice kind={props.flash.kind}><p>{props.flash.text}</p></Notice> : null}
            </div>
            {props.children}
          </main>
          <SiteFooter links={props.footerLinks ?? []} town={props.town} />
        </body>
      </html>
    </>
  );
}
