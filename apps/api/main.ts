/** The HTTP service as a process: reads its environment, opens the stores, listens until it is stopped. */
import { createApp } from '#apps/api/app.ts';
import { now } from '#apps/api/clock.ts';
import { type Environment, environmentOf } from '#apps/api/environment.ts';
import { stopperOf } from '#apps/api/health/stop.ts';
import { ReadAhead } from '#apps/api/read-ahead.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { boundHeapGrowth } from '#libs/threads/heap-growth.ts';
import { serviceLogger } from '#libs/observability/logger.ts';
import { tracingOf } from '#libs/observability/tracing.ts';
import { keepFilesPrivate } from '#libs/runtime/private-files.ts';
import { listening, checkLog, makeFolders, start, whenAvailable } from '#libs/runtime/start.ts';
import { openServedStoresAt } from '#libs/runtime/stores.ts';
import { onTermination } from '#libs/runtime/termination.ts';

/** Percent: little is enough for a service that runs beside its worker (docs/performance.md). */
const HEAP_GROWTH = 30;

async function serve(environment: Environment): Promise<void> {
  boundHeapGrowth(HEAP_GROWTH);
  keepFilesPrivate();
  makeFolders(environment.folders);
  const { logger, close } = serviceLogger('api', environment.logLevel);
  for (const warning of environment.warnings) logger.warn({ warning }, 'refused in production');
  const { log, readStore } = await whenAvailable(() => openServedStoresAt(environment.stores, now), logger);
  await checkLog(environment, { log, readStore }, logger);
  const tracing = await tracingOf('api', environment.telemetryEndpoint, logger);
  const app = await createApp(environment, new Stores(log, readStore), logger, tracing);
  const stop = stopperOf(app, logger, environment.stop);
  const end = async (): Promise<void> => {
    try {
      await stop();
      await tracing.close();
    } finally {
      await close();
    }
  };
  onTermination(() => {
    void end();
  });
  const { port, host } = environment;
  await listening({ port: ['PORT', port], host: ['HOST', host] }, () => app.listen(port, host));
  const url = await app.getUrl();
  logger.info({ url }, 'listening');
  app.get(ReadAhead).begin(logger);
  // Tells the address to the process that started this one, if it is `serve`.
  process.send?.({ url });
}

await start(() => serve(environmentOf(process.env)));
