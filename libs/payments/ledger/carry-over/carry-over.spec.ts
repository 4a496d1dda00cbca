/** Former logs, with a stream for each envelope, continue in the one payment ledger: whole, in order, and once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { digestOf } from '#libs/commands/digest.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { commandMetaOf } from '#libs/event-store/typed-event.ts';
import { Feed } from '#libs/feed/feed.ts';
import { type NextCarryOver, carryOver, nextCarryOver } from '#libs/payments/ledger/carry-over/carry-over.ts';
import { type CarryOverPlan, carryOverPlan } from '#libs/payments/ledger/carry-over/plan.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import {
  LEDGER_STREAM,
  cancelPosting,
  decideOnLedger,
  ledgerOf,
  ledgerUnderWay,
} from '#libs/payments/ledger/ledger.ts';
import { due, inForce, posted, recovery, reduced, released, runMade } from '#test/support/ledger.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { decisionToPost } from '#test/support/payments.ts';
import { type Authored, by, person, recordedAs } from '#test/support/specification.ts';

const AT = '2026-01-15T10:00:00.000Z';
const DECISION = 'statement-T1-2021-Q1@3';

/** Ends the process at an append. */
class CutStore extends SqliteEventStore {
  endAt = Infinity;
  appends = 0;

  override append(...asked: Parameters<SqliteEventStore['append']>): ReturnType<SqliteEventStore['append']> {
    this.appends += 1;
    if (this.appends === this.endAt) throw new Error('the process ends here');
    return super.append(...asked);
  }
}

let folder: string;
let log: CutStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carry-over-'));
  log = new CutStore(join(folder, 'events.db'));
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

function author(name: string): Author {
  const meta = { by: person(name), key: `key of ${name}`, at: AT };
  return { meta, commit: { recordedAt: AT, actor: name, correlation: 'c', causation: 'test' } };
}

/** Appends events in their first version, in the form for the stream of an envelope. */
function former(envelope: string, ...events: readonly Authored<LedgerEvent>[]): Promise<void> {
  return formerly(envelope, 'none', ...events);
}

async function formerly(
  envelope: string,
  after: number | 'none',
  ...events: readonly Authored<LedgerEvent>[]
): Promise<void> {
  const stream = `ledger-${envelope}`;
  await log.append(stream, inFormerForm(stream, after, events), after, author('Alice').commit);
}

function inFormerForm(
  stream: string,
  after: number | 'none',
  events: readonly Authored<LedgerEvent>[],
): readonly NewEvent[] {
  return recordedAs(LEDGER_EVENTS, stream, events).map(({ id: index, type, effective, knownOn, data }) => {
    const { envelope: _, debtEnvelope: __, submittedBy: ___, ...rest } = JSON.parse(data) as Record<string, unknown>;
    const id = eventId(type, `${stream} after ${after}: ${index}`);
    if (typeof rest['terms'] === 'object') delete (rest['terms'] as Record<string, unknown>)['from'];
    return { id, type, schemaVersion: 1, effective, knownOn, data: JSON.stringify(rest) };
  });
}

const all = (...events: readonly (LedgerEvent | Authored<LedgerEvent>)[]): readonly Authored<LedgerEvent>[] =>
  events.map((event) => ('event' in event ? event : by('Carol', event)));

/** A statement of PEPS due and paid in FISS, and posted and paid again in FISS-2027, in a run of the same name. */
async function paidTwice(): Promise<void> {
  const paid = [due(DECISION, 10, 100n), runMade('R1', 11, ['DCPT1']), released('DCPT1', `${DECISION}#1`, 11, 100n)];
  await former('FISS', ...all(...inForce({ schemes: ['PEPS', 'IPEP'] }), posted(DECISION), ...paid));
  await former('FISS-2027', ...all(...inForce({}), posted(DECISION), ...paid));
}

async function next(): Promise<NextCarryOver> {
  const found = await nextCarryOver(log, { stream: LEDGER_STREAM, ...(await ledgerUnderWay(log)) });
  if (found === undefined) throw new Error('there is something to carry over');
  return found;
}

async function planned(): Promise<CarryOverPlan> {
  return (await next()).plan;
}

