/** Metrics are served during failures, and name the missing ones. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { Metrics } from '#libs/observability/metrics.ts';

test('omits and counts the metrics of a queue that does not answer', async () => {
  const metrics = new Metrics();
  let answers = true;
  metrics.watchQueue(async () => {
    if (!answers) throw new Error('no answer');
    return { waiting: 2, running: 1, delayed: 0 };
  });
  metrics.watchProjections(async () => [{ name: 'teams', events: 3, seconds: 1.5 }]);
  const before = await metrics.text();
  for (const line of [
    'decompte_jobs{state="waiting"} 2',
    'decompte_jobs{state="running"} 1',
    'decompte_jobs{state="delayed"} 0',
    'decompte_projection_lag_events{projection="teams"} 3',
    'decompte_projection_lag_seconds{projection="teams"} 1.5',
  ])
    assert.ok(before.includes(`${line}\n`), line);
  answers = false;
  await metrics.text();
  const after = await metrics.text();
  expect(after).not.toContain('decompte_jobs{');
  expect(after).toContain('decompte_projection_lag_events{projection="teams"} 3\n');
  expect(after).toMatch(/^decompte_figures_missing_total\{figure="jobs"\} [12]$/m);
});

test('a figure that does not come in time is missing, and the others are there', async () => {
  const metrics = new Metrics(1);
  metrics.watchQueue(() => new Promise(() => undefined));
  metrics.watchProjections(async () => [{ name: 'teams', events: 3, seconds: 1.5 }]);
  await metrics.text();
  const text = await metrics.text();
  expect(text).not.toContain('decompte_jobs{');
  expect(text).toContain('decompte_projection_lag_events{projection="teams"} 3\n');
  expect(text).toMatch(/^decompte_figures_missing_total\{figure="jobs"\} [12]$/m);
});
