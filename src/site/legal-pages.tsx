import type { Sheet, View } from '../platform/house.ts';
import type { Town } from '../platform/town.ts';
import { texts } from './texts.ts';

export function accessibilityPage(view: View): Sheet {
  const t = texts.in(view.language);
  return {
    title: t('accessibility.title'),
    content: (
      <>
        <h1>{t('accessibility.title')}</h1>
        <p>{t('accessibility.text')}</p>
        <p>{t('accessibility.report')}</p>
        <Contact town={view.town} view={view} />
      </>
    ),
  };
}

export function imprintPage(view: View): Sheet {
  const t = texts.in(view.language);
  return {
    title: t('imprint.title'),
    content: (
      <>
        <h1>{t('imprint.title')}</h1>
        <p>{t('imprint.text')} <bdi>{view.town.name}</bdi></p>
        <Contact town={view.town} view={view} />
      </>
    ),
  };
}

export function privacyPage(view: View): Sheet {
  const t = texts.in(view.language);
  return {
    title: t('privacy.title'),
    content: (
      <>
        <h1>{t('privacy.title')}</h1>
        <p>{t('privacy.visitors')}</p>
        <p>{t('privacy.cookies')}</p>
        <p>{t('privacy.accounts')}</p>
        <p>{t('privacy.rights')}</p>
        <Contact town={view.town} view={view} />
      </>
    ),
  };
}

function Contact({ town, view }: { town: Town; view: View }) {
  const { name, email, phone, website } = town.contact;
  if (!name && !email && !phone) return <p>{texts.in(view.language)('contact.missing')}</p>;
  return (
    <address>
      {name && <bdi>{name}</bdi>}
      {email && <><br /><a href={`mailto:${email}`} dir="ltr">{email}</a></>}
      {phone && <><br /><a href={`tel:${phone.replace(/[^+\d]/g, '')}`} dir="ltr">{phone}</a></>}
      {website && <><br /><a href={website} dir="ltr">{website}</a></>}
    </address>
  );
}