/** Carries over what is to be carried over now, by the code of a plan. */
async function carry({ code }: CarryOverPlan): Promise<void> {
  const { revision } = await ledgerUnderWay(log);
  await carryOver(log, { stream: LEDGER_STREAM, revision }, { next: await next(), code }, author('Dora'));
}

test('a log without former streams has no event to carry over', async () => {
  expect(await nextCarryOver(log, { stream: LEDGER_STREAM, ...(await ledgerUnderWay(log)) })).toBeUndefined();
  expect((await ledgerOf(log)).envelopes.size).toBe(0);
});

test('the ledger is neither read nor changed before its former streams are carried over', async () => {
  await former('FISS', ...all(...inForce({})));
  const refusal = { code: 'LEDGER_NOT_CARRIED_OVER', data: { envelopes: ['FISS'] } };
  await expect(ledgerOf(log)).rejects.toMatchObject(refusal);
  const command = { type: 'cancelDecision', decision: 'd1', withdrawnOn: 0 } as const;
  await expect(decideOnLedger(log, command, author('Alice'))).rejects.toMatchObject(refusal);
  await carry(await planned());
  expect((await ledgerOf(log)).envelopes.get('FISS')?.terms).toStrictEqual([
    { from: null, amountCents: 1_000n, schemes: ['PEPS'] },
  ]);
});

test('an instalment gets the submitter of its decision, as they may not release it', async () => {
  await former('FISS', ...all(...inForce({}), posted(DECISION), due(DECISION, 10, 100n)));
  const events = await log.readStream('ledger-FISS');
  const submitterIn = (submitters: ReadonlyMap<string, Person>) =>
    carryOverPlan(events, submitters)
      .copies.filter(({ type }) => type === 'DuePosted')
      .map(({ data }) => (JSON.parse(data) as { submittedBy: Person | null }).submittedBy);
  expect(submitterIn(new Map([[DECISION, person('Emma')]]))).toStrictEqual([person('Emma')]);
  expect(submitterIn(new Map())).toStrictEqual([null]);
});

test('items, debts and balances are as they were, in the envelope that was their stream', async () => {
  const other = 'statement-T1-2021-Q1@5';
  await former('FISS', ...all(...inForce({}), posted(DECISION), due(DECISION, 10, 100n)));
  await former(
    'FIR',
    ...all(...inForce({ schemes: ['IPEP'] }), posted(other), due(other, 20, 70n), recovery(other, 30n, `${other}#2`)),
  );
  const plan = await planned();
  expect(plan.apart).toStrictEqual([]);
  expect(plan.balances.every(({ beforeCents, afterCents }) => beforeCents === afterCents)).toBe(true);
  await carry(plan);
  const { items, recoveries } = await ledgerOf(log);
  expect([...items.values()].map(({ id, envelope, status }) => [id, envelope, status])).toStrictEqual([
    [`${DECISION}#1`, 'FISS', 'due'],
    [`${other}#1`, 'FIR', 'due'],
  ]);
  expect(recoveries.get(`${other}#2`)).toMatchObject({ envelope: 'FIR', status: 'owed', leftCents: 30n });
});

test('events keep their authors and the day they were known, and name their origin', async () => {
  await former('FISS', ...all(...inForce({})));
  await carry(await planned());
  const events = (await log.readStream(LEDGER_STREAM)).map((event) => LEDGER_EVENTS.read(event));
  expect(events.map((event) => [event.type, commandMetaOf(event).by.name])).toStrictEqual([
    ['LedgerCarriedOver', 'Dora'],
    ['EnvelopeProposed', 'Alice'],
    ['EnvelopeConfirmed', 'Bob'],
  ]);
  expect(events.at(-1)?.meta.command?.carriedFrom).toStrictEqual({ stream: 'ledger-FISS', revision: 1 });
  expect(events.at(-1)?.meta.knownOn).toBe('2026-01-15');
});

