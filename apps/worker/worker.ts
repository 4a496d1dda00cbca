/**
 * A worker: keeps the projections up to date, does the requested jobs, and removes the files of ended jobs.
 * The two kinds of work use separate connections to the stores, so that neither waits for the other.
 */
import { randomUUID } from 'node:crypto';
import { constants, hostname, setPriority } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { Jobs } from '#libs/jobs/jobs.ts';
import { type JobHandler, type Runner, runJobs } from '#libs/jobs/run-jobs.ts';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { keepUp } from '#libs/read-store/engine/keep-up.ts';
import type { WorkerEnvironment } from '#libs/runtime/environment.ts';
import { MeasuredEventStore } from '#libs/observability/measured-event-store.ts';
import { serveOperation } from '#libs/observability/operation-server.ts';
import { tracingOf } from '#libs/observability/tracing.ts';
import { type WatchedService, type WatchedStores, watched } from '#libs/runtime/watched.ts';
import { isAlive } from '#libs/files/processes.ts';
import { KEPT_UP } from '#libs/runtime/projections.ts';
import { openQueue } from '#libs/runtime/queue.ts';
import { listening, checkLog, whenAvailable } from '#libs/runtime/start.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type OpenStores, openStoresAt, witnessPlaces } from '#libs/runtime/stores.ts';
import { openUploads } from '#libs/runtime/shared.ts';
import { sweepUploads } from '#libs/runtime/uploads.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { CheckpointKeeper, checkpointsKept } from '#apps/worker/checkpoints.ts';
import type { HandlerSettings } from '#apps/worker/handlers/context.ts';
import { doneBeforeOf, handlersOf, isAway, refusalOf } from '#apps/worker/handlers/index.ts';
import { Accesses } from '#libs/access-record/accesses.ts';
import { isErasedPatientRestored } from '#libs/erasure/erased-patient-restored.ts';
import { FinishErasures } from '#libs/erasure/commands/finish-erasures.ts';
import { openAccessRecord } from '#libs/runtime/shared.ts';
import { jobModules } from '#apps/worker/modules.ts';
import { sharedCalculation } from '#apps/worker/shared-calculation.ts';
import { startDeliveries } from '#apps/worker/webhooks.ts';

const LOOK_MS = 1_000;
const SWEEP_MS = 60_000;
const ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 1_000;
/** How long a job waits for an unavailable engine: a restart or a failover takes less. */
const PATIENCE_MS = 600_000;
const AWAY_PAUSE_MS = 1_000;
/** A calculation gives way to readers. */
const PRIORITY = constants.priority.PRIORITY_BELOW_NORMAL;

function now(): string {
  return new Date().toISOString();
}

/** Works until the signal aborts, then finishes its job or leaves it to another worker. */
export async function work(environment: WorkerEnvironment, logger: Logger, signal: AbortSignal): Promise<void> {
  setPriority(PRIORITY);
  const forProjections = await whenAvailable(() => openStoresAt(environment.stores, now), logger);
  const tracing = await tracingOf('worker', environment.telemetryEndpoint, logger);
  await checkLog(environment, forProjections, logger);
  const witnesses = witnessPlaces(environment.stores, environment.audit.checkpoints);
  const operation = watched({ ...forProjections, witnesses, now: () => Date.now() }, environment.readiness, tracing);
  signal.addEventListener('abort', () => {
    operation.lifeCycle.announceStop();
  });
  const queue = await openQueue(environment.jobsUrl, logger, () => Date.now());
  operation.metrics.watchQueue(() => queue.depth());
  operation.readiness.watchQueue(() => queue.depth());
  const { host, workerPort: port } = environment;
  const shown =
    port === undefined
      ? undefined
      : await listening({ port: ['WORKER_PORT', port], host: ['HOST', host] }, () =>
          serveOperation(host, port, operation),
        );
  const uploads = await openUploads(environment.uploads);
  const jobs = await jobsOf(environment, { queue, uploads }, operation, logger);
  const deliveries = await startDeliveries(environment, forProjections.log, operation, logger);
  logger.info({ projections: KEPT_UP.map(({ name }) => name), port: shown?.port }, 'working');
  await Promise.all([
    projectionsKeptUp({ log: operation.log, readStore: forProjections.readStore }, logger, signal),
    uploadsSwept(uploads, forProjections, logger, signal),
    erasuresFinished(jobs.commands, logger, signal),
    checkpointsKept(keeperOf(environment, operation.log, queue), logger, signal),
    aborted(signal).then(() => jobs.runner.stop(environment.jobGraceMs)),
    aborted(signal).then(() => deliveries.stop()),
  ]);
  operation.lifeCycle.stop();
  await shown?.close();
  await queue.close();
  await jobs.close();
  await uploads.close();
  await forProjections.close();
  await tracing.close();
}

