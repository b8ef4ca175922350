import { staffRoles } from '../../accounts/role.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Hero } from '../../ui/hero.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { Tile } from '../../ui/tile.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { drawings } from '../../ui/icon-drawings.ts';
import { emergencyNumbers } from '../emergency.ts';
import { nameIn, type Names } from '../names.ts';
import { narrow } from '../offer-filter.ts';
import { parameters } from '../offer-query.ts';
import { printTexts } from '../print/print-texts.ts';
import { loadOfferFacts } from '../server/offer-facts.ts';
import { listFields, listPhases } from '../server/phases.ts';
import { guideTexts } from '../texts.ts';
import { GuideInvitation } from './guide-invitation.tsx';
import { OfferSearch } from './offer-search.tsx';
import { SHELF } from './print-words.tsx';

const PHASE_ICONS: readonly IconName[] = ['pregnancy', 'baby', 'child', 'school', 'youth', 'work'];

/** The front page of a town: what is here for families, in plain words and large pictures. */
export async function townPage(view: View): Promise<Sheet> {
  const { tx, town, clock, language } = view;
  const t = guideTexts.in(language);
  const phases = await listPhases(tx, town.id);
  const fields = await listFields(tx, town.id);
  const offers = await loadOfferFacts(tx, town.id, clock.today(), phases);
  const title = t('front.title', { town: town.name });
  return {
    title,
    description: t('front.lead'),
    content: (
      <>
        <Hero title={title} lead={t('front.lead')}><OfferSearch large /></Hero>
        <StaffShortcuts view={view} />
        <GuideInvitation />
        {phases.length > 0 ? (
          <section>
            <h2>{t('front.phases')}</h2>
            <ul class="tiles">
              {phases.map((phase, index) => (
                <li>
                  <Tile href={view.href('/angebote', { [parameters.phaseId]: phase.key })} icon={PHASE_ICONS[Math.min(index, PHASE_ICONS.length - 1)]!} phase={index + 1}
                    title={<NameText names={phase.names} language={language} />} note={t('offers.count', { count: narrow(offers, { phaseId: phase.id }).length })} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {fields.length > 0 ? (
          <section>
            <h2>{t('front.topics')}</h2>
            <ul class="tiles">
              {fields.map((field) => (
                <li>
                  <Tile href={view.href('/angebote', { [parameters.fieldId]: field.key })} icon={iconOf(field.icon)}
                    title={<NameText names={field.names} language={language} />} note={t('offers.count', { count: narrow(offers, { fieldId: field.id }).length })} />
                </li>
              ))}
              <li><Tile href={view.href('/angebote', { [parameters.free]: 'on' })} icon="free" title={t('front.free')} note={t('offers.count', { count: narrow(offers, { free: true }).length })} /></li>
            </ul>
          </section>
        ) : null}
        <p class="cluster">
          <LinkButton href={view.href('/angebote')}>{t('front.all')}</LinkButton>
          <LinkButton look="secondary" icon="link" href={view.href('/praeventionskette')}>{t('front.chain')}</LinkButton>
          <LinkButton look="tertiary" icon="print" href={view.href(SHELF)}>{printTexts.in(language)('shelf.title')}</LinkButton>
        </p>
        <p>{t('front.chain.text')}</p>
        <EmergencyNumbers view={view} />
      </>
    ),
  };
}

function NameText({ names, language }: { names: Names; language: View['language'] }) {
  const { text, lang } = nameIn(names, language);
  return <span lang={lang}>{text}</span>;
}

function iconOf(name: string): IconName {
  return name in drawings ? (name as IconName) : 'question';
}

function EmergencyNumbers({ view }: { view: View }) {
  const t = guideTexts.in(view.language);
  const { contact } = view.town;
  return (
    <section class="panel" aria-labelledby="notfall">
      <h2 id="notfall">{t('emergency.title')}</h2>
      <p>{t('emergency.lead')}</p>
      <ul class="plain-list stack">
        {emergencyNumbers.map(({ number, label }) => <li><PhoneLink number={number} /> {t(label)}</li>)}
      </ul>
      {contact.phone || contact.email ? (
        <p>
          {t('front.contact')}{' '}
          {contact.phone ? <PhoneLink number={contact.phone} label={contact.name} /> : null}{' '}
          {contact.email ? <a href={`mailto:${contact.email}`}><bdi dir="ltr">{contact.email}</bdi></a> : null}
        </p>
      ) : null}
    </section>
  );
}

/** Those who work here find their way to it first. */
function StaffShortcuts({ view }: { view: View }) {
  const t = guideTexts.in(view.language);
  if (!view.who.roles.some((role) => role === 'provider-editor' || (staffRoles as readonly string[]).includes(role))) return null;
  return (
    <section class="panel">
      <h2>{t('front.staff')}</h2>
      <p class="cluster" lang="de" dir="ltr">
        <LinkButton look="secondary" icon="list" href={view.hrefIn('de', '/verwaltung/angebote')}>Angebote bearbeiten</LinkButton>
        {view.who.roles.some((role) => (staffRoles as readonly string[]).includes(role)) ? <LinkButton look="secondary" icon="link" href={view.hrefIn('de', '/praeventionskette')}>Präventionskette</LinkButton> : null}
      </p>
    </section>
  );
}
