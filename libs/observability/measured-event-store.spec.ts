/** A log that is measured is otherwise the log that it measures. */
import { expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { MeasuredEventStore } from '#libs/observability/measured-event-store.ts';
import { Metrics } from '#libs/observability/metrics.ts';
import { ProcessLog, Writes } from '#test/simulation/log/process-log.ts';
import { Product } from '#test/support/product.ts';

test.each([
  ['measured', (of: EventStore) => new MeasuredEventStore(of, new Metrics())],
  ['of a process', (of: EventStore) => new ProcessLog(of, {}, new Writes())],
])('a log %s has the keys of the log within, and is sealed elsewhere as that is', async (_, wrapped) => {
  const { log, ...product } = Product.sealed();
  expect(log.sealedElsewhere).toBeDefined();
  const { keys, sealedElsewhere, links } = wrapped(log);
  expect({ keys, sealedElsewhere, links }).toStrictEqual({
    keys: log.keys,
    sealedElsewhere: log.sealedElsewhere,
    links: log.links,
  });
  await log.close();
  await product.readStore.close();
});
