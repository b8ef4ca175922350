import { createTransport, type Transporter } from 'nodemailer';
import type { Configuration } from './configuration.ts';

export interface OutgoingMail {
  /** the same at every attempt, so that a mail server that already has the mail can tell */
  messageId: string;
  to: string;
  subject: string;
  text: string;
}

export interface MailTransport {
  /** throws if the mail was not taken */
  send(mail: OutgoingMail): Promise<void>;
}

const SECONDS = 1000;

/** SMTP if configured; otherwise (development only) mails stay readable in the development mailbox and go nowhere. */
export function mailTransport({ mail, mode, baseUrl }: Pick<Configuration, 'mail' | 'mode' | 'baseUrl'>): MailTransport {
  if (!mail.smtpUrl) {
    if (mode === 'production') throw new Error('SMTP_URL is missing in production mode');
    return { send: async () => undefined };
  }
  const transport = smtp(mail.smtpUrl, mode);
  return {
    async send({ messageId, to, subject, text }) {
      await transport.sendMail({
        from: mail.from, to: { name: '', address: to }, subject, text, messageId: `<${messageId}@${baseUrl.hostname}>`,
        // Neither out-of-office answers nor other robots should answer (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    },
  };
}

function smtp(url: URL, mode: Configuration['mode']): Transporter {
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return createTransport({
    url: url.href,
    connectionTimeout: 10 * SECONDS, greetingTimeout: 10 * SECONDS, socketTimeout: 30 * SECONDS,
    // A mail carries sign-in links: never in clear text over the network.
    requireTLS: mode === 'production' && url.protocol === 'smtp:' && !isLocal,
    disableFileAccess: true, disableUrlAccess: true,
  });
}
