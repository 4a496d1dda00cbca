/** Assembles the service: the stores, the modules, and the hooks around every request. */
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
import type { Commit } from '#libs/event-store/event.ts';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { AccessRecordModule } from '#libs/access-record/access-record.module.ts';
import { Accesses } from '#libs/access-record/accesses.ts';
import { AccessRecorder } from '#libs/access-record/recorder.ts';
import { addAccessRecord } from '#apps/api/access/reads.ts';
import { AuditRoutesModule } from '#apps/api/audit/audit.module.ts';
import { BankAnswersModule } from '#apps/api/payments/bank-answers/bank-answers.module.ts';
import { ErasuresRoutesModule } from '#apps/api/erasures/erasures-routes.module.ts';
import { PaymentsRoutesModule } from '#apps/api/payments/payments-routes.module.ts';
import { ClosingRoutesModule } from '#apps/api/closing/closing-routes.module.ts';
import { CandidatesRoutesModule } from '#apps/api/candidates/candidates-routes.module.ts';
import { DecisionsModule } from '#apps/api/statements/decisions/decisions.module.ts';
import { RegulationRoutesModule } from '#apps/api/regulation/regulation-routes.module.ts';
import { Admission } from '#apps/api/access/admission.ts';
import { AccessModule } from '#apps/api/access/access.module.ts';
import { requestRate } from '#apps/api/access/request-rate.ts';
import { routesOf, watchServed } from '#apps/api/access/routes.ts';
import { Tokens } from '#apps/api/access/tokens.ts';
import { ConsoleModule } from '#apps/api/console/console.module.ts';
import { Contract, ContractModule } from '#apps/api/contract/contract.module.ts';
import type { Environment } from '#apps/api/environment.ts';
import { FactsModule } from '#apps/api/intake/facts/facts.module.ts';
import { FeedModule } from '#libs/feed/feed.module.ts';
import { FeedRoutesModule } from '#apps/api/feed/feed.module.ts';
import { addBodyParsers, addFormCheck, takesFiles } from '#apps/api/http/body.ts';
import { addConditionalReads } from '#apps/api/http/conditional.ts';
import { HttpModule } from '#apps/api/http/http.module.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { sendProblem } from '#apps/api/http/problem.filter.ts';
import {
  CROWDED_OUT,
  MAX_HEADERS,
  RouteTable,
  addAdmission,
  addKeysCheck,
  addBodyDeadline,
  addConnectionCheck,
  addExpectationCheck,
  addSecurityHeaders,
  answerUnreadable,
  isTooLate,
} from '#apps/api/http/protection.ts';
import { SECURITY_HEADERS } from '#apps/api/http/security-headers.ts';
import { ServedTexts, addAnswersAgain } from '#apps/api/http/served-text.ts';
import { isInNetworks } from '#libs/webhooks/addresses.ts';
import { BoundedConnections } from '#libs/observability/bounded-connections.ts';
import { erasedAmong } from '#libs/erasure/erased-among.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { JobsModule } from '#libs/jobs/jobs.module.ts';
import { JobRoutesModule } from '#apps/api/jobs/jobs.module.ts';
import { LetterRoutesModule } from '#apps/api/letters/letters.module.ts';
import { NestLogger } from '#apps/api/health/nest-logger.ts';
import { MonitoringRoutesModule } from '#apps/api/monitoring/monitoring-routes.module.ts';
import { OperationModule } from '#apps/api/health/operation.module.ts';
import { addRequestLog } from '#apps/api/health/request-log.ts';
import { addCommandSpans, addRequestSpans } from '#apps/api/health/traces.ts';
import { QUERIES } from '#apps/api/queries.ts';
import { ReadAhead } from '#apps/api/read-ahead.ts';
import { SessionCookie } from '#apps/api/session/session-cookie.ts';
import { SessionModule } from '#apps/api/session/session.module.ts';
import { StatementRoutesModule } from '#apps/api/statements/statements.module.ts';
import { connectionsWithin, lastDescriptors, openFilesMax } from '#libs/runtime/open-files.ts';
import { openAccessRecord, openDeliveries, openShortLived, openUploads } from '#libs/runtime/shared.ts';
import { witnessPlaces } from '#libs/runtime/stores.ts';
import { ServedStores, Stores, StoresModule } from '#libs/runtime/stores.module.ts';
import { WebhooksModule } from '#libs/webhooks/webhooks.module.ts';
import { WebhookRoutesModule } from '#apps/api/webhooks/webhooks.module.ts';
import { openQueue } from '#libs/runtime/queue.ts';
import type { Tracing } from '#libs/observability/spans.ts';
import { NO_TRACING } from '#libs/observability/tracing.ts';
import { type WatchedService, watched } from '#libs/runtime/watched.ts';

