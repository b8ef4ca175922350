import type { Child, Sheet, View } from '../platform/house.ts';
import type { Language } from '../platform/language.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import type { PageSurroundings } from '../platform/page-context.ts';
import { Document } from '../ui/layout.tsx';
import { overviewPath } from './overview-page.tsx';
import { texts } from './texts.ts';

/** German is written by people; the other languages are machine-made until somebody has read them. */
function isMachineMade(language: Language): boolean {
  return language !== 'de';
}

/** The frame of every page inside a town: menu of what this person may open, account, footer. */
export function townFrame(navigation: readonly NavigationEntry[]): (view: View, sheet: Sheet) => Child {
  return (view, sheet) => {
    const t = texts.in(view.language);
    const isSignedIn = view.who.personId !== undefined;
    const mine = navigation.filter((entry) => entry.may.allows(view.who) && (entry.area === 'family' || isSignedIn));
    const settings = mine.filter((entry) => entry.area === 'settings' || entry.area === 'work');
    const entries = [...mine.filter((entry) => entry.area === 'family'), ...mine.filter((entry) => entry.area === 'staff')];
    const overview = { href: view.href(overviewPath), label: t('navigation.overview'), current: view.path === overviewPath || settings.some((entry) => isCurrent(view.path, entry.path)) };
    return (
      <Document
        title={sheet.title}
        description={sheet.description}
        unlisted={sheet.noIndex || isSignedIn}
        wide={sheet.wide}
        town={{ name: view.town.name, slug: view.town.slug, ...(view.town.isDemo ? { notice: t('demo.notice') } : {}) }}
        navigation={[
          ...entries.map((entry) => ({ href: view.href(entry.path), label: entry.label(view.language), current: !overview.current && isCurrent(view.path, entry.path) })),
          ...(settings.length > 0 ? [overview] : []),
        ]}
        account={isSignedIn
          ? { name: view.who.displayName, accountHref: view.href('/konto'), signOutHref: view.href('/abmelden') }
          : { signInHref: view.href('/anmelden') }}
        breadcrumbs={sheet.breadcrumbs}
        flash={sheet.flash}
        machineMade={isMachineMade(view.language)}
        footerLinks={footerLinks(view)}
      >
        {sheet.content as never}
      </Document>
    );
  };
}

/** The frame of pages outside any town, and of error pages: needs no database. */
export function siteFrame(page: PageSurroundings, sheet: Sheet): Child {
  return (
    <Document title={sheet.title} description={sheet.description} unlisted={sheet.noIndex} wide={sheet.wide} breadcrumbs={sheet.breadcrumbs} machineMade={isMachineMade(page.language)}>
      {sheet.content as never}
    </Document>
  );
}

function isCurrent(path: string, entry: string): boolean {
  return entry === '/' ? path === '/' : path === entry || path.startsWith(`${entry}/`);
}

function footerLinks(view: View) {
  const t = texts.in(view.language);
  return [
    { href: view.href('/barrierefreiheit'), label: t('footer.accessibility') },
    { href: view.href('/datenschutz'), label: t('footer.privacy') },
    { href: view.href('/impressum'), label: t('footer.imprint') },
  ];
}
