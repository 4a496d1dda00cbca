/** Protection before every route: response headers, length of the address, authentication and rate, former keys of patients, and invalid requests. */
import { sizeText } from '#libs/words/labels/sizes.ts';
import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { isErasedPatientRestored } from '#libs/erasure/erased-patient-restored.ts';
import { KeysUnusable } from '#libs/patient-keys/patient-keys.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { type Admission, isHealth } from '#apps/api/access/admission.ts';
import type { Limits } from '#apps/api/environment.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { SECURITY_HEADERS } from '#apps/api/http/security-headers.ts';
import { answeredInTime } from '#libs/observability/answered.ts';
import { type BoundedConnections, endConnection } from '#libs/observability/bounded-connections.ts';

/** Maximum bytes of all headers, including the address. */
export const MAX_HEADERS = 16_384;
const MAX_ADDRESS = 4_096;
/** Maximum for one address: several times the longest list. */
const MAX_PARAMETERS = 100;

export function addSecurityHeaders(instance: FastifyInstance): void {
  instance.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
}

/** On a connection beyond the limits, answers health checks only; on a cut connection, does nothing. */
export function addConnectionCheck(instance: FastifyInstance, connections: BoundedConnections): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (connections.isCut(request.raw.socket)) void reply.hijack();
    else if (!connections.isSpare(request.raw.socket) || isHealth(request)) done();
    else {
      void reply.header('connection', 'close');
      done(CROWDED);
    }
  });
}

/** The last check before the body is read. */
export function addAdmission(instance: FastifyInstance, admission: Admission): void {
  instance.addHook('onRequest', (request, _reply, done) => {
    const problem = malformed(request);
    if (problem === undefined) void admission.refusal(request).then(done, done);
    else done(problem);
  });
}

/** Measures show no patient: they let monitoring see that the service is not ready. */
const MEASURES = '/metrics';
/** How long an answer about the keys holds, and how long a request waits for one, ms. */
const [KEYS_LOOKED_AT_MS, KEYS_AWAITED_MS] = [500, 500];

/**
 * While a former copy of the keys is in place, which would bring an erased person back, every request that could show a patient gets 503:
 * all except the public ones and the measures. Requests share one look at the keys; if these do not answer in time, each request that needs
 * them fails by itself.
 */
export function addKeysCheck(instance: FastifyInstance, log: EventStore, nowMs: () => number): void {
  if (log.keys === undefined) return;
  let isBack = false;
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    try {
      const at = nowMs();
      isBack = await isErasedPatientRestored(log);
      lookedAt = at;
    } finally {
      looking = undefined;
    }
  };
  const lookAgain = async (): Promise<void> => {
    looking ??= look();
    // A request that needs the keys reports why they do not answer.
    await answeredInTime(looking, KEYS_AWAITED_MS).catch(() => {
      // A silence holds as long as an answer, once there was one.
      if (lookedAt !== -Infinity) lookedAt = nowMs();
    });
  };
  const refusal = (): Error | undefined =>
    isBack ? new KeysUnusable({ code: 'KEYS_OF_BEFORE_ERASURE', data: {} }) : undefined;
  instance.addHook('preHandler', (request: AuthenticatedRequest, _reply, done) => {
    if (request.identity === undefined || request.routeOptions.url === MEASURES) done();
    else if (nowMs() - lookedAt < KEYS_LOOKED_AT_MS) done(refusal());
    else
      void lookAgain().then(() => {
        done(refusal());
      }, done);
  });
}

/** Single-value headers: if repeated, two programs on the way could use different values. */
const SINGLE = new Set(['host', 'authorization', 'idempotency-key', 'content-type', 'content-length']);

function givenTwice(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/** Checks of HTTP/1.1 on every request. Source: RFC 9112, 3.2. */
function lacksHost({ raw: { httpVersion, headers } }: FastifyRequest): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}

