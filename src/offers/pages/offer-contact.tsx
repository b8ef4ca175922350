import { usePage } from '../../platform/page-context.ts';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { phoneHref } from '../phone.ts';
import type { StoredService } from '../server/load-services.ts';
import { guideTexts } from '../texts.ts';
import { OfferNote } from './offer-marks.tsx';
import { sayLanguage } from '../said.ts';

/** Telephone first: a call is the shortest way to help. */
export function ContactBlock({ service }: { service: StoredService }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const people = service.contacts.filter((contact) => contact.isPublic);
  if (service.phones.length === 0 && !service.email && people.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="kontakt">
      <h2 id="kontakt">{t('offer.contact')}</h2>
      <ul class="plain-list stack">
        {service.phones.map((phone, index) => (
          <li>
            {phoneHref(phone.number) ? <PhoneLink number={phone.number} label={t('offer.phone')} large={index === 0} /> : <bdi dir="ltr">{phone.number}</bdi>}
            {phone.description ? <> <OfferNote service={service} kind="phone-note" text={phone.description} /></> : null}
            {phone.languages.length > 0 ? <span class="small muted"> {t('offer.languages-of-phone', { languages: phone.languages.map((code) => sayLanguage(language, code)).join(', ') })}</span> : null}
          </li>
        ))}
        {service.email ? <li>{t('offer.email')}: <a href={`mailto:${service.email}`}><bdi dir="ltr">{service.email}</bdi></a></li> : null}
        {people.map((person) => (
          <li>
            <bdi>{person.name}</bdi>{person.title ? <>, <OfferNote service={service} kind="contact-title" text={person.title} /></> : null}
            {person.phone ? <> <PhoneLink number={person.phone} label={person.name} /></> : null}
            {person.email ? <> <a href={`mailto:${person.email}`}><bdi dir="ltr">{person.email}</bdi></a></> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ProviderBlock({ organization, service }: { organization: string; service: StoredService }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  return (
    <section>
      <h2>{t('offer.provider')}</h2>
      <p><bdi lang="de">{organization}</bdi></p>
      {service.website ? <p>{t('offer.website')}: <a href={service.website} rel="noopener noreferrer external"><bdi dir="ltr">{service.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}</bdi></a></p> : null}
    </section>
  );
}
