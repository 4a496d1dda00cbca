/** All that a payment, a statement, or the year of a team rests on: its facts, its decisions, and its events in the payment ledger. */
import { contentOf, orGarbled } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { periodFromText, yearOfPeriod } from '#libs/kernel/period.ts';
import { eventsAbout } from '#libs/payments/ledger/events-about.ts';
import { LEDGER_STREAM, ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import type { Item, PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type TeamPeriod, statementKey, statementStream } from '#libs/statements/calculated-statement.ts';
import { refused, unknown } from '#libs/statements/calculation/refusals.ts';
import { type StatementDecisions, factBasis } from '#libs/statements/recomputation/fact-basis.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';
import { decisionId } from '#libs/statements/workflow/decisions.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

/** The amounts to prove. */
export type BasisAsked = { readonly payment: string } | TeamPeriod | { readonly team: string; readonly year: number };

/** A year is all statements of the team in it. Throws RangeError if the text is no period. */
export function basisOfPeriod(team: string, text: string): BasisAsked {
  const period = periodFromText(text);
  return period.kind === 'YEAR' ? { team, year: period.year } : { team, period: text };
}

interface BasisSubject {
  /** End-to-end ids. */
  readonly payments: readonly string[];
  /** `decisions`: the number of proved decisions in force, from the first. */
  readonly statements: readonly (TeamPeriod & { readonly decisions: number })[];
}

export interface PaymentBasis {
  readonly subject: BasisSubject;
  /** Positions of events, ascending. */
  readonly events: readonly number[];
}

/** Throws NO_SUCH_PAYMENT, PAYMENT_OF_WITHDRAWN_DECISION, NOTHING_DECIDED, and as `factBasis`. */
export async function paymentBasis({ log }: Pick<QueryStores, 'log'>, asked: BasisAsked): Promise<PaymentBasis> {
  const chosen = await chosenOf(log, asked);
  const positions = new Set((await factBasis(log, chosen.decided)).map(({ position }) => position));
  const payees = new Set(chosen.decided.map(({ team }) => `payee-${team}`));
  const debtors = chosen.envelopes.map((envelope) => `debtor-${envelope}`);
  for (const stream of [...chosen.decided.map(statementStream), ...payees, ...debtors])
    for (const { position } of await log.readStream(stream, { fields: ['position'] })) positions.add(position);
  // The envelope of a regularisation is that of its statement.
  const postings = chosen.decided.flatMap((of) => of.decisions.map((decision) => postingOf(decisionId(of, decision))));
  const names = new Set([...chosen.names, ...postings]);
  for await (const position of ledgerPositions(log, names)) positions.add(position);
  return {
    subject: {
      payments: chosen.payments,
      statements: chosen.decided.map(({ team, period, decisions }) => ({ team, period, decisions: decisions.length })),
    },
    events: [...positions].sort((a, b) => a - b),
  };
}

interface Chosen extends InLedger {
  readonly decided: readonly StatementDecisions[];
}

interface InLedger {
  readonly payments: readonly string[];
  /** Decisions, items, debts, payments, runs, exceptions and terms of envelopes, as events name them. */
  readonly names: ReadonlySet<string>;
  /** Those that pay. */
  readonly envelopes: readonly string[];
}

async function chosenOf(log: EventStore, asked: BasisAsked): Promise<Chosen> {
  const ledger = await ledgerOf(log);
  if (!('payment' in asked)) {
    const which = 'period' in asked ? [await loadStatement(log, asked)] : await statementsOfYear(log, asked);
    const decided = which.filter(({ decisions }) => decisions.length > 0);
    if (decided.length === 0) throw unknown('NOTHING_DECIDED', { team: asked.team });
    const ids = decided.flatMap((one) => one.decisions.map((decision) => decisionId(one, decision)));
    const { payments } = inLedger(ledger, ids);
    // A payment of theirs can be set off against a debt from another statement.
    const others: OfPayment[] = [];
    for (const id of payments) others.push(...(await takenBefore(log, ledger, ...paymentAndItem(ledger, id))));
    const elsewhere = others.filter(({ decision }) => !ids.includes(decision));
    const all = inLedger(ledger, [...ids, ...elsewhere.map(({ decision }) => decision)]);
    return { ...all, decided: [...decided, ...(await upToEach(log, elsewhere))], payments };
  }
  const [payment, item] = paymentAndItem(ledger, asked.payment);
  const { endToEndId } = payment;
  const decisions = [{ ...item, endToEndId }, ...(await takenBefore(log, ledger, payment, item))];
  const all = inLedger(
    ledger,
    decisions.map(({ decision }) => decision),
  );
  return { ...all, decided: await upToEach(log, decisions), payments: [asked.payment] };
}

/** Throws NO_SUCH_PAYMENT. */
function paymentAndItem({ payments, items }: PaymentLedger, id: string): readonly [Payment, Item] {
  const payment = payments.get(id);
  const item = payment && items.get(payment.item);
  if (payment === undefined || item === undefined) throw unknown('NO_SUCH_PAYMENT', { payment: id });
  return [payment, item];
}

interface OfDecision extends TeamPeriod {
  readonly decision: string;
}

/** A decision that made a payment what it is. */
interface OfPayment extends OfDecision {
  readonly endToEndId: string;
}

/** The decisions that made the item less before the payment: those of the debts that it was set off against, and those that reduced it. */
async function takenBefore(
  log: EventStore,
  { recoveries, decisions }: PaymentLedger,
  { endToEndId }: Payment,
  { id, team, period }: Item,
): Promise<readonly OfPayment[]> {
  const events = await eventsAbout(log, [id]);
  const released = events.findIndex(({ type, data }) => type === 'PaymentReleased' && data.endToEndId === endToEndId);
  const taken = events.slice(0, released).flatMap(({ type, data }): OfDecision | readonly [] => {
    if (type === 'SetOff') return recoveries.get(data.recovery) ?? [];
    // Regularisations of its own statement reduce a due amount, and withdrawals, which are no decisions.
    return type === 'DueReduced' && decisions.has(data.because) ? { team, period, decision: data.because } : [];
  });
  return taken.map((one) => ({ ...one, endToEndId }));
}

async function statementsOfYear(log: EventStore, { team, year }: { readonly team: string; readonly year: number }) {
  const all = await statementsOfLog(log, { team });
  return all.filter(({ period }) => yearOfPeriod(periodFromText(period)) === year);
}

/**
 * For each statement, its decisions up to the last of the given ones. The decision behind a cancelled payment may be withdrawn: it is then
 * among those of no statement. Throws PAYMENT_OF_WITHDRAWN_DECISION.
 */
async function upToEach(log: EventStore, ofEach: readonly OfPayment[]): Promise<readonly StatementDecisions[]> {
  const found = new Map<string, StatementDecisions>();
  for (const { endToEndId, ...of } of ofEach) {
    const { team, period, decisions } = await loadStatement(log, of);
    const until = decisions.findIndex((one) => decisionId(of, one) === of.decision) + 1;
    if (until === 0) throw refused('PAYMENT_OF_WITHDRAWN_DECISION', { payment: endToEndId, team, period });
    const key = statementKey(team, period);
    if (until > (found.get(key)?.decisions.length ?? 0))
      found.set(key, { team, period, decisions: decisions.slice(0, until) });
  }
  return [...found.values()];
}

function inLedger(ledger: PaymentLedger, decisions: readonly string[]): InLedger {
  const wanted = new Set(decisions);
  const items = [...ledger.items.values()].filter(({ decision }) => wanted.has(decision));
  const debts = [...ledger.recoveries.values()].filter(({ decision }) => wanted.has(decision));
  const ids = new Set(items.map(({ id }) => id));
  const payments = [...ledger.payments.values()].filter(({ item }) => ids.has(item));
  const names = [
    ...decisions,
    ...[...items, ...debts].map(({ id }) => id),
    ...payments.flatMap(({ endToEndId, run }) => [endToEndId, `run ${run}`]),
    ...exceptionsBehind(ledger, decisions, payments).map((id) => `exception ${id}`),
    ...payments.map(({ envelope }) => `terms ${envelope}`),
  ];
  return {
    payments: payments.map(({ endToEndId }) => endToEndId),
    names: new Set(names),
    envelopes: [...new Set(payments.map(({ envelope }) => envelope))],
  };
}

/** Those that approvals used, that let a period be decided after its text, and that may have let a run or an account be paid. */
function exceptionsBehind(
  { decisions, exceptions }: PaymentLedger,
  ids: readonly string[],
  payments: readonly Payment[],
): readonly string[] {
  const [teams, runs] = [new Set(payments.map(({ team }) => team)), new Set(payments.map(({ run }) => run))];
  const ofDecisions = ids.flatMap((id) => decisions.get(id)?.exception ?? []);
  const others = [...exceptions.values()].filter(
    (one) => ('team' in one.terms && teams.has(one.terms.team)) || (one.status === 'used' && runs.has(one.usedBy)),
  );
  return [...ofDecisions, ...others.map(({ id }) => id)];
}

/** The names in an event of the ledger. */
interface Naming {
  readonly decision?: string;
  readonly item?: string;
  readonly recovery?: string;
  readonly endToEndId?: string;
  readonly because?: string;
  readonly run?: string;
  readonly id?: string;
  readonly exception?: string;
  readonly envelope?: string;
}

/** Events of runs, which name the files and their digests. */
const OF_RUNS: ReadonlySet<string> = new Set(['PaymentRunReleased', 'PaymentRunMade', 'PaymentFileDownloaded']);
const OF_TERMS: ReadonlySet<string> = new Set(['EnvelopeProposed', 'EnvelopeConfirmed']);
const OF_EXCEPTIONS: ReadonlySet<string> = new Set(['ExceptionProposed', 'ExceptionConfirmed', 'ExceptionUsed']);
const BATCH = 1_000;

async function* ledgerPositions(log: EventStore, names: ReadonlySet<string>): AsyncIterable<number> {
  for (let from = 0; ; from += BATCH) {
    const events = await log.readStream(LEDGER_STREAM, { from, limit: BATCH });
    for (const event of events) {
      const own = orGarbled(event, () => namesIn(event.type, contentOf(event) as Naming));
      if (own.some((name) => name !== undefined && names.has(name))) yield event.position;
    }
    if (events.length < BATCH) return;
  }
}

/** The name of the event alone that posts a decision. */
function postingOf(decision: string): string {
  return `posting ${decision}`;
}

function namesIn(type: string, naming: Naming): readonly (string | undefined)[] {
  const { decision, item, recovery, endToEndId, because, run, id, exception, envelope } = naming;
  if (OF_RUNS.has(type)) return [`run ${run ?? id ?? ''}`];
  if (type === 'DecisionPosted') return [decision, postingOf(decision ?? '')];
  if (OF_TERMS.has(type)) return [`terms ${envelope ?? ''}`];
  if (OF_EXCEPTIONS.has(type)) return [`exception ${exception ?? ''}`];
  return [decision, item, recovery, endToEndId, because];
}
