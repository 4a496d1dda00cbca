/**
 * A payment run releases what is due in an envelope by a day, once, after debts are set off: first those to its own envelope, then
 * those to others. A run with any fault is refused as a whole.
 */
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import { envelopeUse } from '#libs/payments/ledger/balances.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import { notUsable, permittedCents } from '#libs/payments/ledger/exceptions.ts';
import type { LedgerEvent, PaymentReleased, SetOff } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { type RunFault, refused } from '#libs/payments/ledger/refusals.ts';
import { type OpenItem, type OwedRecovery, type PaymentLedger, isOpen, isOwed } from '#libs/payments/ledger/state.ts';

export interface RunToMake {
  readonly envelope: string;
  readonly run: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The run pays what is due by this day. */
  readonly dueBy: Day;
  readonly executionDay: Day;
  /** Only this team. */
  readonly team?: string;
  readonly debtor: BankAccount;
  /** The accounts in force, by team. */
  readonly payees: ReadonlyMap<string, InForce>;
  /** A payee changed less than this many days ago needs a confirmation… */
  readonly payeeDays: number;
  /** …which these teams have. */
  readonly confirmedPayees: readonly string[];
  /** An exception confirmed by two people, to pass the envelope. */
  readonly exception?: string;
}

interface Planned {
  readonly item: OpenItem;
  readonly setOffs: readonly { readonly debt: OwedRecovery; readonly amountCents: bigint }[];
  /** 0 when debts take all of it. */
  readonly paidCents: bigint;
}

/** Throws RUN_EXISTS, NOTHING_DUE, RUN_REFUSED with every fault at once. */
export function releasePayments(ledger: PaymentLedger, asked: RunToMake): readonly LedgerEvent[] {
  const { envelope, run, dueBy } = asked;
  if (ledger.runs.has(run)) throw refused('RUN_EXISTS', { run });
  const due = dueItems(ledger, asked);
  if (due.length === 0) throw refused('NOTHING_DUE', { envelope, dueBy });
  const debts = [...ledger.recoveries.values()].filter(isOwed);
  const [own, others] = [
    debts.filter((debt) => debt.envelope === envelope),
    debts.filter((debt) => debt.envelope !== envelope),
  ];
  const planned = plan(due, [...own, ...others]);
  const faults = [
    ...inThePast(asked),
    ...byTeam(planned).flatMap((ofTeam) => faultsOfTeam(ofTeam, asked)),
    ...overdrawn(ledger, planned, asked),
  ];
  if (faults.length > 0) throw refused('RUN_REFUSED', { run, faults });
  return release(planned, asked);
}

function dueItems({ items }: PaymentLedger, { envelope, dueBy, team }: RunToMake): readonly OpenItem[] {
  return [...items.values()]
    .filter(isOpen)
    .filter((item) => item.envelope === envelope && item.dueOn <= dueBy && (team ?? item.team) === item.team)
    .sort((a, b) => a.dueOn - b.dueOn || compareText(a.id, b.id));
}

/** Sets off the debts of a team against its payments, in their order. */
function plan(due: readonly OpenItem[], recoveries: readonly OwedRecovery[]): readonly Planned[] {
  const debtsOf = Map.groupBy(recoveries, ({ team }) => team);
  const left = new Map(recoveries.map(({ id, leftCents }) => [id, leftCents]));
  return due.map((item) => {
    let paidCents = item.dueCents;
    const setOffs = (debtsOf.get(item.team) ?? []).flatMap((debt) => {
      const leftCents = left.get(debt.id) ?? 0n;
      const amountCents = leftCents < paidCents ? leftCents : paidCents;
      if (amountCents === 0n) return [];
      left.set(debt.id, leftCents - amountCents);
      paidCents -= amountCents;
      return [{ debt, amountCents }];
    });
    return { item, setOffs, paidCents };
  });
}

/** A bank rejects a file with an execution day in the past. */
function inThePast({ executionDay, at }: RunToMake): readonly RunFault[] {
  const today = dayOfInstant(at);
  return executionDay >= today ? [] : [{ code: 'EXECUTION_DAY_PAST', data: { executionDay, today } }];
}

