/** Laws of money: every reading of it gives the same cents. */
import assert from 'node:assert/strict';
import { closeOutOf } from '#libs/closing/close-out.ts';
import { ExplainPayment, ExplainPaymentHandler } from '#libs/explain/queries/explain-payment.ts';
import { Feed } from '#libs/feed/feed.ts';
import { ledgerHistory } from '#libs/history/of-decisions.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { ReadDecisionLetter, ReadDecisionLetterHandler } from '#libs/letters/queries/read-decision-letter.ts';
import { yearOfTeam } from '#libs/letters/year.ts';
import { teamBalance } from '#libs/payments/ledger/balances.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type AccountKind, accountKindOf } from '#libs/payments/ledger/posting.ts';
import { paidSumsOf } from '#libs/payments/ledger/queries/find-paid.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { decidedLines, decisionId, total } from '#libs/statements/workflow/decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { LEDGER_ACCOUNTS } from '#libs/week/chart-of-accounts.ts';
import { generalLedger } from '#libs/week/general-ledger.ts';
import { type Life, RANGE } from '#test/lives/life.ts';

const YEARS = Array.from({ length: 10 }, (_, i) => 2020 + i);
const LETTERHEAD = { sender: undefined, contact: undefined, appeal: undefined };

async function teamsOf({ product }: Life): Promise<ReadonlyMap<string, readonly StatementState[]>> {
  return Map.groupBy(await loadStatements(product, { range: RANGE }), ({ team }) => team);
}

function decidedCents(states: readonly StatementState[]): bigint {
  return sumCentsOf(states, ({ decisions }) => total(decidedLines(decisions)));
}

function balanceOf({ envelopes }: PaymentLedger, kind: AccountKind, team: string): bigint {
  return sumCentsOf([...envelopes.values()], (envelope) => teamBalance(envelope, kind, team));
}

/** Of each team, what is decided and posted is its cost, and what it has, gets or owes. */
export async function teamsHaveWhatIsDecided(life: Life): Promise<void> {
  const ledger = await ledgerOf(life.product.log);
  for (const [team, own] of await teamsOf(life)) {
    const posted = own.flatMap((one) =>
      one.decisions.filter((each) => ledger.decisions.get(decisionId(one, each))?.status === 'posted'),
    );
    const decided = sumCentsOf(posted, ({ lines }) => total(lines));
    assert.equal(balanceOf(ledger, 'charges', team), decided, `the cost of ${team}`);
    const has = own
      .map((one) => paidSumsOf(ledger, one))
      .map(({ paidCents, atBankCents, dueCents, owedCents }) => paidCents + atBankCents + dueCents - owedCents);
    assert.equal(
      sumCentsOf(has, (cents) => cents) - balanceOf(ledger, 'repaid', team),
      decided,
      `the money of ${team}`,
    );
    for (const kind of ['due', 'released', 'executed'] as const)
      assert.ok(balanceOf(ledger, kind, team) <= 0n, `${kind} of ${team}`);
    for (const kind of ['to-recover', 'demanded', 'repaid'] as const)
      assert.ok(balanceOf(ledger, kind, team) >= 0n, `${kind} of ${team}`);
  }
}

/** The final statement, the letters of the years and those of the decisions have the sums of the ledger. */
export async function papersSayTheSame(life: Life): Promise<void> {
  const { log } = life.product;
  const { regulation } = await life.inForce.current();
  const ledger = await ledgerOf(log);
  for (const [name, own] of await teamsOf(life)) {
    const asOf = { lastDay: life.day, regulation, isProposed: false };
    const closeOut = await closeOutOf(life.product, { kind: 'TEAM', name }, asOf);
    const paid = own.map((one) => paidSumsOf(ledger, one));
    const paidCents = sumCentsOf(paid, (one) => one.paidCents);
    assert.deepEqual(
      [closeOut.decidedCents, closeOut.paidCents, closeOut.recoveredCents],
      [decidedCents(own), paidCents, sumCentsOf(paid, ({ recoveredCents }) => recoveredCents)],
      `the final statement of ${name}`,
    );
    const years = (await Promise.all(YEARS.map((year) => yearOfTeam(log, name, year)))).flatMap((year) => year ?? []);
    const [received, decided] = [years.flatMap(({ payments }) => payments), years.flatMap(({ periods }) => periods)];
    assert.equal(
      sumCentsOf(received, ({ amountCents }) => amountCents),
      paidCents,
      `the years of ${name}`,
    );
    const lettered = decided.flatMap((period) => period.decided.map(({ decision }) => decision));
    assert.equal(
      sumCentsOf(lettered, ({ lines }) => total(lines)),
      decidedCents(own),
      `the years of ${name}`,
    );
  }
}

export async function lettersSayWhatIsDecided(life: Life): Promise<void> {
  const handler = new ReadDecisionLetterHandler(life.served);
  for (const { team, period, decisions } of [...(await teamsOf(life)).values()].flat())
    for (const { number, lines } of decisions) {
      const letter = await handler.execute(new ReadDecisionLetter({ team, period }, number, LETTERHEAD));
      const [said, cents] = [letter?.amount.value.replaceAll(/\D/g, '') ?? '', total(lines)];
      assert.equal(BigInt(said), cents < 0n ? -cents : cents, `the letter of ${team} ${period} ${number}`);
    }
}

