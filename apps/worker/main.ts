/** The worker as a process: reads its environment, works until it is told to stop. */
import { EnvironmentRefused, MISCONFIGURED, workerEnvironment } from '#apps/environment.ts';
import { serviceLogger } from '#apps/operation/logger.ts';
import { onTermination } from '#apps/termination.ts';
import { work } from '#apps/worker/worker.ts';

try {
  const environment = workerEnvironment(process.env);
  const { logger, close } = serviceLogger('worker', environment.logLevel);
  const stopping = new AbortController();
  // A second signal ends it where it is; another worker goes on with its job.
  onTermination((signal) => {
    logger.info({ signal }, 'stopping');
    stopping.abort();
  });
  await work(environment, logger, stopping.signal);
  logger.info('stopped');
  await close();
} catch (error) {
  if (!(error instanceof EnvironmentRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISCONFIGURED;
}
