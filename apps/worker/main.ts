/** The worker as a process: keeps the projections up with the log and delivers webhooks until it is told to stop. */
import { pino } from 'pino';
import { keepUp } from '#libs/read-store/keep-up.ts';
import { EnvironmentRefused, MISCONFIGURED, workerEnvironment } from '#apps/environment.ts';
import { KEPT_UP } from '#apps/projections.ts';
import { openStoresAt } from '#apps/stores.ts';
import { startDeliveries } from '#apps/worker/webhooks.ts';

try {
  const environment = workerEnvironment(process.env);
  const logger = pino({ level: environment.logLevel, base: { service: 'worker' } });
  const { log, readStore, close } = openStoresAt(environment.stores);
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      logger.info({ signal }, 'stopping');
      stopping.abort();
    });
  logger.info({ projections: KEPT_UP.map(({ name }) => name) }, 'working');
  const deliveries = startDeliveries(environment, log, logger);
  await keepUp({
    log,
    readStore,
    projections: KEPT_UP,
    signal: stopping.signal,
    onFolded: (projection, position) => {
      logger.debug({ projection, position }, 'folded');
    },
    onFailure: (projection, error) => {
      logger.error({ projection, err: error }, 'not folded, tried again');
    },
  });
  await deliveries.stop();
  await close();
  logger.info('stopped');
} catch (error) {
  if (!(error instanceof EnvironmentRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISCONFIGURED;
}