function malformed(request: FastifyRequest): Problem | undefined {
  const twice = givenTwice(request.raw.rawHeaders);
  if (twice !== undefined)
    return new Problem(400, 'invalid-shape', `l’en-tête ${twice} est donné deux fois ; donnez-le une fois`);
  // A program on the way may read another coding before it otherwise, and end the body elsewhere.
  const coding = request.headers['transfer-encoding'] ?? 'chunked';
  if (coding.toLowerCase() !== 'chunked')
    return new Problem(400, 'invalid-shape', 'l’en-tête transfer-encoding ne peut valoir que chunked');
  if (lacksHost(request)) return new Problem(400, 'invalid-shape', 'la requête n’a pas d’en-tête host ; donnez-le');
  if (request.url.length > MAX_ADDRESS)
    return new Problem(414, 'too-large', `l’adresse a ${request.url.length} caractères ; ${MAX_ADDRESS} au plus`);
  if (request.url.length > MAX_PARAMETERS && request.url.split('&', MAX_PARAMETERS + 1).length > MAX_PARAMETERS)
    return new Problem(400, 'invalid-shape', `l’adresse a plus de ${MAX_PARAMETERS} paramètres`);
  return undefined;
}

/**
 * Limits the time for a body to arrive, also if it trickles; an upload has the time of the whole request (app.ts). A route that
 * reads the body gets an aborted body and answers; otherwise the connection is cut. Fastify takes the status from the error that
 * aborts a body, and closes the connection.
 */
export function addBodyDeadline(
  instance: FastifyInstance,
  { bodyMs }: Limits,
  isUpload: (url: string) => boolean,
): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (announcesBody(request.raw)) watchBody(request.raw, reply, bodyMs, isUpload(request.routeOptions.url ?? ''));
    done();
  });
}

class BodyTooLate extends Error {
  readonly statusCode = 408;
}

export function isTooLate(error: unknown): boolean {
  return error instanceof BodyTooLate;
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function watchBody(body: IncomingMessage, { raw: answer }: FastifyReply, bodyMs: number, isUpload: boolean): void {
  const timer = setTimeout(() => {
    if (isUpload && !answer.headersSent) return;
    const isRead = !answer.headersSent && body.listenerCount('error') > 0;
    if (isRead) body.emit('error', new BodyTooLate());
    else body.destroy();
  }, bodyMs);
  // A request answered before its body came keeps its connection: the timer must not keep the process alive for it.
  timer.unref();
  const clear = (): void => {
    clearTimeout(timer);
  };
  body.once('end', clear).once('close', clear);
}

/** Timeouts of the server itself, before a request is routed. */
export function addExpectationCheck(instance: FastifyInstance): void {
  instance.server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = lastAnswer(UNEXPECTED);
    response.writeHead(status, headers).end(body);
  });
}

const UNEXPECTED = new Problem(417, 'invalid-shape', 'l’en-tête expect ne peut valoir que 100-continue ; ôtez-le');

const NOT_HTTP: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, 'too-large', `les en-têtes dépassent ${sizeText(MAX_HEADERS)}`),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'invalid-shape', 'la requête n’est pas arrivée en entier à temps'),
};
const UNREADABLE = new Problem(400, 'invalid-shape', 'ce n’est pas une requête HTTP/1.1');

/** The problem as the last answer of a connection. */
function lastAnswer(problem: Problem): { status: number; headers: Record<string, string>; body: string } {
  const body = JSON.stringify(problem.details());
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...problem.headers,
  };
  return { status: problem.status, headers, body };
}

/** Answers bytes that are not a request; does not answer an aborted connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  endConnection(socket, lastBytes(NOT_HTTP[error.code ?? ''] ?? UNREADABLE));
}

function lastBytes(problem: Problem): string {
  const { status, headers, body } = lastAnswer(problem);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}

const CROWDED = new Problem(503, 'unavailable', 'trop de connexions sont ouvertes ; réessayez', {
  headers: { 'retry-after': '1' },
});

/** Sent on a connection that gives its place to another. */
export const CROWDED_OUT = lastBytes(CROWDED);

/** The methods of an address, to distinguish an unknown address from a wrong method. */
export class RouteTable {
  readonly #routes: { readonly method: string; readonly pattern: RegExp }[] = [];

  constructor(instance: FastifyInstance) {
    instance.addHook('onRoute', ({ url, method }) => {
      const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}$`);
      if (!url.includes('*')) for (const one of [method].flat()) this.#routes.push({ method: one, pattern });
    });
  }

  methodsAt(request: FastifyRequest): readonly string[] {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = this.#routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)].sort();
  }
}