test('a decision posted in two envelopes, its payments, and a run name used twice are kept apart', async () => {
  await paidTwice();
  const plan = await planned();
  expect(plan.apart.map(({ kind, id, envelope, keptBy, as }) => [kind, id, envelope, keptBy, as])).toStrictEqual([
    ['decision', DECISION, 'FISS-2027', 'FISS', `${DECISION}~FISS-2027`],
    ['run', 'R1', 'FISS-2027', 'FISS', 'R1-FISS-2027'],
    ['payment', 'DCPT1', 'FISS-2027', 'FISS', expect.stringMatching(/^DCPT[0-9A-F]{24}$/)],
  ]);
  expect(plan.fundedTwice).toStrictEqual([{ scheme: 'PEPS', envelope: 'FISS', from: null, alsoBy: 'FISS-2027' }]);
  await carry(plan);
  const { items, runs, payments, carryOver: done } = await ledgerOf(log);
  expect([...items.keys()]).toStrictEqual([`${DECISION}#1`, `${DECISION}~FISS-2027#1`]);
  expect([...runs.values()].map(({ id, envelope }) => [id, envelope])).toStrictEqual([
    ['R1', 'FISS'],
    ['R1-FISS-2027', 'FISS-2027'],
  ]);
  expect([...payments.values()].map(({ run, status }) => [run, status])).toStrictEqual([
    ['R1', 'RELEASED'],
    ['R1-FISS-2027', 'RELEASED'],
  ]);
  expect(done?.apart).toStrictEqual(plan.apart);
});

test('the reduction of a decision follows it to its other name', async () => {
  const second = 'statement-T1-2021-Q1@5';
  const events = [posted(DECISION), due(DECISION, 10, 100n), posted(second), reduced(`${DECISION}#1`, second, 40n)];
  await former('FISS', ...all(...inForce({}), ...events));
  await former('FIR', ...all(...inForce({ schemes: ['IPEP'] }), ...events));
  await carry(await planned());
  const { decisions, items } = await ledgerOf(log);
  expect(decisions.get(`${second}~FIR`)).toMatchObject({ envelope: 'FIR', reducedCents: 40n });
  expect(items.get(`${DECISION}~FIR#1`)).toMatchObject({ envelope: 'FIR', dueCents: 60n });
});

test('the code of another plan is refused, and no event is written', async () => {
  await former('FISS', ...all(...inForce({})));
  const plan = await planned();
  await former('FIR', ...all(...inForce({ schemes: ['IPEP'] })));
  await expect(carry(plan)).rejects.toMatchObject({ code: 'CARRY_OVER_CHANGED' });
  expect(await log.readStream(LEDGER_STREAM)).toStrictEqual([]);
});

test('continues from the point of an interruption, and the ledger is closed until then', async () => {
  const decisions = Array.from({ length: 400 }, (_, i) => posted(`statement-T1-2021-Q1@${i}`));
  await former('FISS', ...all(...inForce({}), ...decisions));
  const plan = await planned();
  log.endAt = log.appends + 2;
  await expect(carry(plan)).rejects.toThrow('the process ends here');
  await expect(ledgerOf(log)).rejects.toMatchObject({ code: 'LEDGER_NOT_CARRIED_OVER' });
  await carry(await planned());
  expect((await ledgerOf(log)).decisions.size).toBe(400);
  expect((await log.readStream(LEDGER_STREAM)).length).toBe(403);
});

test('what a former program writes after the carry-over stops the next change, and is named', async () => {
  await former('FISS', ...all(...inForce({})));
  await carry(await planned());
  const written = all(posted(DECISION), due(DECISION, 10, 100n));
  await formerly('FISS', 1, ...written);
  await former('FIR', ...all(...inForce({ schemes: ['IPEP'] })));
  const post = () =>
    decideOnLedger(
      log,
      { type: 'postDecision', decision: decisionToPost(DECISION, [{ dueOn: 10, amountCents: 100n }]) },
      author('Erin'),
    );
  const streams = [
    { envelope: 'FISS', events: 2 },
    { envelope: 'FIR', events: 2 },
  ];
  await expect(post()).rejects.toMatchObject({ code: 'FORMER_LEDGER_WRITTEN', data: { streams } });
  expect((await ledgerOf(log)).decisions.size).toBe(0);
});

test('what a former program writes beside a ledger that began without any stops the next change', async () => {
  await envelopeInPlace(
    log,
    'FIR',
    { amountCents: 1_000n, schemes: ['IPEP'] },
    { first: author('Alice'), second: author('Bob') },
  );
  await former('FISS', ...all(...inForce({})));
  const again = envelopeInPlace(
    log,
    'FIR',
    { amountCents: 2_000n, schemes: ['IPEP'] },
    { first: author('Carol'), second: author('Dan') },
  );
  const data = { streams: [{ envelope: 'FISS', events: 2 }] };
  await expect(again).rejects.toMatchObject({ code: 'FORMER_LEDGER_WRITTEN', data });
});

