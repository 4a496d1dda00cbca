/** Laws of the payment ledger, for any sequence of decisions, runs, answers and withdrawals. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#libs/kernel/domain-error.ts';
import type { Person } from '#libs/event-store/author.ts';
import { balance, envelopeUse, leftToCommit, teamBalance } from '#libs/payments/ledger/balances.ts';
import { type LedgerCommand, paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { receivedTransfers } from '#libs/payments/ledger/received.ts';
import { type Envelope, isOwed } from '#libs/payments/ledger/state.ts';
import type { ChangeAsked } from '#libs/payments/ledger/rules/change-ledger.ts';
import { confirm, propose } from '#test/support/ledger.ts';
import { decisionToPost, dueCents, paymentRun } from '#test/support/payments.ts';
import { recordedEvents } from '#test/support/specification.ts';

const TEAMS = ['A', 'B'];
/** PEPS passes from the first to the second on the fourth day. */
const ENVELOPES = ['E', 'F'];
const MOVES_ON = 3;
const ENVELOPE_CENTS = 3_000n;
const APPROVER: Person = { name: 'bob', assurance: 'asserted', osUser: 'test' };
const RELEASER: Person = { name: 'carol', assurance: 'asserted', osUser: 'test' };
const SECOND: Person = { name: 'yvonne', assurance: 'asserted', osUser: 'test' };
const AT = '2022-01-01T10:00:00.000Z';

type Step =
  | {
      readonly do: 'decide';
      readonly team: number;
      readonly approvedOn: number;
      readonly regularises: boolean;
      readonly parts: readonly { readonly dueOn: number; readonly amount: number }[];
    }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'run'; readonly envelope: number; readonly dueBy: number; readonly exception: boolean }
  | { readonly do: 'answer'; readonly which: number; readonly executed: boolean }
  /** A return that a file announced is confirmed. */
  | { readonly do: 'confirm'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('decide' as const),
    team: fc.nat(1),
    approvedOn: fc.nat(5),
    regularises: fc.boolean(),
    parts: fc.array(
      fc.record({ dueOn: fc.nat(5), amount: fc.integer({ min: -400, max: 900 }).filter((cents) => cents !== 0) }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ do: fc.constant('cancel' as const), which: fc.nat(10) }),
  fc.record({ do: fc.constant('run' as const), envelope: fc.nat(1), dueBy: fc.nat(6), exception: fc.boolean() }),
  fc.record({ do: fc.constant('answer' as const), which: fc.nat(10), executed: fc.boolean() }),
  fc.record({ do: fc.constant('confirm' as const), which: fc.nat(10) }),
);

class Book {
  state = paymentLedger.initial();
  decided = new Map<string, bigint>();

  constructor() {
    this.fund('E', ['PEPS']);
    this.fund('E', [], MOVES_ON);
    this.fund('F', ['PEPS'], MOVES_ON);
    const terms = { kind: 'EXCEED_ENVELOPE', envelope: 'E', amountCents: 500n } as const;
    // X serves a run, Y an approval.
    for (const exception of ['X', 'Y'])
      this.change({ kind: 'EXCEPTION', exception, terms, reason: 'essai' }, `exception:${exception}`);
  }

  fund(envelope: string, schemes: readonly string[], from?: number): void {
    const terms = { envelope, amountCents: ENVELOPE_CENTS, schemes, from };
    this.change({ kind: 'ENVELOPE', ...terms }, `envelope:${envelope}`);
  }

  /** One person proposes the change, another confirms it. */
  change(change: ChangeAsked, proposal: string): void {
    assert.ok(this.run(propose(APPROVER.name, change, {}, AT), APPROVER));
    assert.ok(this.run(confirm(this.state, SECOND.name, proposal, {}, AT), SECOND));
  }

  envelope(name: string): Envelope {
    const found = this.state.envelopes.get(name);
    assert.ok(found, `there is an envelope ${name}`);
    return found;
  }