const MAX_PARAM = 200;
const COMPRESSED_FROM = 1_024;
/** How often heads that are too late are looked for, ms. */
const HEADS_CHECKED_MS = 1_000;

@Module({})
class AppModule {}

/** The modules of the service, one per capability. */
const CAPABILITIES: readonly Type[] = [
  FactsModule,
  StatementRoutesModule,
  DecisionsModule,
  PaymentsRoutesModule,
  CandidatesRoutesModule,
  ClosingRoutesModule,
  RegulationRoutesModule,
  ErasuresRoutesModule,
  MonitoringRoutesModule,
  ContractModule,
];

/** The service records its own events under its own name. */
function programCommit(causation: string): Commit {
  return { recordedAt: new Date().toISOString(), actor: 'service', correlation: causation, causation };
}

async function appModule(
  environment: Environment,
  stores: Stores,
  operation: WatchedService,
  { routes, accesses }: { readonly routes: RouteTable; readonly accesses: Accesses },
  queue: JobQueue,
): Promise<DynamicModule> {
  return {
    module: AppModule,
    providers: [ReadAhead],
    imports: [
      CqrsModule.forRoot(),
      StoresModule.of({ stores, served: ServedStores.asTheyStand(stores), programCommit, nowMs: Date.now }),
      OperationModule.of(operation),
      HttpModule.of(environment.limits, routes),
      await AccessModule.of(environment.access),
      SessionModule.of(environment.access, await openShortLived(environment)),
      ConsoleModule,
      FeedModule.of(environment.feedSource),
      FeedRoutesModule,
      JobsModule.of(queue),
      JobRoutesModule.of(await openUploads(environment.uploads)),
      LetterRoutesModule.of(environment.letterhead),
      AccessRecordModule.of(accesses),
      AuditRoutesModule.of(environment.audit),
      BankAnswersModule.of({ folder: environment.uploads.folder, bytesMax: environment.limits.bankFileBytes }),
      WebhooksModule.of(await openDeliveries(environment.stores)),
      WebhookRoutesModule.of({ key: environment.webhookKey, addresses: environment.webhookAddresses }),
      ...CAPABILITIES,
      ...QUERIES,
    ],
  };
}

/** Records from now on who reads which patient or account. */
async function recordedAccesses(
  { stores }: Environment,
  log: EventStore,
  instance: FastifyInstance,
  logger: Logger,
): Promise<Accesses> {
  const record = await openAccessRecord(stores);
  const recorder = new AccessRecorder({
    record,
    now: Date.now,
    onFailure: (err) => {
      logger.error({ err }, 'accesses not recorded, tried again');
    },
    onRecovered: () => {
      logger.info('accesses are recorded again');
    },
    erasedAmong: (patients) => erasedAmong(log, patients),
  });
  addAccessRecord(instance, recorder);
  return new Accesses(record, () => recorder.flush());
}

