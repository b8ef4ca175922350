import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

/** One request as its sender felt it: from the moment it was due to the last byte of its answer. */
export interface Asked {
  kind: 'page' | 'form' | 'file';
  /** the address without town, language and ids */
  route: string;
  status: number;
  /** when it was due (performance.now()) */
  at: number;
  milliseconds: number;
}

/** Where the browsers of one run go, and what they felt there. */
export interface Site {
  /** where the server listens */
  port: number;
  /** the address in the browsers' bars (behind a proxy another one) */
  origin: string;
  agent: Agent;
  asked: Asked[];
  /** answers nobody should get: errors of ours, refusals nobody provoked, a form that led to two places */
  faults: string[];
  /** answers that said, on a page made for it, that too many people are here at the moment */
  turnedAway: number;
  /** how often a family tries again after such an answer, as the page offers it; undefined: it is a fault like any other */
  patience?: number;
}

export interface Page {
  status: number;
  /** path and query */
  path: string;
  html: string;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A form as it was sent, to be sent again. */
export interface SentForm {
  action: string;
  body: string;
  location: string | undefined;
}

/** A family's browser: cookies, redirects, forms with their hidden fields, the files of the first page; no script is run. */
export interface MeasuredBrowser {
  page: Page;
  /** the way so far: looks at the page for so long; the next request is due at the end of it */
  look(milliseconds: number): Promise<void>;
  open(path: string): Promise<Page>;
  /** presses a button of the form with this id */
  send(fields: Record<string, string | readonly string[]>, options?: { form?: string; clicks?: 1 | 2; expects?: number }): Promise<Page>;
  lastForm(): SentForm;
  /** sends a form that was sent before, as a reloaded page does */
  sendAgain(form: SentForm): Promise<void>;
}

export function measuredBrowser(site: Site, clientAddress: string, keptCookies: ReadonlyMap<string, string> = new Map()): MeasuredBrowser {
  const cookies = new Map(keptCookies);
  const kept = new Set<string>();
  let due: number | undefined;
  let sent: SentForm | undefined;

  async function ask(kind: Asked['kind'], path: string, body?: string): Promise<Answer> {
    const answer = await askOnce(kind, path, body);
    for (let tries = 0; isTurnedAway(answer, body) && tries < (site.patience ?? 0); tries++) {
      site.turnedAway++;
      await wait(Number(answer.headers['retry-after']) * 1_000 * (0.8 + 0.4 * Math.random()));
      Object.assign(answer, await askOnce(kind, path, body));
    }
    return answer;
  }

  async function askOnce(kind: Asked['kind'], path: string, body?: string): Promise<Answer> {
    const since = due ?? performance.now();
    due = undefined;
    const answer = await exchange(site, path, {
      Host: new URL(site.origin).host, 'X-Forwarded-For': clientAddress, 'Accept-Encoding': 'gzip', Accept: kind === 'file' ? '*/*' : 'text/html',
      ...(cookies.size > 0 ? { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
      ...(body === undefined ? {} : { Origin: site.origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(Buffer.byteLength(body)) }),
    }, body);
    site.asked.push({ kind, route: routeOf(path), status: answer.status, at: since, milliseconds: performance.now() - since });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [name, value] = line.slice(0, line.indexOf(';')).split('=') as [string, string];
      if (/max-age=0\b/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }

  async function show(path: string, answer: Answer, expects: number): Promise<Page> {
    const { location } = answer.headers;
    if (answer.status === 303 && location) return show(location, await ask('page', location), 200);
    if (answer.status !== expects) site.faults.push(`${routeOf(path)}: ${answer.status} instead of ${expects}`);
    browser.page = { status: answer.status, path, html: textOf(answer) };
    await fetchFiles(browser.page.html);
    return browser.page;
  }

  /** Styles and scripts a page names, once each: they never change under their name. */
  async function fetchFiles(html: string): Promise<void> {
    const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file]) => file!).filter((file) => !kept.has(file));
    await Promise.all(files.map(async (file) => {
      kept.add(file);
      const answer = await ask('file', file);
      if (file.endsWith('.css')) await Promise.all(fontsOf(textOf(answer)).map((font) => ask('file', font)));
    }));
  }

  async function post({ action, body }: Pick<SentForm, 'action' | 'body'>, expects: number): Promise<{ answer: Answer; location: string | undefined }> {
    const answer = await ask('form', action, body);
    if (answer.status !== expects) site.faults.push(`POST ${routeOf(action)}: ${answer.status} instead of ${expects}${answer.status === 422 ? ` (${refusalIn(textOf(answer))})` : ''}`);
    return { answer, location: answer.headers.location };
  }

  const browser: MeasuredBrowser = {
    page: { status: 0, path: '/', html: '' },
    async look(milliseconds) {
      const until = performance.now() + milliseconds;
      await wait(milliseconds);
      due = until;
    },
    open: async (path) => show(path, await ask('page', path), 200),
    async send(fields, { form = 'formular', clicks = 1, expects = 303 } = {}) {
      const found = formIn(browser.page.html, form);
      if (!found) throw new Error(`There is no form ${form} on ${routeOf(browser.page.path)} (${browser.page.status})`);
      const body = encoded(found.hidden, fields);
      const action = found.action ?? browser.page.path;
      const since = due;
      const answers = await Promise.all(Array.from({ length: clicks }, () => {
        due = since;
        return post({ action, body }, expects);
      }));
      const { answer, location } = answers.at(-1)!;
      if (answers.some((one) => one.location !== location)) site.faults.push(`POST ${routeOf(action)}: a double click led to two places`);
      sent = { action, body, location };
      return show(action, answer, expects);
    },
    lastForm: () => sent!,
    async sendAgain(form) {
      const { location } = await post(form, 303);
      if (location !== form.location) site.faults.push(`POST ${routeOf(form.action)}: sent again it led elsewhere`);
    },
  };
  return browser;
}

/** The page that says so offers to try again; of a form it keeps everything that was typed. */
function isTurnedAway(answer: Answer, body: string | undefined): boolean {
  if (answer.status !== 503 || !answer.headers['retry-after']) return false;
  const html = textOf(answer);
  if (body === undefined) return html.includes('</main>');
  const form = formIn(html, 'noch-einmal');
  return form !== undefined && encoded(form.hidden, {}) === new URLSearchParams(body).toString();
}

/** Two weights of the letters of German are what every page needs. */
function fontsOf(css: string): string[] {
  return [...new Set([...css.matchAll(/url\("?(\/assets\/fira-sans-latin-[46]00-normal[^")]+)/g)].map(([, font]) => font!))];
}

