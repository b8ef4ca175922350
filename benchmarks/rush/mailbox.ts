import { smtpServer } from '../../src/platform/smtp-server.fixture.ts';

/** The families' mail server: takes what the application sends, and hands each family its mails. */
export interface Mailbox {
  url: string;
  /** path of the sign-in link in the next mail to this address; rejects if none comes in five minutes (under overload a family asks for it more than once) */
  linkFor(address: string): Promise<string>;
  /** mails taken so far for each address, the link's included */
  counts: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const PATIENCE_MS = 300_000;

export async function openMailbox(): Promise<Mailbox> {
  const server = await smtpServer();
  const counts = new Map<string, number>();
  const waiting = new Map<string, (path: string) => void>();
  const sorting = setInterval(() => {
    for (const { to, data } of server.mails.splice(0)) {
      const address = /<([^>]+)>/.exec(to[0] ?? '')?.[1] ?? '';
      counts.set(address, (counts.get(address) ?? 0) + 1);
      const path = /https?:\/\/[^/\s]+(\/\S*anmelden\/link\/\S+)/.exec(textOf(data))?.[1];
      if (path) waiting.get(address)?.(path);
    }
  }, 10);
  return {
    url: server.url, counts,
    linkFor: (address) => new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error('A sign-in link did not come within five minutes')), PATIENCE_MS);
      waiting.set(address, (path) => {
        clearTimeout(patience);
        waiting.delete(address);
        resolve(path);
      });
    }),
    async close() {
      clearInterval(sorting);
      await server.close();
    },
  };
}

/** The text of a mail; only what stands in ASCII is needed of it. Long lines come folded: a „=“ at the end of a line goes on in the next (RFC 2045). */
function textOf(data: string): string {
  const at = data.indexOf('\n\n');
  const [head, body] = [data.slice(0, at), data.slice(at + 2)];
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return /^content-transfer-encoding: quoted-printable/im.test(head) ? body.replace(/=\r?\n/g, '').replaceAll('=3D', '=') : body;
}
