/** Reads of the paid experiment: one service for the files of `reads`, which change nothing that another looks at. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll } from '@jest/globals';
import { paidService } from '#test/support/paid-service.ts';
import type { Service } from '#test/support/service.ts';

export type Reads = (started: () => Service) => void;

const files = readdirSync(new URL('reads', import.meta.url)).sort();
const parts = await Promise.all(
  files.map((file) => import(`#test/api/reads/${file}`) as Promise<{ readonly default: Reads }>),
);

let service: Service;
beforeAll(async () => {
  // Nothing is read that is not folded yet, but what a test waits for in vain.
  service = await paidService({ workers: 0, env: { MAX_AFTER_MS: '1000' } });
});
afterAll(() => service.close());

for (const { default: reads } of parts) reads(() => service);
