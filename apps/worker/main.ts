/** The worker as a process: keeps the projections up with the log until it is told to stop. */
import { constants, setPriority } from 'node:os';
import { keepUp } from '#libs/read-store/keep-up.ts';
import { type CommonEnvironment, EnvironmentRefused, MISCONFIGURED, workerEnvironment } from '#apps/environment.ts';
import { serviceLogger } from '#apps/operation/logger.ts';
import { serveOperation } from '#apps/operation/operation-server.ts';
import { tracingOf } from '#apps/operation/tracing.ts';
import { watched } from '#apps/operation/watched.ts';
import { KEPT_UP } from '#apps/projections.ts';
import { openStoresAt } from '#apps/stores.ts';

/** A calculation takes the time that those who read leave it. */
const PRIORITY = constants.priority.PRIORITY_BELOW_NORMAL;
/** Whoever watches over the worker is another process, or another machine of the same network. */
const EVERYWHERE = '0.0.0.0';

async function work(environment: CommonEnvironment): Promise<void> {
  setPriority(PRIORITY);
  const { logger, close: closeLog } = serviceLogger('worker', environment.logLevel);
  const stores = openStoresAt(environment.stores);
  const tracing = await tracingOf('worker', environment.telemetryEndpoint, logger);
  const operation = watched(stores, environment.readiness, tracing);
  const { log, lifeCycle } = operation;
  const port = environment.workerPort;
  const shown = port === undefined ? undefined : await serveOperation(EVERYWHERE, port, operation);
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      logger.info({ signal }, 'stopping');
      lifeCycle.announceStop();
      stopping.abort();
    });
  logger.info({ projections: KEPT_UP.map(({ name }) => name), port: shown?.port }, 'working');
  await keepUp({
    log,
    readStore: stores.readStore,
    projections: KEPT_UP,
    signal: stopping.signal,
    onFolded: (projection, position) => {
      logger.debug({ projection, position }, 'folded');
    },
    onFailure: (projection, error) => {
      logger.error({ projection, err: error }, 'not folded, tried again');
    },
  });
  lifeCycle.stop();
  await shown?.close();
  await stores.close();
  await tracing.close();
  logger.info('stopped');
  await closeLog();
}

try {
  await work(workerEnvironment(process.env));
} catch (error) {
  if (!(error instanceof EnvironmentRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISCONFIGURED;
}
