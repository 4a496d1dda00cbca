/** A browser for logins: cookies by site, redirects one by one, and the pages of the provider filled in. */
import assert from 'node:assert/strict';

/** The headers that the console sends, and that a browser sends from a page of this service. */
export const OF_CONSOLE = { 'sec-fetch-site': 'same-origin', 'decompte-console': '1' };

export class PersonBrowser {
  /** Keyed by origin, then by name, with their attributes. */
  readonly #cookies = new Map<string, Map<string, string>>();

  /** One request. From another site it is sent without the strict cookies. */
  async ask(address: string, init: RequestInit = {}, from: 'here' | 'elsewhere' = 'here'): Promise<Response> {
    const { origin } = new URL(address);
    const headers = new Headers(init.headers);
    const cookie = [...this.cookiesOf(origin)]
      .filter(([, set]) => from === 'here' || !/samesite=strict/i.test(set))
      .map(([name, set]) => `${name}=${valueOf(set)}`)
      .join('; ');
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) this.#keep(origin, set);
    return response;
  }

  /** The cookies of a site, as they were set. */
  cookiesOf(origin: string): Map<string, string> {
    return this.#cookies.get(origin) ?? new Map<string, string>();
  }

  /** From the address of a login at the provider to the address of the callback, which is not requested. */
  async loginAt(address: string, login: string): Promise<string> {
    const { origin } = new URL(address);
    let response = await this.ask(address, {}, 'elsewhere');
    for (let step = 0; step < 12; step++) {
      const to = response.headers.get('location');
      if (to !== null) {
        const next = new URL(to, response.url);
        if (next.origin !== origin) return next.href;
        response = await this.ask(next.href);
        continue;
      }
      response = await this.#submit(response, login);
    }
    return assert.fail('the provider does not come to an end');
  }

  async #submit(page: Response, login: string): Promise<Response> {
    const html = await page.text();
    const action = /action="([^"]+)"/.exec(html)?.[1] ?? assert.fail(`${page.status} ${html}`);
    const hidden = [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    const body = new URLSearchParams(Object.fromEntries(hidden) as Record<string, string>);
    if (html.includes('type="password"')) body.set('login', login);
    if (action.endsWith('/session/end/confirm')) body.set('logout', 'yes');
    return this.ask(new URL(action, page.url).href, { method: 'POST', body });
  }

  #keep(origin: string, set: string): void {
    const name = set.slice(0, set.indexOf('='));
    const kept = this.cookiesOf(origin);
    if (valueOf(set) === '' || /max-age=0/i.test(set)) kept.delete(name);
    else kept.set(name, set);
    this.#cookies.set(origin, kept);
  }
}

function valueOf(set: string): string {
  return set.slice(set.indexOf('=') + 1).split(';')[0] ?? '';
}
