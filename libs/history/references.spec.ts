/** Later events name an event by the exact id of its subject. */
import { expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { namingOf } from '#libs/history/references.ts';

function recorded(type: string, data: object, at = { stream: 'payment-ledger', revision: 3 }): RecordedEvent {
  return { type, data: JSON.stringify(data), ...at } as RecordedEvent;
}

test('a decision is named by its stream and revision, alone or in parts, and not by a longer number', () => {
  const names = namingOf(
    recorded('StatementApproved', { proposal: { digest: 'd' } }, { stream: 'statement-A-2021-Q1', revision: 3 }),
  );
  expect(names('{"decision":"statement-A-2021-Q1@3"}')).toBe(true);
  expect(names('{"item":"statement-A-2021-Q1@3#1"}')).toBe(true);
  expect(names('{"decision":"statement-A-2021-Q1@30"}')).toBe(false);
  expect(names('{"digest":"d"}')).toBe(false);
});

test('a payment is named by its reference, not by the item that another payment pays too', () => {
  const names = namingOf(recorded('PaymentReleased', { item: 'i#1', endToEndId: 'DCPT1' }));
  expect(names('{"endToEndId":"DCPT1","item":"i#1"}')).toBe(true);
  expect(names('{"endToEndId":"DCPT12","item":"i#1"}')).toBe(false);
});

test('a due amount is named by its item, a calculation and its submission by the digest', () => {
  expect(namingOf(recorded('DuePosted', { decision: 'a@1', item: 'a@1#1' }))('{"item":"a@1#1"}')).toBe(true);
  expect(namingOf(recorded('StatementCalculated', { digest: 'f00' }))('{"proposal":{"digest":"f00"}}')).toBe(true);
  expect(namingOf(recorded('StatementSubmitted', { proposal: { digest: 'f00' } }))('{"digest":"f00"}')).toBe(true);
  expect(namingOf(recorded('PhaseBegun', { phase: 'FORFAIT' }))('{"phase":"FORFAIT"}')).toBe(false);
});

test('a debt, a typed answer and a posted decision are named by their ids', () => {
  const [debt, answer] = [
    { decision: 'a@1', recovery: 'a@1#1' },
    { answer: 'x', entries: [] },
  ];
  expect(namingOf(recorded('RecoveryPosted', debt))('{"recovery":"a@1#1","team":"T1"}')).toBe(true);
  expect(namingOf(recorded('RecoveryPosted', debt))('{"decision":"a@1"}')).toBe(false);
  expect(namingOf(recorded('AnswerProposed', answer))('{"answer":"x","payments":["E1"]}')).toBe(true);
  expect(namingOf(recorded('DecisionPosted', { decision: 'a@1', team: 'T1' }))('{"decision":"a@1"}')).toBe(true);
});
