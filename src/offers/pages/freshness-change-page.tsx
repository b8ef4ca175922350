import { findOrganization } from '../../network/server/organizations.ts';
import { NotFound } from '../../platform/failure.ts';
import type { FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { freshnessTexts } from '../freshness-texts.ts';
import { applyChanges } from '../revision/change.ts';
import { formOf } from '../server/service-form.ts';
import { loadServices } from '../server/load-services.ts';
import { proposalsOf } from '../server/proposals.ts';
import { linkOf, linkPage } from './freshness-link-page.tsx';
import { loadServiceChoices, ServiceFields } from './service-form-fields.tsx';

const t = freshnessTexts.in('de');

/** The form of an entry for whoever holds the link of a mail: what is typed waits for approval. Persons who are not public are not shown. */
export async function changePage(view: View, form?: FormState): Promise<Sheet> {
  const link = await linkOf(view);
  if (link.isExpired) return linkPage(view);
  const id = view.param('angebot');
  const [service] = isUuid(id) && link.serviceIds.includes(id) ? await loadServices(view.tx, view.town.id, [id]) : [];
  const organization = service && await findOrganization(view.tx, view.town.id, service.organizationId);
  if (!service || !organization) throw new NotFound();
  const waiting = (await proposalsOf(view.tx, view.town.id, service.id)).find(({ origin, state }) => origin === 'link' && state === 'waiting');
  const wanted = waiting ? applyChanges(service, waiting.changes) : service;
  const shown = form ?? formOf({ ...wanted, contacts: wanted.contacts.filter(({ isPublic }) => isPublic), version: service.version });
  const isStale = form?.refusals.some(({ code }) => code === 'stale-form');
  const values = isStale ? { ...shown, values: { ...shown.values, version: [String(service.version)] } } : shown;
  return {
    title: `${t('change.title')}: ${service.name}`, noIndex: true,
    content: (
      <>
        <PageHead preline={t('change.title')} title={service.name} lead={t('change.lead')} />
        {service.contacts.some(({ isPublic }) => !isPublic) ? <p class="small muted">{t('change.contacts')}</p> : null}
        <Form form={values} texts={freshnessTexts}>
          <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">{t('change.send')}</button>
          <input type="hidden" name="version" value={values.values['version']?.[0] ?? ''} />
          <ServiceFields form={values} organizations={[organization]} choices={await loadServiceChoices(view)} />
          <TextField name="reason" label={t('change.reason')} optional />
          <ButtonRow>
            <Button>{t('change.send')}</Button>
            <LinkButton look="secondary" href={view.href(link.path)}>{t('change.back')}</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  };
}
