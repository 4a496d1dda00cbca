/** The HTTP service as a process: reads its environment, opens the stores, listens until it is told to stop. */
import { mkdirSync } from 'node:fs';
import { pino } from 'pino';
import { createApp } from '#apps/api/app.ts';
import { environmentOf } from '#apps/api/environment.ts';
import { Stores } from '#apps/api/stores/stores.module.ts';
import { EnvironmentRefused, MISCONFIGURED } from '#apps/environment.ts';
import { openStoresAt } from '#apps/stores.ts';

try {
  const environment = environmentOf(process.env);
  const logger = pino({ level: environment.logLevel, base: { service: 'api' } });
  mkdirSync(environment.uploads, { recursive: true });
  const { log, readStore } = openStoresAt(environment.stores);
  const app = await createApp(environment, new Stores(log, readStore), logger);
  await app.listen(environment.port, environment.host);
  logger.info({ url: await app.getUrl() }, 'listening');
} catch (error) {
  if (!(error instanceof EnvironmentRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISCONFIGURED;
}
