import { Hono } from 'hono';
import type { Read } from './database.ts';
import { NotFound } from './failure.ts';
import type { Child, HouseContext, HouseEnv, Sheet } from './house.ts';
import { isUuid } from './id.ts';
import { render } from './page.tsx';
import { surroundingsOf } from './request-surroundings.ts';
import type { Town } from './town.ts';

interface Doors {
  listTowns(tx: Read): Promise<readonly Town[]>;
}

const LISTED = 100;

/**
 * `/_mail`: reads the outbox instead of a real mailbox, in development mode only. It shows everybody's sign-in links; in
 * production mode the pages do not exist, whatever the routes say.
 */
export function developmentMailbox({ listTowns }: Doors): Hono<HouseEnv> {
  return new Hono<HouseEnv>()
    .use('/_mail/*', async (context, next) => {
      if (context.get('house').configuration.mode !== 'development') throw new NotFound();
      await next();
    })
    .get('/_mail', async (context) => {
      const { database } = context.get('house');
      const towns = await database.readPublic(listTowns);
      const recipient = context.req.query('an')?.trim() ?? '';
      const mails = (await Promise.all(towns.map((town) => mailsOf(context, town, recipient)))).flat();
      mails.sort((a, b) => b.created_at.getTime() - a.created_at.getTime());
      return show(context, listSheet(mails.slice(0, LISTED), recipient));
    })
    .get('/_mail/:town/:mail', async (context) => {
      const { database } = context.get('house');
      const town = (await database.readPublic(listTowns)).find((one) => one.slug === context.req.param('town'));
      const id = context.req.param('mail');
      if (!town || !isUuid(id)) throw new NotFound();
      const mail = await database.read(town.id, (tx) => tx.selectFrom('platform.mail').selectAll().where('municipality_id', '=', town.id).where('id', '=', id).executeTakeFirst());
      if (!mail) throw new NotFound();
      return show(context, mailSheet({ ...mail, town }));
    });
}

interface Listed {
  id: string;
  town: Town;
  recipient: string;
  subject: string;
  created_at: Date;
  sent_at: Date | null;
}

function mailsOf(context: HouseContext, town: Town, recipient: string): Promise<Listed[]> {
  return context.get('house').database.read(town.id, async (tx) => {
    const rows = await tx.selectFrom('platform.mail').select(['id', 'recipient', 'subject', 'created_at', 'sent_at'])
      .where('municipality_id', '=', town.id).$if(recipient !== '', (query) => query.where('recipient', '=', recipient)).orderBy('created_at', 'desc').limit(LISTED).execute();
    return rows.map((row) => ({ ...row, town }));
  });
}

const instant = new Intl.DateTimeFormat('de', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Berlin' });

function listSheet(mails: Listed[], recipient: string): Sheet {
  return {
    title: 'E-Mails (nur in der Entwicklung)',
    noIndex: true,
    content: (
      <>
        <h1>E-Mails</h1>
        <p>Hier liegen die E-Mails, die die Anwendung verschickt hätte. Diese Seite gibt es nur in der Betriebsart „development“.</p>
        <form action="/_mail">
          <label>Nur E-Mails an <input name="an" value={recipient} /></label> <button type="submit">Zeigen</button>
        </form>
        {mails.length === 0 ? <p>{recipient ? `Noch keine E-Mail an ${recipient}.` : 'Noch keine E-Mail.'}</p> : (
          <ul>
            {mails.map((mail) => (
              <li>
                <a href={`/_mail/${mail.town.slug}/${mail.id}`}>{mail.subject}</a> – an {mail.recipient || '(geleert)'}, {mail.town.name}, {instant.format(mail.created_at)}
                {mail.sent_at ? '' : ' – noch nicht gesendet'}
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  };
}

function mailSheet(mail: Listed & { body_text: string }): Sheet {
  return {
    title: mail.subject,
    noIndex: true,
    breadcrumbs: [{ label: 'E-Mails', href: '/_mail' }, { label: mail.subject }],
    content: (
      <>
        <h1>{mail.subject}</h1>
        <p>An {mail.recipient || '(geleert)'}, {mail.town.name}, {instant.format(mail.created_at)}</p>
        <p class="preline">{withLinks(mail.body_text)}</p>
      </>
    ),
  };
}

/** Addresses in the text become links. */
function withLinks(text: string): Child[] {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((piece, index) => (index % 2 ? <a href={piece}>{piece}</a> : piece));
}

async function show(context: HouseContext, sheet: Sheet): Promise<Response> {
  const surroundings = surroundingsOf(context);
  context.header('Cache-Control', 'no-store');
  return context.html(await render(surroundings, context.get('house').siteLayout(surroundings, sheet)));
}
