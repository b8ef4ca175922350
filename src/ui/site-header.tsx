import { usePage } from '../platform/page-context.ts';
import { Icon } from './icon.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { useUiTexts } from './texts.ts';

export interface Town {
  name: string;
  slug: string;
  /** one line above everything, e.g. that this is a demonstration */
  notice?: string;
  /** the town's own sign, beside its name */
  logo?: { src: string; width: number; height: number };
}

export interface NavigationItem {
  href: string;
  label: string;
  current?: boolean;
}

export interface AccountState {
  /** missing: nobody is signed in */
  name?: string;
  signInHref?: string;
  /** leads to a page that signs out by POST */
  signOutHref?: string;
  accountHref?: string;
}

/** Town, language, menu and account: the same on every page, in the same order. */
export function SiteHeader({ town, navigation, account }: { town?: Town; navigation: readonly NavigationItem[]; account?: AccountState }) {
  const page = usePage();
  const t = useUiTexts();
  return (
    <header class="site-header">
      {town?.notice ? <p class="site-notice"><span class="frame">{town.notice}</span></p> : null}
      <div class="site-bar">
        <div class="frame site-bar-row">
          <a class="brand" href={page.href('/')}>
            {town?.logo ? <img class="brand-logo" src={town.logo.src} width={town.logo.width} height={town.logo.height} alt="" /> : <Logo />}
            <span class="brand-words">
              <span class="brand-name">{town?.name ?? 'Lückenlos'}</span>
              <span class="brand-claim">{t('layout.claim')}</span>
            </span>
          </a>
          <div class="site-bar-end">
            <LanguageSwitch />
            <Account account={account} />
          </div>
        </div>
      </div>
      {navigation.length > 0 ? <MainNavigation items={navigation} /> : null}
    </header>
  );
}

/**
 * On narrow screens the list stands behind a `details` right before it (the style sheet hides it while that is closed); on wide screens
 * it is always there. One list, no script.
 */
function MainNavigation({ items }: { items: readonly NavigationItem[] }) {
  const t = useUiTexts();
  return (
    <nav class="main-navigation" aria-label={t('layout.navigation')}>
      <div class="frame">
        <details class="fold">
          <summary><Icon name="menu" />{t('layout.menu')}</summary>
        </details>
        <ul class="folded main-navigation-list">
          {items.map((item) => (
            <li><a href={item.href} aria-current={item.current ? 'page' : undefined}>{item.label}</a></li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function Account({ account }: { account?: AccountState }) {
  const t = useUiTexts();
  if (!account) return null;
  if (!account.name) {
    return account.signInHref ? <p class="account"><a href={account.signInHref}><Icon name="sign-in" /><span class="account-word">{t('account.sign-in')}</span></a></p> : null;
  }
  return (
    <p class="account">
      <span class="visually-hidden">{t('account.signed-in')}: </span>
      {account.accountHref ? <a href={account.accountHref}><Icon name="person" /><bdi class="account-word">{account.name}</bdi></a> : <bdi>{account.name}</bdi>}
      {account.signOutHref ? <a href={account.signOutHref}><Icon name="sign-out" /><span class="account-word">{t('account.sign-out')}</span></a> : null}
    </p>
  );
}
