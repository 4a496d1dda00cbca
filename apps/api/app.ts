/** Puts the service together: the stores, the modules, and what surrounds every request. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import fastifyCompress from '@fastify/compress';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
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
import type { Environment } from '#apps/api/environment.ts';
import { FactsModule } from '#apps/api/facts/facts.module.ts';
import { FeedModule } from '#apps/api/feed/feed.module.ts';
import { addBodyParsers } from '#apps/api/http/body.ts';
import { addConditionalReads } from '#apps/api/http/conditional.ts';
import { HttpModule } from '#apps/api/http/http.module.ts';
import { sendProblem } from '#apps/api/http/problem.filter.ts';
import { NestLogger } from '#apps/api/operation/nest-logger.ts';
import { StatementsModule } from '#apps/api/statements/statements.module.ts';
import { Stores, StoresModule } from '#apps/api/stores/stores.module.ts';

const MAX_PARAM = 200;
const COMPRESSED_FROM = 1_024;
const CORRELATION = /^[\w.:-]{1,128}$/;

@Module({})
class AppModule {}

/** The modules of the service, one per capability. */
const CAPABILITIES: readonly Type[] = [FactsModule, StatementsModule];

async function appModule(environment: Environment, stores: Stores): Promise<DynamicModule> {
  return {
    module: AppModule,
    imports: [
      CqrsModule.forRoot(),
      StoresModule.of(stores),
      HttpModule.of(environment.limits),
      await AccessModule.of(environment.access),
      FeedModule.of(environment.feedSource),
      ...CAPABILITIES,
    ],
  };
}

/** The service, ready to listen. Stops when asked by the system, once every request under way is answered. */
export async function createApp(
  environment: Environment,
  stores: Stores,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const loggerInstance: FastifyBaseLogger = logger;
  const instance: FastifyInstance = fastify({
    loggerInstance,
    // Requests are logged by operation/request-log.ts, which knows what must not be.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: environment.limits.bodyBytes,
    routerOptions: { maxParamLength: MAX_PARAM },
    requestTimeout: 60_000,
    trustProxy: false,
    genReqId: () => randomUUID(),
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) => {
      sendProblem(error, request as FastifyRequest, reply as FastifyReply);
    },
  });
  await instance.register(fastifyHelmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  await instance.register(fastifyRateLimit, { max: environment.limits.requestsPerMinute, timeWindow: '1 minute' });
  await instance.register(fastifyCompress, { threshold: COMPRESSED_FROM, encodings: ['gzip', 'identity'] });
  addBodyParsers(instance, environment.limits.bodyBytes);
  await instance.register(fastifyMultipart, { limits: { fileSize: environment.limits.uploadBytes, files: 16 } });
  addConditionalReads(instance);
  addCorrelation(instance);
  const app = await NestFactory.create<NestFastifyApplication>(
    await appModule(environment, stores),
    new FastifyAdapter(instance as never),
    { logger: new NestLogger(logger), bodyParser: false },
  );
  app.enableShutdownHooks();
  await app.init();
  return app;
}

/** Every answer names its request, and the chain of requests that it belongs to. */
function addCorrelation(instance: FastifyInstance): void {
  instance.addHook('onRequest', async (request, reply) => {
    const given = request.headers['x-correlation-id'];
    const correlation = typeof given === 'string' && CORRELATION.test(given) ? given : request.id;
    request.log = request.log.child({ correlation });
    void reply.headers({ 'x-request-id': request.id, 'x-correlation-id': correlation });
  });
}
