/** A published payment names its statement, whichever rule made the item that it pays. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { isFormerTeamName } from '#libs/facts/identifiers.ts';
import { toCloudEvent } from '#libs/feed/cloud-event.ts';
import { LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { COMMIT } from '#test/support/commit.ts';
import { released } from '#test/support/ledger.ts';

function publishedPeriod(item: string): unknown {
  const event = released('E1', item, 20_000, 100n);
  const { schemaVersion, json } = LEDGER_EVENTS.write(event);
  const recorded: RecordedEvent = {
    ...{ id: '0'.repeat(32), type: event.type, effective: event.effective, schemaVersion, data: JSON.stringify(json) },
    ...{ stream: 'payment-ledger', revision: 1, position: 2, commit: 1, knownOn: '2026-01-15' },
  };
  return toCloudEvent(recorded, { source: 'urn:test', commit: COMMIT, history: [] })?.data;
}

/** A part of a decision, one of a decision kept apart, and the amount that undoing one made due again. */
const ENDS = ['#1', '#12', '~FIR-2024#2', '~FIR#due-again'];
const NAMES = fc
  .oneof(fc.string({ minLength: 1 }), fc.constantFrom('T-2021-Q1@3', 'T#1', 'T~2020'))
  .filter(isFormerTeamName);

test('the period of a payment is that of the decision of its item', () => {
  fc.assert(
    fc.property(NAMES, fc.constantFrom('2023-Q2', '2022'), fc.constantFrom(...ENDS), (team, period, end) => {
      expect(publishedPeriod(`statement-${team}-${period}@5${end}`)).toMatchObject({ period });
    }),
  );
});
