import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface SmtpServer {
  url: string;
  /** what was taken, as it came over the wire */
  mails: { from: string; to: string[]; data: string }[];
  /** which mail of those taken went to this address (0: the first); waits until one does */
  placeOf(address: string): Promise<number>;
  /** answers every recipient with this line from now on; undefined: takes all */
  refuseWith(line: string | undefined): void;
  close(): Promise<void>;
}

/** A mail server on the loopback that speaks enough SMTP to be sent to. */
export async function smtpServer(): Promise<SmtpServer> {
  const mails: SmtpServer['mails'] = [];
  let refusal: string | undefined;
  const open = new Set<Socket>();
  const looking = new Set<() => void>();
  const server = createServer((socket) => {
    open.add(socket);
    let mail = { from: '', to: [] as string[], data: '' };
    let inData = false;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string) => {
      if (inData) {
        if (line !== '.') return void (mail.data += `${line.replace(/^\./, '')}\n`);
        inData = false;
        mails.push(mail);
        for (const look of looking) look();
        mail = { from: '', to: [], data: '' };
        return say('250 taken');
      }
      const answers: Record<string, () => string> = {
        EHLO: () => '250 test',
        HELO: () => '250 test',
        MAIL: () => {
          mail.from = line;
          return '250 ok';
        },
        RCPT: () => {
          if (!refusal) mail.to.push(line);
          return refusal ?? '250 ok';
        },
        DATA: () => {
          inData = true;
          return '354 go on';
        },
        QUIT: () => '221 bye',
      };
      return say(answers[line.slice(0, 4).toUpperCase()]?.() ?? '250 ok');
    };
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    say('220 test');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    placeOf: (address) => new Promise((resolve) => {
      const look = () => {
        const place = mails.findIndex(({ to }) => to.join().includes(address));
        if (place < 0) return;
        looking.delete(look);
        resolve(place);
      };
      looking.add(look);
      look();
    }),
    refuseWith: (line) => void (refusal = line),
    close: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy();
      server.close(() => resolve());
    }),
  };
}
