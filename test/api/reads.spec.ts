/**
 * Reads of the paid experiment, and jobs that make readable results: one service for the files of `reads`, which change nothing that a
 * later one checks.
 */
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
  // Longer than a worker takes to fold a new event, and short enough for a test that waits in vain.
  service = await paidService({ env: { MAX_AFTER_MS: '4000' } });
});
afterAll(() => service.close());

for (const { default: reads } of parts) reads(() => service);
