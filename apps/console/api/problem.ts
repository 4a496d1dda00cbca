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
  /** Seconds that the service asks to wait before the request is sent again. */
  readonly retryAfterS: number | undefined;
  readonly errors: readonly ProblemError[];

  constructor(
    status: number,
    title: string,
    detail: string,
    more: { kind?: string; request?: string; retryAfterS?: number; errors?: readonly ProblemError[] } = {},
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.kind = more.kind;
    this.request = more.request;
    this.retryAfterS = more.retryAfterS;
    this.errors = more.errors ?? [];
  }
}

const UNREACHABLE = new Problem(
  0,
  'Pas de réponse',
  'Le service ne répond pas. Vérifiez la connexion, puis réessayez.',
);

/** Kind of the problem of a command that the console did not send. */
export const NOT_SENT = 'not-sent';

const TOO_MANY = 429;

/** Nobody waits longer than this before a screen without its figures: then the sentence of the refusal says how long to wait, seconds. */
const LONGEST_WAIT_S = 5;

/** No answer, a projection that is behind, or too many requests for some seconds: asking again may help. */
export function isPassing(error: unknown): boolean {
  if (isTooMany(error)) return (error.retryAfterS ?? 0) <= LONGEST_WAIT_S;
  return error instanceof Problem && [0, 502, 503, 504].includes(error.status);
}

/** Milliseconds before a read is tried again: longer each time, and never before the service takes a request again. */
export function pauseMs(failures: number, error: unknown): number {
  const asked = isTooMany(error) ? (error.retryAfterS ?? 0) * 1_000 : 0;
  return Math.max(400 * 2 ** failures, asked);
}

/** Too many requests: the service refused this one before it did anything. */
export function isTooMany(error: unknown): error is Problem {
  return error instanceof Problem && error.status === TOO_MANY;
}

/**
 * Whether a command that ended so may be done, or done in part. No answer came, or one from a proxy (502, 504); or the service failed on the
 * way (500, 503), perhaps after it recorded. Any other refusal comes before anything is recorded: 401, 403, 413 and 429 before the command is
 * read.
 */
export function isPerhapsDone(error: unknown): boolean {
  return error instanceof Problem && error.kind !== NOT_SENT && [0, 500, 502, 503, 504].includes(error.status);
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
  const wait = response.headers.get('retry-after') ?? '';
  const [otherwise, sentence] =
    response.status === TOO_MANY
      ? ['Trop de requêtes', 'Trop de requêtes ; attendez un moment, puis réessayez.']
      : ['Erreur', `Le service a répondu ${response.status}.`];
  return new Problem(response.status, title ?? otherwise, detail ?? sentence, {
    ...(type?.startsWith(KINDS) === true ? { kind: type.slice(KINDS.length) } : {}),
    ...(request === undefined ? {} : { request }),
    ...(/^\d{1,6}$/.test(wait) ? { retryAfterS: Number(wait) } : {}),
    ...(errors === undefined ? {} : { errors }),
  });
}
