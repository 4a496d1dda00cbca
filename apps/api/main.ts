/** The HTTP service as a process: reads its environment, opens the stores, listens until it is stopped. */
import { createApp } from '#apps/api/app.ts';
import { type Environment, environmentOf } from '#apps/api/environment.ts';
import { stopperOf } from '#apps/api/health/stop.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { serviceLogger } from '#libs/observability/logger.ts';
import { tracingOf } from '#libs/observability/tracing.ts';
import { listening, makeFolders, start, whenAvailable } from '#libs/runtime/start.ts';
import { openStoresAt } from '#libs/runtime/stores.ts';
import { onTermination } from '#libs/runtime/termination.ts';

async function serve(environment: Environment): Promise<void> {
  makeFolders(environment.folders);
  const { logger, close } = serviceLogger('api', environment.logLevel);
  const { log, readStore } = await whenAvailable(() => openStoresAt(environment.stores), logger);
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
  // To the process that started this one, where it is one of ours.
  process.send?.({ url });
}

await start(() => serve(environmentOf(process.env)));
