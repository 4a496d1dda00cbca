/**
 * One log line and one metric per request: its route as the code names it, never its address, which may identify a patient, nor
 * its headers or body. Every answer carries the id of its request and of its chain of requests.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { memoisedByText } from '#libs/kernel/memo.ts';
import { loggedCorrelation } from '#libs/observability/logger.ts';
import type { WatchedService } from '#libs/runtime/watched.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Id of the chain of requests. */
    correlation: string;
  }
  interface FastifyReply {
    /** The callbacks that wait for its end. */
    waiting: Then[] | undefined;
  }
}

const CORRELATION = /^[\w.:-]{1,128}$/;
/** Status for a caller that disconnects before the end of the answer. */
const ABORTED = 499;
const UNKNOWN = 'unknown';

/** The route of a request as the code writes it; `unknown` without a route. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? UNKNOWN;
}

type Then = (status: number) => void;

/**
 * Calls back with the status at the end of an answer: Fastify has no hook for a disconnected caller. All callbacks share one listener,
 * because an emitter warns of many; they are stored on the answer, because a weak map of all answers takes long to collect.
 */
export function whenOver(reply: FastifyReply, then: Then): void {
  if (reply.waiting !== undefined) {
    reply.waiting.push(then);
    return;
  }
  const all = [then];
  reply.waiting = all;
  reply.raw.once('close', () => {
    for (const one of all) one(reply.raw.writableFinished ? reply.statusCode : ABORTED);
  });
}

/** The common labels of many requests. */
interface Labels {
  readonly method: string;
  readonly route: string;
  readonly status: number;
}

/** Made once: otherwise a line would format them again, and a measure check them again. */
interface Kind {
  readonly line: Logger;
  readonly measure: { readonly observe: (seconds: number) => void };
}

/** Ids and log of an answer for a request without hooks, because its address is unreadable. */
export function addRequestLog(
  instance: FastifyInstance,
  logger: Logger,
  { metrics, lifeCycle }: WatchedService,
): (request: FastifyRequest, reply: FastifyReply) => void {
  const kindOf = memoisedByText(
    ({ method, route, status }: Labels) => `${method} ${route} ${status}`,
    (labels): Kind => ({
      line: logger.child(labels),
      measure: metrics.requests.labels({ ...labels, status: String(labels.status) }),
    }),
  );

  function told(request: FastifyRequest, reply: FastifyReply, status: number): void {
    const ms = reply.elapsedTime;
    const { line, measure } = kindOf({ method: request.method, route: routeOf(request), status });
    measure.observe(ms / 1_000);
    const subject = (request as AuthenticatedRequest).identity?.subject;
    const { id, correlation: chain } = request;
    const correlation = chain === id ? id : loggedCorrelation(chain);
    line.info({ request: id, correlation, ms: Math.round(ms * 10) / 10, subject }, 'request');
  }

  function nameAndLog(request: FastifyRequest, reply: FastifyReply): void {
    const given = request.headers['x-correlation-id'];
    request.correlation = typeof given === 'string' && CORRELATION.test(given) ? given : request.id;
    reply.header('x-request-id', request.id).header('x-correlation-id', request.correlation);
    whenOver(reply, (status) => {
      told(request, reply, status);
    });
  }

  instance.decorateRequest('correlation', '');
  instance.decorateReply('waiting', undefined);
  instance.addHook('onRequest', (request, reply, done) => {
    nameAndLog(request, reply);
    // Closes the connection so that the caller reconnects elsewhere.
    if (lifeCycle.stopping) reply.header('connection', 'close');
    done();
  });
  return nameAndLog;
}
