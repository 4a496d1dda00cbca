/** The worker process: reads its environment and works until it is stopped. */
import { type WorkerEnvironment, workerEnvironment } from '#libs/runtime/environment.ts';
import { serviceLogger } from '#libs/observability/logger.ts';
import { keepFilesPrivate } from '#libs/runtime/private-files.ts';
import { makeFolders, start } from '#libs/runtime/start.ts';
import { sweepThrowAwayFolders } from '#libs/runtime/throw-away-folders.ts';
import { onTermination } from '#libs/runtime/termination.ts';
import { work } from '#apps/worker/worker.ts';

async function run(environment: WorkerEnvironment): Promise<void> {
  keepFilesPrivate();
  sweepThrowAwayFolders();
  makeFolders(environment.folders);
  const { logger, close } = serviceLogger('worker', environment.logLevel);
  for (const warning of environment.warnings) logger.warn({ warning }, 'refused in production');
  const stopping = new AbortController();
  // A second signal ends it at once; another worker continues its job.
  onTermination((signal) => {
    logger.info({ signal }, 'stopping');
    stopping.abort();
  });
  await work(environment, logger, stopping.signal);
  logger.info('stopped');
  await close();
}

await start(() => run(workerEnvironment(process.env)));
