import type { TestApp } from '../../tests/app.ts';

/** What a browser does with one site: keeps cookies, follows redirects, posts the forms it was shown. No JavaScript. */
export interface Browser {
  cookies: Map<string, string>;
  /** opens a page and follows redirects within the site */
  open(path: string): Promise<Shown>;
  /** fills in and posts a form of the page shown last, the one with this id (or the only one); `press` names the address of a button that posts elsewhere */
  send(fields: Record<string, string>, options?: SendOptions): Promise<Shown>;
  /** goes back to a page it was shown before and sends its form as it is */
  resend(page: Shown): Promise<Shown>;
}

interface SendOptions {
  form?: string;
  press?: string;
  /** a second click came before the answer: the browser never sees it, neither its cookies nor its page */
  answerLost?: boolean;
}

export interface Shown {
  status: number;
  /** path and query where the browser ended */
  path: string;
  html: string;
  headers: Headers;
  /** the text a person sees, without tags */
  text: string;
}

export function browserOf(house: Pick<TestApp, 'app' | 'house'>, extra: Record<string, string> = {}): Browser {
  const { baseUrl } = house.house.configuration;
  const cookies = new Map<string, string>();
  let last: Shown = { status: 0, path: '/', html: '', headers: new Headers(), text: '' };

  async function request(path: string, init: RequestInit): Promise<Shown> {
    const url = new URL(path, baseUrl);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await house.app.request(url, { ...init, headers: { ...extra, ...(init.headers as Record<string, string>), ...(cookie ? { Cookie: cookie } : {}) } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('Location');
    if (location && response.status === 303) {
      const target = new URL(location, url);
      if (target.origin === baseUrl.origin) return request(target.pathname + target.search, { method: 'GET' });
      return { status: 303, path: target.href, html: '', headers: response.headers, text: '' };
    }
    const html = await response.text();
    return { status: response.status, path: url.pathname + url.search, html, headers: response.headers, text: textOf(html) };
  }

  return {
    cookies,
    open: async (path) => (last = await request(path, { method: 'GET' })),
    async send(fields, { form, press, answerLost = false } = {}) {
      const { action, values } = formOf(last.html, form);
      const body = new URLSearchParams({ ...values, ...fields });
      const headers = { Origin: baseUrl.origin };
      if (answerLost) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        await house.app.request(new URL(press ?? action ?? last.path, baseUrl), { method: 'POST', body, headers: { ...extra, ...headers, Cookie: cookie } });
        return last;
      }
      return (last = await request(press ?? action ?? last.path, { method: 'POST', body, headers }));
    },
    resend(page) {
      last = page;
      return this.send({});
    },
  };
}

function formOf(html: string, id: string | undefined): { action: string | undefined; values: Record<string, string> } {
  const forms = html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => !id || attribute(/<form[^>]*>/.exec(one)![0], 'id') === id);
  if (!form) throw new Error(`There is no form ${id ?? ''} on this page: ${textOf(html).slice(0, 300)}`);
  const inputs = form.match(/<input[^>]*>/g) ?? [];
  const values = inputs.filter((input) => attribute(input, 'type') === 'hidden').map((input) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']);
  return { action: attribute(/<form[^>]*>/.exec(form)![0], 'action'), values: Object.fromEntries(values) as Record<string, string> };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
}

function textOf(html: string): string {
  return plain(html.replace(/<(style|script|svg|head)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ').trim();
}

function plain(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
