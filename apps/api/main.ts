/** The HTTP service as a process: reads its environment, opens the stores, listens until it is told to stop. */
import { mkdirSync } from 'node:fs';
import { createApp } from '#apps/api/app.ts';
import { type Environment, environmentOf } from '#apps/api/environment.ts';
import { stopperOf } from '#apps/api/operation/stop.ts';
import { Stores } from '#apps/api/stores/stores.module.ts';
import { EnvironmentRefused, MISCONFIGURED } from '#apps/environment.ts';
import { serviceLogger } from '#apps/operation/logger.ts';
import { tracingOf } from '#apps/operation/tracing.ts';
import { openStoresAt } from '#apps/stores.ts';
import { onTermination } from '#apps/termination.ts';

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
  const url = await app.getUrl();
  logger.info({ url }, 'listening');
  // To the process that started this one, where it is one of ours.
  process.send?.({ url });
}

try {
  await serve(environmentOf(process.env));
} catch (error) {
  if (!(error instanceof EnvironmentRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISCONFIGURED;
}
