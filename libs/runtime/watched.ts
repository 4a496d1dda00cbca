/** Makes the watchers of a process (metrics, life cycle, readiness) from its stores, for the API and the worker alike. */
import { Continuity, type WitnessPlaces } from '#libs/continuity/continuity.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { isErasedPatientRestored } from '#libs/erasure/erased-patient-restored.ts';
import { LifeCycle } from '#libs/observability/life-cycle.ts';
import { MeasuredEventStore } from '#libs/observability/measured-event-store.ts';
import { Metrics } from '#libs/observability/metrics.ts';
import { ProjectionWatch } from '#libs/observability/projection-watch.ts';
import { Readiness, type Thresholds } from '#libs/observability/readiness.ts';
import type { Tracing } from '#libs/observability/spans.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { isDamaged } from '#libs/runtime/stores.ts';
import { KEPT_UP } from '#libs/runtime/projections.ts';

export interface WatchedService {
  /** The log, measured and traced. */
  readonly log: EventStore;
  readonly metrics: Metrics;
  readonly lifeCycle: LifeCycle;
  readonly readiness: Readiness;
  readonly tracing: Tracing;
}

export interface WatchedStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

interface WatchedWitnesses extends WatchedStores {
  /** Ms since 1970. */
  readonly now: () => number;
  readonly witnesses: WitnessPlaces;
}

export function watched(
  { log, readStore, witnesses, now }: WatchedWitnesses,
  thresholds: Thresholds,
  tracing: Tracing,
): WatchedService {
  const metrics = new Metrics();
  const lifeCycle = new LifeCycle();
  const watch = new ProjectionWatch({ log, readStore, projections: KEPT_UP, now });
  metrics.watchProjections(() => watch.lags());
  const continuity = new Continuity({ log, readStore, ...witnesses });
  const readiness = new Readiness({
    ...{ log, watch, lifeCycle, continuity, isDamaged, thresholds, say: sentenceOf },
    isErasedPatientRestored: () => isErasedPatientRestored(log),
  });
  return { log: new MeasuredEventStore(log, metrics, tracing), metrics, lifeCycle, readiness, tracing };
}