function keeperOf(
  { audit, checkpointHours: hours }: WorkerEnvironment,
  log: EventStore,
  queue: JobQueue,
): CheckpointKeeper {
  return new CheckpointKeeper({ log, jobs: new Jobs(log, queue), audit, hours, now });
}

function projectionsKeptUp({ log, readStore }: WatchedStores, logger: Logger, signal: AbortSignal): Promise<void> {
  return keepUp({
    log,
    readStore,
    projections: KEPT_UP,
    signal,
    onFolded: (projection, position) => {
      logger.debug({ projection, position }, 'folded');
    },
    onFailure: (projection, error) => {
      logger.error({ projection, err: error }, 'not folded, tried again');
    },
    onRecovered: (projection) => {
      logger.info({ projection }, 'folded again');
    },
  });
}

interface RunningJobs {
  readonly runner: Runner;
  readonly commands: CommandBus;
  /** Closes the modules with their connection to the stores. */
  readonly close: () => Promise<void>;
}

async function jobsOf(
  { jobLeaseMs, letterhead, audit, stores: paths }: WorkerEnvironment,
  { queue, uploads }: { readonly queue: JobQueue; readonly uploads: Uploads },
  { metrics, tracing }: WatchedService,
  logger: Logger,
): Promise<RunningJobs> {
  const { log: plain, readStore, threads } = await whenAvailable(() => openStoresAt(paths, now), logger);
  const log = new MeasuredEventStore(plain, metrics, tracing);
  const { sumsOf, errands } = sharedCalculation({ log, readStore }, threads, queue, logger);
  const modules = await jobModules(
    new Stores(log, readStore, { sumsOf, threads, witnesses: witnessPlaces(paths, audit.checkpoints) }),
    new Accesses(await openAccessRecord(paths)),
    now,
  );
  const holder = { host: hostname(), pid: process.pid, isAlive };
  const context = { letterhead, audit, stores: paths, holder, now };
  const settings = { commands: modules.get(CommandBus), queries: modules.get(QueryBus), log, uploads, ...context };
  const runner = await runJobs({
    log,
    queue,
    handlers: withKeysOfNow(handlersOf(settings, { metrics, tracing, logger }), settings),
    doneBefore: doneBeforeOf(settings),
    errands,
    worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    // One at a time: a job uses a whole processor; start more workers for more.
    concurrency: 1,
    attempts: ATTEMPTS,
    backoffMs: (attempt) => FIRST_BACKOFF_MS * 2 ** (attempt - 1),
    leaseMs: jobLeaseMs,
    lookMs: LOOK_MS,
    now,
    refusalOf,
    isAway,
    patienceMs: PATIENCE_MS,
    awayPauseMs: AWAY_PAUSE_MS,
    sentenceOf,
    onFailure: (job, error, attempt) => {
      logger.error({ job, attempt, err: error }, 'job failed');
    },
    onBack: (job) => {
      logger.info({ job }, 'job done, the engine that was away answers again');
    },
    onLookFailed: (error) => {
      logger.error({ err: error }, 'could not look for jobs, tried again');
    },
    onLookedAgain: () => {
      logger.info('looks for jobs again');
    },
  });
  return {
    runner,
    commands: settings.commands,
    close: async () => {
      await modules.close();
      await threads.close();
    },
  };
}

/**
 * If an older copy of the keys has restored an erased patient, the erasure is finished first, so that no job shows or counts the patient.
 */
function withKeysOfNow(
  handlers: Readonly<Record<string, JobHandler>>,
  { log, commands }: Pick<HandlerSettings, 'log' | 'commands'>,
): Readonly<Record<string, JobHandler>> {
  const after =
    (handler: JobHandler): JobHandler =>
    async (job, context) => {
      if (await isErasedPatientRestored(log)) await commands.execute(new FinishErasures(finishCommit()));
      return handler(job, context);
    };
  return Object.fromEntries(Object.entries(handlers).map(([kind, handler]) => [kind, after(handler)]));
}

function finishCommit(): Commit {
  const causation = 'erasures finish';
  return { recordedAt: now(), actor: 'worker', correlation: causation, causation };
}

async function uploadsSwept(uploads: Uploads, { log }: OpenStores, logger: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweepUploads(uploads, log, Date.now());
    } catch (error) {
      logger.error({ err: error }, 'uploads not cleared away, tried again');
    }
    await setTimeout(SWEEP_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Finishes erasures that were confirmed and interrupted. */
async function erasuresFinished(commands: CommandBus, logger: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const { ended, isBack, inClear } = await commands.execute(new FinishErasures(finishCommit()));
      if (isBack) logger.info('what named an erased patient again is destroyed');
      if (inClear > 0)
        logger.warn({ events: inClear }, 'the log names an erased patient in clear: carry it over into another');
      if (ended.length > 0) logger.info({ erasures: ended }, 'ended erasures that were cut off');
    } catch (error) {
      logger.error({ err: error }, 'erasures not ended, tried again');
    }
    await setTimeout(SWEEP_MS, undefined, { signal }).catch(() => undefined);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
}
