/** The events of an erasure that is completed, without a patient: for tests of what the log and the keys say of it. */
import { erasureStream } from '#libs/erasure/erasures.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { COMMIT } from '#test/support/commit.ts';
import { metaOf } from '#test/support/experiment.ts';

export async function recordCompletedErasure(log: EventStore, reference: string): Promise<void> {
  const effects = { facts: 1, rowsSetAside: 0, decided: 0, open: 0 };
  const content = { reference, ground: 'REQUEST', reason: 'demande', ...effects };
  const events = [
    ['ErasureProposed', content],
    ['ErasureConfirmed', content],
    ['ErasureBegun', { reference, references: [reference] }],
    ['ErasureCompleted', { reference, keys: 1 }],
  ] as const;
  const recorded = events.map(([type, of]) => {
    const meta = metaOf('Alice');
    const data = JSON.stringify({ ...of, command: { key: meta.key, digest: '', meta } });
    return { id: eventId(type, data), type, schemaVersion: 1, effective: '2026', knownOn: '2026-01-01', data };
  });
  await log.append(erasureStream(erasureIdOf(reference)), recorded, 'none', COMMIT);
}