/** A kept connection may be closed by the server in the moment it is used again: like browsers we then ask once more on a new one, and the time goes on. */
function exchange(site: Site, path: string, headers: Record<string, string>, body: string | undefined, isSecondTry = false): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest({ host: '127.0.0.1', port: site.port, path, method: body === undefined ? 'GET' : 'POST', headers, agent: isSecondTry ? false : site.agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }));
      response.on('error', reject);
    });
    sending.on('error', (error: NodeJS.ErrnoException) => {
      if (sending.reusedSocket && !isSecondTry && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) resolve(exchange(site, path, headers, body, true));
      else reject(error);
    });
    sending.end(body);
  });
}

function textOf({ headers, body }: Answer): string {
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}

function formIn(html: string, id: string): { action: string | undefined; hidden: [string, string][] } | undefined {
  const forms = html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => attribute(one.slice(0, one.indexOf('>')), 'id') === id);
  if (!form) return undefined;
  const hidden = (form.match(/<input type="hidden"[^>]*>/g) ?? []).map((input): [string, string] => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']);
  return { action: attribute(form.slice(0, form.indexOf('>')), 'action'), hidden };
}

/** Hidden fields stay in their order, several of one name too (the order of wishes); what is filled in stands instead of one of its name. */
function encoded(hidden: readonly [string, string][], fields: Record<string, string | readonly string[]>): string {
  const body = new URLSearchParams(hidden.filter(([name]) => !(name in fields)));
  for (const [name, value] of Object.entries(fields)) for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  return body.toString();
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The codes beside the fields are words of a language; the first of them is enough to find the fault. */
function refusalIn(html: string): string {
  return (/class="error-summary[\s\S]*?<\/(?:ul|div)>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 200);
}

function routeOf(path: string): string {
  return path.replace(/\?.*/, '').replace(/^\/[a-z-]+\/(?:(?:en|uk|tr|ar|ru|einfach)\/)?/, '/').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\/link\/.+/, '/link/:token').replace(/-[\w-]{8}\.(css|js|woff2)$/, '.$1');
}
