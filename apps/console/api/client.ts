/** The client of the service, typed by its contract. The browser adds the cookie of the session. */
import createClient from 'openapi-fetch';
import type { DecompteClient } from '#libs/client/client.ts';
import type { paths } from '#libs/client/contract.d.ts';

const HEADER = 'decompte-console';

/** Each request says that it comes from the console; no page of another site can. */
export const client: DecompteClient = createClient<paths, `application/${string}`>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  headers: { [HEADER]: '1' },
});

/** For requests that no person asked for, such as polling: they do not keep the session from ending when idle. */
export const IN_BACKGROUND = { headers: { [HEADER]: 'background' } };

/** The text of a list as CSV, every page of it. Throws what `fetch` throws, and the status where it is no success. */
export async function csvOf(path: string): Promise<string> {
  let next: string | undefined = path;
  let text = '';
  while (next !== undefined) {
    const response: Response = await fetch(next, { headers: { [HEADER]: '1', accept: 'text/csv' } });
    if (!response.ok) throw new Error(`le service a répondu ${response.status}`);
    const page = await response.text();
    // Each page begins with the names of the columns.
    text += text === '' ? page : page.slice(page.indexOf('\n') + 1);
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return text;
}

interface FileAnswer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** Sends the bytes of a file under a key, for `answer`. */
export async function sendFile<Data>(
  path: string,
  file: Blob,
  { type, key }: { readonly type: string; readonly key: string },
): Promise<FileAnswer<Data>> {
  const headers = { [HEADER]: '1', 'content-type': type, 'idempotency-key': key };
  const response = await fetch(path, { method: 'POST', headers, body: file });
  const body: unknown = await response.json();
  return response.ok ? { data: body as Data, response } : { error: body, response };
}

/** A file, for `answer`; what refuses it is JSON. */
export async function readFile(path: string, accept: string): Promise<FileAnswer<Blob>> {
  const response = await fetch(path, { headers: { [HEADER]: '1', accept } });
  return response.ok ? { data: await response.blob(), response } : { error: await response.json(), response };
}

/** For what the contract does not list: the choice of a person in development. */
export function post(path: string, body: unknown): Promise<Response> {
  const headers = { [HEADER]: '1', 'content-type': 'application/json' };
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}
