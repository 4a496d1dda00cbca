/**
 * One line and one measure for each request: its route as the code names it, never its address, which may hold a patient, nor its
 * headers or body. Every answer names its request, and the chain of requests that it belongs to.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { loggedCorrelation } from '#libs/observability/logger.ts';
import type { Watched } from '#libs/runtime/watched.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the chain of requests that this one belongs to. */
    correlation: string;
  }
}

const CORRELATION = /^[\w.:-]{1,128}$/;
/** The caller went away before the answer was whole. */
const ABORTED = 499;
const UNKNOWN = 'unknown';

/** The route of a request as the code writes it; `unknown` where there is none. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? UNKNOWN;
}

/** Calls back with its status when an answer is over: Fastify calls no hook where the caller went away before it was whole. */
export function whenOver(reply: FastifyReply, then: (status: number) => void): void {
  reply.raw.once('close', () => {
    then(reply.raw.writableFinished ? reply.statusCode : ABORTED);
  });
}

/** Gives what names an answer and logs it, for a request that no hook is called of: its address cannot be read. */
export function addRequestLog(
  instance: FastifyInstance,
  logger: Logger,
  { metrics, lifeCycle }: Watched,
): (request: FastifyRequest, reply: FastifyReply) => void {
  function told(request: FastifyRequest, reply: FastifyReply, status: number): void {
    const [method, route, ms] = [request.method, routeOf(request), reply.elapsedTime];
    metrics.requests.observe({ method, route, status: String(status) }, ms / 1_000);
    const subject = (request as AuthenticatedRequest).identity?.subject;
    const ids = { request: request.id, correlation: loggedCorrelation(request.correlation) };
    logger.info({ ...ids, method, route, status, ms: Math.round(ms * 10) / 10, subject }, 'request');
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
  instance.addHook('onRequest', (request, reply, done) => {
    nameAndLog(request, reply);
    // Whoever keeps a connection to a service that stops is to open its next one elsewhere.
    if (lifeCycle.stopping) reply.header('connection', 'close');
    done();
  });
  return nameAndLog;
}