test('a carry-over that was cut off ends with what it announced, though a former program wrote since', async () => {
  const decisions = Array.from({ length: 400 }, (_, i) => posted(`statement-T1-2021-Q1@${i}`));
  await former('FISS', ...all(...inForce({}), ...decisions));
  log.endAt = log.appends + 2;
  await expect(carry(await planned())).rejects.toThrow('the process ends here');
  await formerly('FISS', 401, ...all(posted(DECISION)));
  await carry(await planned());
  expect((await ledgerOf(log)).carryOver).toMatchObject({ events: 402, carried: 402 });
  expect((await planned()).streams).toStrictEqual([{ envelope: 'FISS', events: 1 }]);
});

const SECOND = 'statement-T2-2021-Q1@3';

test('what a former program wrote since is carried over too, and then the ledger goes on', async () => {
  await former('FISS', ...all(...inForce({}), posted(DECISION), due(DECISION, 10, 100n)));
  await carry(await planned());
  await decideOnLedger(
    log,
    { type: 'postDecision', decision: decisionToPost(SECOND, [{ dueOn: 10, amountCents: 70n }]) },
    author('Erin'),
  );
  // Another envelope began meanwhile, and the first one paid.
  await formerly('FISS', 3, ...all(runMade('R1', 11, ['DCPT1']), released('DCPT1', `${DECISION}#1`, 11, 100n)));
  await former('FIR', ...all(...inForce({ schemes: ['IPEP'] })));
  const plan = await planned();
  expect([plan.streams, plan.apart, plan.contradictions]).toStrictEqual([
    [
      { envelope: 'FISS', events: 2 },
      { envelope: 'FIR', events: 2 },
    ],
    [],
    [],
  ]);
  expect(plan.balances.every(({ beforeCents, afterCents }) => beforeCents === afterCents)).toBe(true);
  log.endAt = log.appends + 1;
  await expect(carry(plan)).rejects.toThrow('the process ends here');
  await carry(plan);
  const { payments, envelopes, carryOver: done } = await ledgerOf(log);
  expect([...payments.values()].map(({ item, status }) => [item, status])).toStrictEqual([
    [`${DECISION}#1`, 'RELEASED'],
  ]);
  expect([...envelopes.keys()]).toStrictEqual(['FISS', 'FIR']);
  expect(done).toMatchObject({ events: 8, carried: 8 });
  const third = decisionToPost('statement-T3-2021-Q1@3', [{ dueOn: 10, amountCents: 30n }]);
  await decideOnLedger(log, { type: 'postDecision', decision: third }, author('Carla'));
  expect((await ledgerOf(log)).decisions.size).toBe(3);
});

test('a later carry-over that was cut off among its copies goes on where it was', async () => {
  await former('FISS', ...all(...inForce({})));
  await carry(await planned());
  await formerly('FISS', 1, ...all(...Array.from({ length: 400 }, (_, i) => posted(`statement-T1-2021-Q1@${i}`))));
  const plan = await planned();
  log.endAt = log.appends + 2;
  await expect(carry(plan)).rejects.toThrow('the process ends here');
  await expect(ledgerOf(log)).rejects.toMatchObject({ code: 'LEDGER_NOT_CARRIED_OVER' });
  expect((await planned()).code).toBe(plan.code);
  await carry(plan);
  const { decisions, carryOver: done } = await ledgerOf(log);
  expect([decisions.size, done?.carried, done?.events]).toStrictEqual([400, 402, 402]);
});

test('a decision that both programs posted is kept apart, with what the former one made of it', async () => {
  await former('FISS', ...all(...inForce({})));
  await carry(await planned());
  const decision = decisionToPost(DECISION, [{ dueOn: 10, amountCents: 100n }]);
  await decideOnLedger(log, { type: 'postDecision', decision }, author('Erin'));
  const paid = [due(DECISION, 10, 100n), runMade('R1', 11, ['DCPT1']), released('DCPT1', `${DECISION}#1`, 11, 100n)];
  await formerly('FISS', 1, ...all(posted(DECISION), ...paid));
  const { apart, contradictions } = await planned();
  expect(apart).toStrictEqual([
    { kind: 'decision', id: DECISION, envelope: 'FISS', keptBy: 'FISS', as: `${DECISION}~FISS` },
  ]);
  expect(contradictions).toStrictEqual([]);
  await carry(await planned());
  const { items, payments } = await ledgerOf(log);
  expect([...items.keys()]).toStrictEqual([`${DECISION}#1`, `${DECISION}~FISS#1`]);
  expect([...payments.values()].map(({ item }) => item)).toStrictEqual([`${DECISION}~FISS#1`]);
});