  /** Whether the rules accept the command. */
  run(command: LedgerCommand, by: Person): boolean {
    let made: readonly LedgerEvent[];
    try {
      made = paymentLedger.decide(command, this.state);
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
    const authored = made.map((event) => ({ event, by, at: AT }));
    for (const event of recordedEvents(paymentLedger.events, 'payment-ledger', authored))
      this.state = paymentLedger.evolve(this.state, event);
    return true;
  }
}

/** The decided amount of each envelope. */
function chargesOf(book: Book): ReadonlyMap<string, bigint> {
  return new Map(ENVELOPES.map((name) => [name, balance(book.envelope(name), 'charges')]));
}

function takeStep(book: Book, what: Step, i: number): void {
  switch (what.do) {
    case 'decide': {
      const team = TEAMS[what.team] ?? '';
      const parts = what.parts.map(({ dueOn, amount }) => ({ dueOn, amountCents: BigInt(amount) }));
      const id = `d${i}`;
      const { approvedOn, regularises } = what;
      const of = { number: regularises ? 1 : 0, team, period: `P${i % 3}`, approvedBy: APPROVER, approvedOn };
      const decision = decisionToPost(id, parts, of);
      const wanted = parts.reduce((sum, { amountCents }) => sum + amountCents, 0n);
      const left = new Map(ENVELOPES.map((name) => [name, leftToCommit(book.state, name, approvedOn)]));
      const charged = chargesOf(book);
      const allowance = { exception: 'Y', usedBy: id };
      if (!book.run({ type: 'postDecision', decision, allowance }, APPROVER)) return;
      book.decided.set(id, wanted);
      const { envelope = '' } = book.state.decisions.get(id) ?? {};
      const exception = book.state.exceptions.get('Y');
      for (const name of ENVELOPES)
        assert.ok(
          name === envelope || charged.get(name) === chargesOf(book).get(name),
          `${name} has nothing to do with it`,
        );
      const permitted = exception?.status === 'used' && exception.usedBy === id ? 500n : 0n;
      assert.ok(wanted <= 0n || wanted <= (left.get(envelope) ?? 0n) + permitted, `${envelope} is not passed`);
      // Posting it again, as a restart would, changes nothing, also when another envelope funds its scheme.
      book.run({ type: 'postDecision', decision: { ...decision, approvedOn: 5 - approvedOn } }, APPROVER);
      return;
    }
    case 'cancel': {
      const id = [...book.decided.keys()][what.which];
      const before = chargesOf(book);
      if (id !== undefined && book.run({ type: 'cancelDecision', decision: id, withdrawnOn: MOVES_ON }, APPROVER))
        book.decided.delete(id);
      for (const [name, cents] of chargesOf(book))
        assert.ok(cents <= (before.get(name) ?? 0n) || cents <= ENVELOPE_CENTS, `${name} is not passed`);
      return;
    }
    case 'run': {
      const asked = { envelope: ENVELOPES[what.envelope] ?? '', run: `r${i}`, dueBy: what.dueBy, teams: TEAMS };
      const run = paymentRun({ ...asked, by: RELEASER, at: AT, exceptions: what.exception ? ['X'] : [] });
      if (book.run(run.prepare, RELEASER))
        assert.ok(book.run(run.release(book.state), RELEASER), 'what was prepared is released');
      return;
    }
    case 'answer': {
      const payment = [...book.state.payments.values()][what.which];
      if (payment === undefined) return;
      const outcome = what.executed ? 'EXECUTED' : 'RETURNED';
      const { endToEndId, amountCents } = payment;
      const entries = [{ id: `a${i}`, endToEndId, outcome, day: 7, amountCents }] as const;
      book.run({ type: 'answer', by: APPROVER, at: AT, message: 'camt.054', entries }, APPROVER);
      return;
    }
    case 'confirm': {
      const proposals = [...book.state.proposals.keys()].filter((id) => id.startsWith('answer:'));
      const id = proposals[what.which % Math.max(1, proposals.length)];
      if (id !== undefined) book.run(confirm(book.state, SECOND.name, id, {}, AT), SECOND);
    }
  }
}

function holds(book: Book): void {
  const { state, decided } = book;
  const envelopes = ENVELOPES.map((name) => book.envelope(name));
  const over = (of: (envelope: Envelope) => bigint): bigint => envelopes.reduce((sum, one) => sum + of(one), 0n);
  for (const envelope of envelopes) {
    const { name } = envelope;
    const sum = [...envelope.balances.values()].reduce((all, cents) => all + cents, 0n);
    assert.equal(sum, 0n, `${name} is balanced`);
    const used = name === 'E' && state.exceptions.get('X')?.status === 'used';
    const { leftCents } = envelopeUse(envelope, MOVES_ON);
    assert.ok(leftCents >= (used ? -500n : 0n), `${name} is not passed`);
    for (const team of TEAMS) {
      const items = [...state.items.values()].filter((item) => item.envelope === name && item.team === team);
      const due = items.reduce((all, item) => all + dueCents(item), 0n);
      assert.equal(-teamBalance(envelope, 'due', team), due, 'what is due is the sum of its items');
      const left = [...state.recoveries.values()]
        .filter(isOwed)
        .filter((one) => one.envelope === name && one.team === team)
        .reduce((all, { leftCents: cents }) => all + cents, 0n);
      assert.equal(teamBalance(envelope, 'to-recover', team), left, 'what is to recover is the sum of its debts');
      const received = receivedTransfers(state)
        .filter((one) => one.envelope === name && one.team === team)
        .reduce((all, { amountCents }) => all + amountCents, 0n);
      assert.equal(-teamBalance(envelope, 'executed', team), received, 'what is paid is the sum of its transfers');
    }
  }
  assert.equal(
    over((envelope) => balance(envelope, 'between')),
    0n,
    'what envelopes owe one another cancels out',
  );
  const total = [...decided.values()].reduce((all, cents) => all + cents, 0n);
  assert.equal(
    over((envelope) => balance(envelope, 'charges')),
    total,
    'what teams cost is what was decided',
  );
  for (const [id, one] of state.items) {
    const paid = [...state.payments.values()].filter(({ item, status }) => item === id && status !== 'RETURNED');
    const sent = paid.reduce((all, { amountCents }) => all + amountCents, 0n);
    assert.ok(sent + dueCents(one) <= one.originalCents, 'nothing is paid twice');
    assert.ok(paid.length <= 1, 'one payment at a time is under way for an item');
  }
}

test('balanced, never overdrawn, no item paid twice, for any sequence of commands', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
      const book = new Book();
      steps.forEach((what, i) => {
        takeStep(book, what, i);
        holds(book);
      });
    }),
    { numRuns: 1_000 },
  );
});

test('does not pay a team without an account, also when its name is a property of objects', () => {
  for (const team of ['C', 'constructor', 'toString', '__proto__']) {
    const book = new Book();
    const parts = [{ dueOn: 1, amountCents: 100n }];
    const decision = decisionToPost('d1', parts, { team, approvedBy: APPROVER });
    expect(book.run({ type: 'postDecision', decision }, APPROVER)).toBe(true);
    const run = (teams: readonly string[]): boolean => {
      const { prepare, release } = paymentRun({ envelope: 'E', run: 'r1', by: RELEASER, at: AT, dueBy: 2, teams });
      return book.run(prepare, RELEASER) && book.run(release(book.state), RELEASER);
    };
    assert.equal(run(TEAMS), false, team);
    assert.equal(book.state.payments.size, 0, team);
    assert.equal(run([team]), true, team);
    assert.equal(book.state.payments.size, 1, team);
  }
});