/** The general ledger, and the history of each envelope, add up to its balances. */
export async function booksAddUp({ product: { log }, day }: Life): Promise<void> {
  const { envelopes } = await ledgerOf(log);
  const [expected, booked] = [new Sums(), new Sums()];
  for (const { lines } of await generalLedger(log, '2000-01-01', '2099-12-31'))
    for (const { account, debitCents, creditCents } of lines) booked.add(account.number, debitCents - creditCents);
  for (const [name, { balances }] of envelopes) {
    const [own, moved] = [new Sums(), new Sums()];
    for (const [account, cents] of balances) {
      own.add(account, cents);
      expected.add(LEDGER_ACCOUNTS[accountKindOf(account)].number, cents);
    }
    const { events, state } = await ledgerHistory(log, name, {}, day);
    for (const { debit, credit, amountCents } of events.flatMap(({ posting }) => posting ?? [])) {
      moved.add(debit, amountCents);
      moved.add(credit, -amountCents);
    }
    assert.deepEqual(moved.notZero, own.notZero, `the history of ${name}`);
    assert.deepEqual(new Map(state.balances.map(({ account, cents }) => [account, cents])), own.notZero, name);
  }
  assert.deepEqual(booked.notZero, expected.notZero, 'the general ledger');
}

class Sums {
  readonly #cents = new Map<string, bigint>();

  get notZero(): ReadonlyMap<string, bigint> {
    return new Map([...this.#cents].filter(([, cents]) => cents !== 0n));
  }

  add(name: string, cents: bigint): void {
    this.#cents.set(name, (this.#cents.get(name) ?? 0n) + cents);
  }
}

export async function paymentsAreExplained(life: Life): Promise<void> {
  const handler = new ExplainPaymentHandler(life.served);
  for (const { endToEndId, amountCents } of (await ledgerOf(life.product.log)).payments.values()) {
    const { steps, paid, payment, decision } = (await handler.execute(new ExplainPayment(endToEndId))) ?? {};
    assert.equal(
      sumCentsOf(steps ?? [], (step) => step.amountCents),
      amountCents,
      endToEndId,
    );
    assert.equal(payment?.amountCents, amountCents, endToEndId);
    if (paid === undefined || decision === undefined) continue;
    const moved = sumCentsOf(paid.lines, ({ beforeCents, afterCents }) => afterCents - beforeCents);
    assert.equal(moved, total(decision.lines), `the lines of ${endToEndId}`);
  }
}

/** What is published: the movement of a payment or a debt, and of a decision what is decided after it. */
interface Published {
  readonly amountCents?: string;
  readonly debt?: string | null;
  readonly decided?: { readonly totalCents: string };
}

const OF_DEBT = new Map([
  ['debt.posted', 1n],
  ['debt.overpaid', 1n],
  ['debt.set-off', -1n],
  ['debt.reduced', -1n],
  ['debt.repaid', -1n],
]);
const [STANDS, ENDS] = [
  ['payment.released', 'payment.executed', 'payment.awaited-again'],
  ['payment.returned', 'payment.cancelled'],
];

/** Who reads the feed alone knows what is decided, paid and owed. */
export async function feedTellsAll(life: Life): Promise<void> {
  const { log } = life.product;
  const [decided, paid, owed] = [new Map<string, bigint>(), new Map<string, bigint>(), new Sums()];
  const feed = new Feed(log, 'urn:essai');
  for (let after = 0, end = await log.end(); after < end;) {
    const page = await feed.read({ after, limit: 500 });
    for (const { type, subject, data } of page.events) {
      const [name, told] = [type.slice('fr.decompte.'.length), data as Published];
      const cents = BigInt(told.amountCents ?? 0);
      if (told.decided !== undefined) decided.set(subject, BigInt(told.decided.totalCents));
      if (STANDS.includes(name)) paid.set(subject, cents);
      if (ENDS.includes(name)) paid.delete(subject);
      owed.add(told.debt ?? '', (OF_DEBT.get(name) ?? 0n) * cents);
    }
    after = page.cursor;
  }
  for (const one of [...(await teamsOf(life)).values()].flat())
    assert.equal(decided.get(`${one.team}/${one.period}`) ?? 0n, decidedCents([one]), `${one.team} ${one.period}`);
  const { payments, recoveries } = await ledgerOf(log);
  for (const { endToEndId, status, amountCents } of payments.values())
    assert.equal(paid.get(endToEndId), ['RELEASED', 'EXECUTED'].includes(status) ? amountCents : undefined, endToEndId);
  const left = [...recoveries.values()].flatMap((debt) =>
    'leftCents' in debt ? [[debt.id, debt.leftCents] as const] : [],
  );
  assert.deepEqual(owed.notZero, new Map(left.filter(([, cents]) => cents !== 0n)));
}
