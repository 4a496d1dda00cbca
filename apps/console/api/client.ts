/** The client of the service, typed by its contract. The browser adds the cookie of the session. */
import createClient from 'openapi-fetch';
import type { DecompteClient } from '#libs/client/client.ts';
import type { operations, paths } from '#libs/client/contract.d.ts';
import { NOT_SENT, Problem, reached, refusalOf } from './problem.ts';
import { afterWritten } from './written.ts';

const HEADER = 'decompte-console';

/** Each request carries a header that marks it as the console's; a page of another site cannot send it. */
const toService = createClient<paths, `application/${string}`>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  headers: { [HEADER]: '1' },
  // That of the moment, as for the requests below: a test puts its own in its place.
  fetch: (request) => fetch(request),
});
toService.use({ onRequest: ({ request, schemaPath }) => afterWritten(request, schemaPath) });

export const client: DecompteClient = toService;

/** For requests that no person asked for, such as polling: they do not extend an idle session. */
export const IN_BACKGROUND = { headers: { [HEADER]: 'background' } };

/**
 * The text of a list as CSV, with all its pages. Throws Problem.
 */
export async function csvOf(path: string): Promise<string> {
  let next: string | undefined = path;
  let text = '';
  while (next !== undefined) {
    const request = new Request(new URL(next, location.origin), { headers: { [HEADER]: '1', accept: 'text/csv' } });
    const response: Response = await reached(fetch(afterWritten(request, path)));
    if (!response.ok) throw await refusalOf(response);
    const page = await response.text();
    // Each page begins with the names of the columns.
    text += text === '' ? page : page.slice(page.indexOf('\n') + 1);
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return text;
}

/** The choices sent with the files: record nothing, and the format of days. */
export type SendChoices = NonNullable<operations['importFacts']['parameters']['query']>;

/** Sends files as a form, each under its name. Throws Problem if one cannot be read any more. */
export async function sendFiles(path: '/imports', key: string, files: readonly File[], query: SendChoices) {
  await requireReadable(files);
  const form = new FormData();
  for (const file of files) form.append(file.name, file, file.name);
  return client.POST(path, {
    params: { header: { 'Idempotency-Key': key }, query },
    body: {},
    bodySerializer: () => form,
  });
}

/** A file in a special format. Throws Problem if no answer comes. */
export function fetchFile(path: string, type: string): Promise<Response> {
  return reached(fetch(path, { headers: { [HEADER]: '1', accept: type } }));
}

/** Server-sent events after the one with an id; they do not extend an idle session. */
export function streamOf(path: string, lastEventId: string | undefined, signal: AbortSignal): Promise<Response> {
  const headers = new Headers({ ...IN_BACKGROUND.headers, accept: 'text/event-stream' });
  if (lastEventId !== undefined) headers.set('last-event-id', lastEventId);
  return reached(fetch(path, { headers, signal }));
}

/** A browser does not read a file that was saved again after it was chosen, and reports that as a lost connection. */
async function requireReadable(files: readonly File[]): Promise<void> {
  for (const file of files)
    await file
      .slice(0, 1)
      .arrayBuffer()
      .catch(() => {
        const detail = `${file.name} a changé, ou n’est plus là, depuis que vous l’avez choisi : rien n’est envoyé. Choisissez-le de nouveau.`;
        throw new Problem(0, 'Fichier changé', detail, { kind: NOT_SENT });
      });
}

/** Sends the bytes of a file, as a command under a key. Throws Problem if it cannot be read any more, or no answer comes. */
export async function sendFile(path: string, file: File, type: string, key: string): Promise<Response> {
  await requireReadable([file]);
  const headers = { [HEADER]: '1', 'content-type': type, 'idempotency-key': key };
  return reached(fetch(path, { method: 'POST', headers, body: file }));
}

/** For a path outside the contract: the choice of a person in development. */
export function post(path: string, body: unknown): Promise<Response> {
  const headers = { [HEADER]: '1', 'content-type': 'application/json' };
  return reached(fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}
