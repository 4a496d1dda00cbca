/** Puts the service together: the stores, the modules, and what surrounds every request. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import fastifyCompress from '@fastify/compress';
import fastifyMultipart from '@fastify/multipart';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  fastify,
} from 'fastify';
import type { Logger } from 'pino';
import { AccessModule } from '#apps/api/access/access.module.ts';
import { routesOf, watchServed } from '#apps/api/access/routes.ts';
import { Tokens } from '#apps/api/access/tokens.ts';
import { Contract, ContractModule } from '#apps/api/contract/contract.module.ts';
import type { Environment } from '#apps/api/environment.ts';
import { FactsModule } from '#apps/api/facts/facts.module.ts';
import { FeedModule } from '#apps/api/feed/feed.module.ts';
import { addBodyParsers } from '#apps/api/http/body.ts';
import { addConditionalReads } from '#apps/api/http/conditional.ts';
import { HttpModule } from '#apps/api/http/http.module.ts';
import { sendProblem } from '#apps/api/http/problem.filter.ts';
import { MAX_HEADERS, RouteTable, addLimits, addSecurityHeaders, answerUnreadable } from '#apps/api/http/protection.ts';
import { NestLogger } from '#apps/api/operation/nest-logger.ts';
import { type Operation, OperationModule } from '#apps/api/operation/operation.module.ts';
import { addRequestLog } from '#apps/api/operation/request-log.ts';
import { StatementsModule } from '#apps/api/statements/statements.module.ts';
import { Stores, StoresModule } from '#apps/api/stores/stores.module.ts';
import { LifeCycle } from '#apps/operation/life-cycle.ts';
import { MeasuredEventStore } from '#apps/operation/measured-event-store.ts';
import { Metrics } from '#apps/operation/metrics.ts';
import { ProjectionWatch } from '#apps/operation/projection-watch.ts';
import { Readiness } from '#apps/operation/readiness.ts';
import { PROJECTIONS } from '#apps/projections.ts';

const MAX_PARAM = 200;
const COMPRESSED_FROM = 1_024;

@Module({})
class AppModule {}

/** The modules of the service, one per capability. */
const CAPABILITIES: readonly Type[] = [FactsModule, StatementsModule, ContractModule];

async function appModule(
  environment: Environment,
  stores: Stores,
  operation: Operation,
  routes: RouteTable,
): Promise<DynamicModule> {
  return {
    module: AppModule,
    imports: [
      CqrsModule.forRoot(),
      StoresModule.of(stores),
      OperationModule.of(operation),
      HttpModule.of(environment.limits, routes),
      await AccessModule.of(environment.access),
      FeedModule.of(environment.feedSource),
      ...CAPABILITIES,
    ],
  };
}

/** What watches over this service, and the log as it is measured. */
function operationOf(environment: Environment, { log, readStore }: Stores): Operation & { readonly stores: Stores } {
  const metrics = new Metrics();
  const lifeCycle = new LifeCycle();
  const measured = new MeasuredEventStore(log, metrics);
  const watch = new ProjectionWatch({ log, readStore, projections: PROJECTIONS, now: () => Date.now() });
  metrics.watchProjections(() => watch.lags());
  const readiness = new Readiness({ log, watch, lifeCycle, thresholds: environment.readiness });
  return { metrics, lifeCycle, readiness, stores: new Stores(measured, readStore) };
}

/** The service, ready to listen; operation/stop.ts stops it. */
export async function createApp(
  environment: Environment,
  stores: Stores,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const loggerInstance: FastifyBaseLogger = logger;
  const operation = operationOf(environment, stores);
  const instance: FastifyInstance = fastify({
    loggerInstance,
    // Requests are logged by operation/request-log.ts, which knows what must not be.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: environment.limits.bodyBytes,
    routerOptions: { maxParamLength: MAX_PARAM },
    requestTimeout: 60_000,
    trustProxy: false,
    http: { maxHeaderSize: MAX_HEADERS },
    clientErrorHandler: answerUnreadable,
    genReqId: () => randomUUID(),
    // What is logged of a request names it (operation/request-log.ts); a logger for each would only cost.
    childLoggerFactory: (log) => log,
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) => {
      sendProblem(error, request as FastifyRequest, reply as FastifyReply);
    },
  });
  const refuseUnguarded = watchServed(instance);
  const routes = new RouteTable(instance);
  addRequestLog(instance, logger, operation);
  addSecurityHeaders(instance);
  await instance.register(fastifyCompress, { threshold: COMPRESSED_FROM, encodings: ['gzip', 'identity'] });
  addBodyParsers(instance, environment.limits.bodyBytes);
  await instance.register(fastifyMultipart, { limits: { fileSize: environment.limits.uploadBytes, files: 16 } });
  addConditionalReads(instance);
  const app = await NestFactory.create<NestFastifyApplication>(
    await appModule(environment, operation.stores, operation, routes),
    new FastifyAdapter(instance as never),
    { logger: new NestLogger(logger), bodyParser: false },
  );
  addLimits(instance, environment.limits, app.get(Tokens));
  await app.init();
  refuseUnguarded(routesOf(app.get(DiscoveryService)));
  app.get(Contract).describe(app);
  return app;
}