function byTeam(planned: readonly Planned[]): readonly (readonly Planned[])[] {
  return [...Map.groupBy(planned, ({ item }) => item.team).values()];
}

/** Four eyes, and an account that two people confirmed long enough ago. */
function faultsOfTeam(planned: readonly Planned[], asked: RunToMake): readonly RunFault[] {
  const { by, payees, payeeDays, confirmedPayees, at } = asked;
  const team = planned[0]?.item.team ?? '';
  const faults: RunFault[] = [];
  if (planned.some(({ item }) => samePerson(by, item.approvedBy)))
    faults.push({ code: 'RELEASED_BY_APPROVER', data: { by, team } });
  if (planned.every(({ paidCents }) => paidCents === 0n)) return faults;
  const payee = payees.get(team);
  if (payee === undefined) return [...faults, { code: 'NO_CONFIRMED_ACCOUNT', data: { team } }];
  const days = dayOfInstant(at) - payee.since;
  if (days < payeeDays && !confirmedPayees.includes(team))
    faults.push({ code: 'ACCOUNT_CHANGED_LATELY', data: { team, days, daysMin: payeeDays } });
  return faults;
}

function overdrawn(
  ledger: PaymentLedger,
  planned: readonly Planned[],
  { envelope: name, exception: id, at }: RunToMake,
): readonly RunFault[] {
  const envelope = ledger.envelopes.get(name);
  const leftCents = envelope === undefined ? 0n : envelopeUse(envelope, dayOfInstant(at)).leftCents;
  const wantedCents = planned.reduce((sum, of) => sum + usedCents(of, name), 0n);
  const ids = id === undefined ? [] : [id];
  const unusable = notUsable(ledger, name, ids);
  if (unusable.length > 0) return unusable.map((exception) => ({ code: 'EXCEPTION_NOT_USABLE', data: { exception } }));
  if (wantedCents <= leftCents + permittedCents(ledger, name, ids)) return [];
  return [{ code: 'ENVELOPE_OVERDRAWN', data: { envelope: name, leftCents, wantedCents } }];
}

/** What is paid, and what the envelope owes others since their debts are set off. */
function usedCents({ paidCents, setOffs }: Planned, envelope: string): bigint {
  const others = setOffs.filter(({ debt }) => debt.envelope !== envelope);
  return others.reduce((sum, { amountCents }) => sum + amountCents, paidCents);
}

function release(planned: readonly Planned[], asked: RunToMake): readonly LedgerEvent[] {
  const { envelope, run, debtor, executionDay, exception } = asked;
  const released = planned.filter(({ paidCents }) => paidCents > 0n).map((payment) => releaseOne(payment, asked));
  const payments = released.map(({ data }) => data.endToEndId);
  const made = { envelope, id: run, executionDay, debtor, payments, ...(exception === undefined ? {} : { exception }) };
  return [
    { type: 'PaymentRunMade', effective: dayText(executionDay), data: made },
    ...planned.flatMap((payment) => setOffs(payment, asked)),
    ...released,
  ];
}

function setOffs({ item, setOffs: all }: Planned, { run, executionDay }: RunToMake): readonly SetOff[] {
  return all.map(({ debt, amountCents }) => {
    const { id, envelope, team } = item;
    const moved = posting(team, { debit: 'due', credit: 'to-recover', amountCents });
    const of = { envelope, run, item: id, debtEnvelope: debt.envelope, recovery: debt.id };
    return { type: 'SetOff', effective: dayText(executionDay), data: { ...of, ...moved } };
  });
}

function releaseOne({ item, paidCents }: Planned, { run, executionDay, payees }: RunToMake): PaymentReleased {
  const { id, envelope, team, period, payments } = item;
  const payee = payees.get(team);
  if (payee === undefined) throw new RangeError(`${team} has no account to pay to`);
  const { name, iban, bic } = payee;
  return {
    type: 'PaymentReleased',
    effective: dayText(executionDay),
    data: {
      envelope,
      run,
      endToEndId: endToEndId(id, payments + 1),
      item: id,
      team,
      period,
      payee: { name, iban, bic },
      ...posting(team, { debit: 'due', credit: 'released', amountCents: paidCents }),
    },
  };
}
