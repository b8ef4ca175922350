import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { restoreVersion, worksFor } from '../permissions.ts';
import { changesBetween } from '../revision/change.ts';
import { restored, type FormerVersion } from '../revision/version.ts';
import { revisionTexts } from '../revision-texts.ts';
import { loadDirectoryNames, type DirectoryNames } from '../server/directory-names.ts';
import { loadServices, type StoredService } from '../server/load-services.ts';
import { listVersions } from '../server/service-versions.ts';
import { staffTexts } from '../staff-texts.ts';
import { Difference, DifferenceStyle } from './revision-difference.tsx';

const t = revisionTexts.in('de');
const STAFF = '/verwaltung/angebote';

interface Loaded {
  service: StoredService;
  versions: FormerVersion[];
  names: DirectoryNames;
}

async function loaded(view: View): Promise<Loaded> {
  const id = view.param('id');
  const [service] = isUuid(id) ? await loadServices(view.tx, view.town.id, [id]) : [];
  if (!service || !worksFor(view.who, service.organizationId)) throw new NotFound();
  return { service, versions: await listVersions(view.tx, view.town.id, service.id), names: await loadDirectoryNames(view.tx, view.town.id) };
}

const trail = (view: View, service: StoredService) => [
  { label: staffTexts.in('de')('offers.title'), href: view.href(STAFF) }, { label: service.name, href: view.href(`${STAFF}/${service.id}`) },
];

/** What an entry said before: each change with its difference, who made it, and why. */
export async function versionsPage(view: View): Promise<Sheet> {
  const { service, versions, names } = await loaded(view);
  // The state after a change is the state before the next one; after the last it is the entry of today.
  const after = (index: number) => (index === 0 ? service : restored(service, { ...versions[index - 1]!, contactsRemoved: false }));
  return {
    title: `${t('versions.title')}: ${service.name}`,
    breadcrumbs: [...trail(view, service), { label: t('versions.title') }],
    content: (
      <>
        <DifferenceStyle />
        <PageHead preline={t('versions.title')} title={service.name} lead={t('versions.lead')} />
        {view.query.has('wiederhergestellt') ? <Notice kind="success" live>{t('version.restored')}{view.query.has('weggelassen') ? ` ${t('queue.done.dropped')}` : ''}</Notice> : null}
        {versions.length === 0 ? <EmptyState title={t('versions.none')} explanation={t('versions.none.text')} /> : <p class="muted">{t('versions.current', { version: service.version })}</p>}
        {versions.map((former, index) => (
          <section class="panel">
            <h2><InstantText at={former.changedAt} style="short" />: {t(`origin.${former.origin}`)}</h2>
            <p class="muted">{who(former)}{former.reason ? <> · {t('versions.reason', { reason: former.reason })}</> : null}</p>
            <Difference changes={changesBetween(restored(service, former), after(index)).filter(({ topic }) => former.topics.includes(topic))} names={names} />
            {former.contactsRemoved ? <p class="small muted">{t('versions.contacts-removed')}</p> : null}
            {restoreVersion.allows(view.who) ? <p><a href={view.href(`${STAFF}/${service.id}/fassungen/${former.version}`)}>{t('versions.open')}<span class="visually-hidden">: {t('version.title', { version: former.version })}</span></a></p> : null}
          </section>
        ))}
      </>
    ),
  };
}

function who({ changedBy, acceptedBy }: FormerVersion): string {
  return [changedBy ? t('versions.by', { name: changedBy }) : t('versions.by.nobody'), acceptedBy && t('versions.accepted', { name: acceptedBy })].filter(Boolean).join(', ');
}

/** How the entry would be if a former version held again. */
export async function versionPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const { service, versions, names } = await loaded(view);
  const former = versions.find(({ version }) => String(version) === view.param('former'));
  if (!former) throw new NotFound();
  const changes = changesBetween(service, restored(service, former));
  const title = t('version.title', { version: former.version });
  return {
    title: `${title}: ${service.name}`,
    breadcrumbs: [...trail(view, service), { label: t('versions.title'), href: view.href(`${STAFF}/${service.id}/fassungen`) }, { label: title }],
    content: (
      <>
        <DifferenceStyle />
        <PageHead preline={service.name} title={title} lead={t('version.lead')} />
        {former.contactsRemoved ? <Notice>{t('versions.contacts-removed')}</Notice> : null}
        {changes.length === 0 ? <p>{t('version.same')}</p> : (
          <>
            <p class="small muted">{t('difference.legend')}</p>
            <Difference changes={changes} names={names} />
            <Form form={form} texts={revisionTexts} label={t('version.restore')}>
              <input type="hidden" name="version" value={String(service.version)} />
              <TextField name="reason" label={t('version.restore.reason')} />
              <p class="small muted">{t('version.restore.text')}</p>
              <ButtonRow><Button>{t('version.restore')}</Button></ButtonRow>
            </Form>
          </>
        )}
      </>
    ),
  };
}