/** The service, ready to listen; operation/stop.ts stops it. */
export async function createApp(
  environment: Environment,
  stores: Stores,
  logger: Logger,
  tracing: Tracing = NO_TRACING,
): Promise<NestFastifyApplication> {
  const loggerInstance: FastifyBaseLogger = logger;
  const { trustedProxies } = environment;
  const witnesses = witnessPlaces(environment.stores, environment.audit.checkpoints);
  const operation = watched(
    { log: stores.log, readStore: stores.readStore, witnesses, now: () => Date.now() },
    environment.readiness,
    tracing,
  );
  const instance: FastifyInstance = fastify({
    loggerInstance,
    // operation/request-log.ts logs requests, because it knows what must not be logged.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: environment.limits.bodyBytes,
    routerOptions: { maxParamLength: MAX_PARAM },
    // Limit for a whole request: uploading a file of facts takes time.
    requestTimeout: 600_000,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // A request without a host is refused by http/protection.ts, in a sentence.
    http: {
      maxHeaderSize: MAX_HEADERS,
      requireHostHeader: false,
      headersTimeout: environment.limits.headMs,
      connectionsCheckingInterval: Math.min(environment.limits.headMs, HEADS_CHECKED_MS),
    },
    clientErrorHandler: answerUnreadable,
    genReqId: () => randomUUID(),
    // Log lines name their request (operation/request-log.ts), so a logger per request is not needed.
    childLoggerFactory: (log) => log,
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) => {
      const [asked, answer] = [request as FastifyRequest, reply as FastifyReply];
      nameAndLog(asked, answer);
      sendProblem(error, asked, answer.headers(SECURITY_HEADERS));
    },
  });
  const files = openFilesMax();
  const connections = new BoundedConnections(instance.server, {
    total: connectionsWithin(environment.limits.connections, files, logger),
    perAddress: environment.limits.connectionsPerAddress,
    descriptors: lastDescriptors(files),
    refusal: CROWDED_OUT,
    isShared: (address) => isInNetworks(address, trustedProxies),
  });
  const refuseUnguarded = watchServed(instance);
  const routes = new RouteTable(instance);
  const nameAndLog = addRequestLog(instance, logger, operation);
  addRequestSpans(instance, tracing);
  addSecurityHeaders(instance);
  const accesses = await recordedAccesses(environment, stores.log, instance, logger);
  addConnectionCheck(instance, connections);
  addExpectationCheck(instance);
  addBodyDeadline(instance, environment.limits, takesFiles);
  await instance.register(fastifyCompress, {
    threshold: COMPRESSED_FROM,
    encodings: ['gzip', 'identity'],
    // A compressed body that came too late gets 408, one that is too long gets 413, instead of the decompression error.
    onInvalidRequestPayload: (_encoding, _request, error) =>
      isTooLate(error) || error instanceof Problem ? error : undefined,
  });
  addBodyParsers(instance, environment.limits.bodyBytes);
  await instance.register(fastifyMultipart, { limits: { fileSize: environment.limits.uploadBytes, files: 16 } });
  addFormCheck(instance);
  addConditionalReads(instance);
  const rate = await requestRate(
    instance,
    { requestsPerMinute: environment.limits.requestsPerMinute, jobsUrl: environment.jobsUrl },
    logger,
  );
  const queue = await openQueue(environment.jobsUrl, logger, () => Date.now());
  operation.metrics.watchQueue(() => queue.depth());
  operation.readiness.watchQueue(() => queue.depth());
  const app = await NestFactory.create<NestFastifyApplication>(
    await appModule(
      environment,
      new Stores(operation.log, stores.readStore, { witnesses }),
      operation,
      { routes, accesses },
      queue,
    ),
    new FastifyAdapter(instance as never),
    { logger: new NestLogger(logger), bodyParser: false },
  );
  const known = routesOf(app.get(DiscoveryService));
  addAdmission(instance, new Admission(app.get(Tokens), app.get(SessionCookie), known, rate));
  addKeysCheck(instance, stores.log, () => performance.now());
  addAnswersAgain(instance, app.get(ServedTexts));
  await app.init();
  addCommandSpans(app, tracing);
  refuseUnguarded(known);
  app.get(Contract).describe(app);
  return app;
}
