/** The HTTP service as a process: reads its environment, opens the stores, listens until it is told to stop. */
import { mkdirSync } from 'node:fs';
import { createApp } from '#apps/api/app.ts';
import { type Environment, environmentOf } from '#apps/api/environment.ts';
import { onTermination, stopperOf } from '#apps/api/operation/stop.ts';
import { Stores } from '#apps/api/stores/stores.module.ts';
import { EnvironmentRefused, MISCONFIGURED } from '#apps/environment.ts';
import { serviceLogger } from '#apps/operation/logger.ts';
import { tracingOf } from '#apps/operation/tracing.ts';
import { openStoresAt } from '#apps/stores.ts';

async function serve(environment: Environment): Promise<void> {
  const { logger, close } = serviceLogger('api', environment.logLevel);
  mkdirSync(environment.uploads, { recursive: true });
  const { log, readStore } = openStoresAt(environment.stores);
  const tracing = await tracingOf('api', environment.telemetryEndpoint, logger);
  const app = await createApp(environment, new Stores(log, readStore), logger, tracing);
  const stop = stopperOf(app, logger, environment.stop);
  onTermination(() => {
    void stop()
      .then(() => tracing.close())
      .finally(close);
  });
  await app.listen(environment.port, environment.host);
  logger.info({ url: await app.getUrl() }, 'listening');
}

try {
  await serve(environmentOf(process.env));
} catch (error) {
  if (!(error instanceof EnvironmentRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISCONFIGURED;
}