test('a decision is cancelled although its former posting, which is kept apart, was cancelled by the same person', async () => {
  await former('FISS', ...all(...inForce({})));
  await carry(await planned());
  const decision = decisionToPost(DECISION, [{ dueOn: 10, amountCents: 100n }]);
  await decideOnLedger(log, { type: 'postDecision', decision }, author('Erin'));
  await formerly('FISS', 1, ...all(posted(DECISION), due(DECISION, 10, 100n)));
  // The key of a cancellation names its decision.
  const key = `cancel ${DECISION}`;
  const command = { key, digest: digestOf({ type: 'cancelDecision', key }), meta: { ...author('Erin').meta, key } };
  const cancelled = all(
    { type: 'DecisionCancelled', effective: 'x', data: { envelope: 'FISS', decision: DECISION } },
    reduced(`${DECISION}#1`, 'withdrawn', 100n),
  );
  const written = inFormerForm('ledger-FISS', 3, cancelled).map((event) => ({
    ...event,
    data: JSON.stringify({ ...(JSON.parse(event.data) as object), command }),
  }));
  await log.append('ledger-FISS', written, 3, author('Erin').commit);
  await carry(await planned());
  expect(await cancelPosting(log, DECISION, author('Erin'))).toBeUndefined();
  const { decisions } = await ledgerOf(log);
  expect([...decisions].map(([id, { status }]) => [id, status])).toStrictEqual([
    [DECISION, 'cancelled'],
    [`${DECISION}~FISS`, 'cancelled'],
  ]);
});

test('nothing is carried over of what contradicts the ledger: it took back what the former program paid', async () => {
  await former('FISS', ...all(...inForce({}), posted(DECISION), due(DECISION, 10, 100n)));
  await carry(await planned());
  await decideOnLedger(log, { type: 'cancelDecision', decision: DECISION, withdrawnOn: 10 }, author('Erin'));
  const before = await log.readStream(LEDGER_STREAM);
  const item = `${DECISION}#1`;
  await formerly('FISS', 3, ...all(runMade('R1', 11, ['DCPT1']), released('DCPT1', item, 11, 100n)));
  expect((await planned()).contradictions).toMatchObject([
    { kind: 'item', id: item, envelope: 'FISS', type: 'PaymentReleased', since: { type: 'DueReduced' } },
  ]);
  await expect(carry(await planned())).rejects.toMatchObject({ code: 'CARRY_OVER_CONTRADICTED' });
  expect(await log.readStream(LEDGER_STREAM)).toStrictEqual(before);
});

test('a payment is published once, as it was recorded first', async () => {
  await paidTwice();
  const payments = async (): Promise<readonly (readonly [string, number])[]> => {
    const { events } = await new Feed(log, 'urn:test').read({ after: 0, limit: 100 });
    return events.map(({ type, position }) => [type, position] as const);
  };
  const before = await payments();
  expect(before.map(([type]) => type)).toStrictEqual(['fr.decompte.payment.released', 'fr.decompte.payment.released']);
  await carry(await planned());
  expect(await payments()).toStrictEqual(before);
});

test('no decision is posted of a scheme that two former envelopes fund, until one has other terms', async () => {
  await paidTwice();
  await carry(await planned());
  const decision = decisionToPost('statement-T1-2021-Q2@3', [{ dueOn: 10, amountCents: 100n }]);
  const post = () => decideOnLedger(log, { type: 'postDecision', decision }, author('Erin'));
  await expect(post()).rejects.toMatchObject({ code: 'SCHEME_FUNDED_TWICE' });
  const people = { first: author('Alice'), second: author('Bob') };
  await envelopeInPlace(log, 'FISS', { amountCents: 1_000n, schemes: ['IPEP'] }, people);
  await post();
  expect((await ledgerOf(log)).decisions.get(decision.decision)?.envelope).toBe('FISS-2027');
});
