/** A refusal of the service as people read it: its sentence and the number of the request. */

interface ProblemError {
  readonly path: string;
  readonly detail: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  /** The kind of refusal, such as `recent-login`; undefined if no answer came. */
  readonly kind: string | undefined;
  /** The number to give when reporting the problem; undefined if no answer came. */
  readonly request: string | undefined;
  readonly errors: readonly ProblemError[];

  constructor(
    status: number,
    title: string,
    detail: string,
    more: { kind?: string; request?: string; errors?: readonly ProblemError[] } = {},
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.kind = more.kind;
    this.request = more.request;
    this.errors = more.errors ?? [];
  }
}

const UNREACHABLE = new Problem(
  0,
  'Pas de réponse',
  'Le service ne répond pas. Vérifiez la connexion, puis réessayez.',
);

/** No answer, a projection that is behind, or too many requests: asking again may help. */
export function isPassing(error: unknown): boolean {
  return error instanceof Problem && [0, 429, 502, 503, 504].includes(error.status);
}

const KINDS = 'urn:decompte:problem:';

interface Details {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
}

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful answer. Throws Problem. */
export async function answer<Data>(asked: Promise<Answered<Data>>): Promise<Data> {
  const answered = await reached(asked);
  if (answered.response.ok) return answered.data as Data;
  throw problemOf(answered.error, answered.response);
}

/** The result of a request to the service. Throws Problem if no answer comes, because browsers report that in English. */
export async function reached<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem || (error instanceof DOMException && error.name === 'AbortError')) throw error;
    throw UNREACHABLE;
  }
}

/** The problem of a refused request that the contract's client did not send. */
export async function refusalOf(response: Response): Promise<Problem> {
  // A proxy before the service answers with a page.
  const body: unknown = await response.json().catch(() => undefined);
  return problemOf(body, response);
}

function problemOf(body: unknown, response: Response): Problem {
  const { type, title, detail, errors } = (typeof body === 'object' && body !== null ? body : {}) as Details;
  const request = response.headers.get('x-request-id') ?? undefined;
  return new Problem(response.status, title ?? 'Erreur', detail ?? `Le service a répondu ${response.status}.`, {
    ...(type?.startsWith(KINDS) === true ? { kind: type.slice(KINDS.length) } : {}),
    ...(request === undefined ? {} : { request }),
    ...(errors === undefined ? {} : { errors }),
  });
}
