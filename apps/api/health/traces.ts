/** Requests and commands as spans, with a collector only. */
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { routeOf, whenOver } from '#apps/api/health/request-log.ts';
import type { RequestSpan, Tracing } from '#libs/observability/spans.ts';

const SERVER_ERROR = 500;

export function addRequestSpans(instance: FastifyInstance, tracing: Tracing): void {
  if (!tracing.enabled) return;
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  instance.addHook('onRequest', (request, reply, done) => {
    const { traceparent } = request.headers;
    const span = tracing.request(typeof traceparent === 'string' ? traceparent : undefined);
    spans.set(request, span);
    reply.header('traceparent', span.traceparent);
    whenOver(reply, (status) => {
      const [method, route] = [request.method, routeOf(request)];
      const attributes = { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
      span.end(`${method} ${route}`, attributes, status >= SERVER_ERROR);
    });
    done();
  });
  // The async context from before the body is read does not continue after it.
  instance.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.run(done);
  });
}

export function addCommandSpans(app: NestFastifyApplication, tracing: Tracing): void {
  if (!tracing.enabled) return;
  const bus = app.get(CommandBus);
  const execute = bus.execute.bind(bus);
  bus.execute = <R>(command: ICommand) =>
    tracing.span<R>(`command ${command.constructor.name}`, {}, () => execute<ICommand, R>(command));
}
