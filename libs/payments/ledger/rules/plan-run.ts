/**
 * Plans a payment run of an envelope: the payments after set-offs, the teams left out, and the files for the bank. Preparing, showing and
 * releasing a run all use this plan, so that the released run is the one that was read.
 */
import { dayOfInstant } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { sumCents, sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { digestOf } from '#libs/commands/digest.ts';
import { type BankAccount, bankAccountOf } from '#libs/payments/accounts/bank-account.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import { type BankFile, buildBankFiles } from '#libs/payments/bank/bank-files.ts';
import { executionDayFault } from '#libs/payments/bank/execution-day.ts';
import { type Transfer, totalCents } from '#libs/payments/bank/transfer-order.ts';
import { envelopeUse } from '#libs/payments/ledger/balances.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import { mayReleaseEarly, notUsable, permittedCents } from '#libs/payments/ledger/exceptions.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import type { KeptApart, LeftOut } from '#libs/payments/ledger/left-out.ts';
import { obstacleOf } from '#libs/payments/ledger/obstacle.ts';
import type { RunFault } from '#libs/payments/ledger/refusals.ts';
import { type RefusedAccount, refusedAccounts } from '#libs/payments/ledger/rules/refused-accounts.ts';
import {
  type OpenItem,
  type OwedRecovery,
  type PaymentLedger,
  existing,
  isOpenItem,
  isOpenContradiction,
  isOwed,
} from '#libs/payments/ledger/state.ts';
import { valid } from '#libs/payments/runs/refusals.ts';
import { remittanceText } from '#libs/payments/runs/remittance.ts';

/** The accounts in force, looked up outside the ledger. */
export interface RunAccounts {
  readonly debtor: BankAccount;
  /** The persons who proposed and confirmed the debtor's account; undefined when they no longer matter. */
  readonly debtorBy: Pick<InForce, 'proposedBy' | 'confirmedBy'> | undefined;
  /** Keyed by team. */
  readonly payees: ReadonlyMap<string, InForce>;
}

interface RunToPlan extends RunAccounts {
  readonly request: RunRequest;
  /** The instant at which the run was prepared; its files contain it. */
  readonly createdAt: string;
  /** Now. ISO 8601 instants. */
  readonly at: string;
}

export interface PlannedPayment {
  readonly item: OpenItem;
  readonly endToEndId: string;
  readonly payee: BankAccount;
  readonly amountCents: bigint;
}

interface PlannedSetOff {
  readonly item: OpenItem;
  readonly debt: OwedRecovery;
  readonly amountCents: bigint;
}

/** The effects of a run, before its files are built. */
export interface RunDraft {
  /** In the order of the files. */
  readonly payments: readonly PlannedPayment[];
  readonly setOffs: readonly PlannedSetOff[];
  readonly leftOut: readonly LeftOut[];
  readonly totalCents: bigint;
  readonly setOffCents: bigint;
  /** The reasons that forbid the release now, all at once. */
  readonly faults: readonly RunFault[];
  /** To read before the release; they do not forbid it. */
  readonly refusedAccounts: readonly RefusedAccount[];
  readonly keptApart: KeptApart;
}

export interface RunPlan extends RunDraft {
  /** Built and checked; empty if debts take everything. */
  readonly files: readonly BankFile[];
  /** Digest of everything that the run pays, sets off and leaves out, and of the bytes of its files. */
  readonly digest: string;
}

/** The whole plan. Throws as `withFiles`. */
export function planRun(ledger: PaymentLedger, asked: RunToPlan): RunPlan {
  return withFiles(draftRun(ledger, asked), asked);
}

export function draftRun(ledger: PaymentLedger, asked: RunToPlan): RunDraft {
  const { request } = asked;
  const due = settle(dueItems(ledger, request), debtsBefore(ledger, request.envelope));
  const leftOut = [...Map.groupBy(due, ({ item }) => item.team)].flatMap(
    ([team, own]) => leftOutOf(ledger, team, own, asked) ?? [],
  );
  const excluded = new Set(leftOut.map(({ team }) => team));
  const settled = due.filter(({ item }) => !excluded.has(item.team));
  const payments = settled.flatMap((one) => paymentOf(ledger, one, asked));
  const setOffs = settled.flatMap((one) => one.setOffs);
  const totals = { totalCents: totalCents(payments), setOffCents: totalCents(setOffs) };
  const figures = { payments, setOffs, leftOut, ...totals };
  return {
    ...figures,
    faults: [...dayFaults(asked), ...earlyFaults(ledger, asked), ...envelopeFaults(ledger, asked, figures)],
    refusedAccounts: refusedAccounts(ledger, new Set(payments.map(({ item }) => item.team)), asked.payees),
    keptApart: keptApart(ledger, request),
  };
}

/** Throws INVALID_BANK_FILE if no bank would accept a file, for a reason that concerns no single team. */
export function withFiles(draft: RunDraft, asked: RunToPlan): RunPlan {
  const { request, debtor, createdAt } = asked;
  const { payments, setOffs, leftOut } = draft;
  const files = payments.length === 0 ? [] : filesOf(asked, payments);
  const moved = [setOffs.map(setOffKey), payments.map(paymentKey), leftOut, files.map(fileKey)];
  return { ...draft, files, digest: digestOf([request, createdAt, debtor, ...moved]) };
}

/** An item with the part set off against debts and the part to pay. */
interface Settled {
  readonly item: OpenItem;
  readonly setOffs: readonly PlannedSetOff[];
  /** 0 when debts take all of it. */
  readonly paidCents: bigint;
}

/** What a run is about, in the order of its files. */
export function dueItems(ledger: PaymentLedger, request: RunRequest): readonly OpenItem[] {
  return payableItems(ledger)
    .filter(isInRun(request))
    .sort((a, b) => a.dueOn - b.dueOn || compareText(a.id, b.id));
}

/**
 * The open items that a run may pay. Kept apart are those that the bank may have paid already, as an answer contradicts them until two persons
 * have said what is true, and those of a decision that two programs posted.
 */
export function payableItems(ledger: PaymentLedger): readonly OpenItem[] {
  const isApart = isKeptApart(ledger);
  return [...ledger.items.values()].filter(isOpenItem).filter((item) => !isApart(item));
}

function isKeptApart(ledger: PaymentLedger): (item: OpenItem) => boolean {
  const contradicted = contradictedItems(ledger);
  const twice = decisionsPostedTwice(ledger);
  return ({ id, decision }) => contradicted.has(id) || twice.has(decision);
}

function isInRun({ envelope, dueBy, team }: RunRequest): (item: OpenItem) => boolean {
  return (item) => item.envelope === envelope && item.dueOn <= dueBy && (team ?? item.team) === item.team;
}

function keptApart(ledger: PaymentLedger, request: RunRequest): KeptApart {
  const open = [...ledger.items.values()].filter(isOpenItem);
  const items = open.filter(isKeptApart(ledger)).filter(isInRun(request));
  return { items: items.length, amountCents: sumCentsOf(items, ({ dueCents }) => dueCents) };
}

/**
 * The decisions that two programs posted (carry-over): neither is paid until two people undo one posting (undo-posting), as the other may be
 * paid already.
 */
function decisionsPostedTwice({ carryOver, decisions }: PaymentLedger): ReadonlySet<string> {
  const isPosted = (id: string): boolean => decisions.get(id)?.status === 'posted';
  const apart =
    carryOver?.apart.filter(({ kind, id, as }) => kind === 'decision' && isPosted(id) && isPosted(as)) ?? [];
  return new Set(apart.flatMap(({ id, as }) => [id, as]));
}

function contradictedItems(ledger: PaymentLedger): ReadonlySet<string> {
  const open = [...ledger.contradictions.values()].filter((one) => isOpenContradiction(ledger, one));
  return new Set(open.map(({ endToEndId: id }) => existing(ledger.payments, 'payment', id).item));
}

/** Debts to the envelope itself first, then debts to others. */
function debtsBefore({ recoveries }: PaymentLedger, envelope: string): readonly OwedRecovery[] {
  const debts = [...recoveries.values()].filter(isOwed);
  const isOwn = (debt: OwedRecovery): boolean => debt.envelope === envelope;
  return [...debts.filter(isOwn), ...debts.filter((debt) => !isOwn(debt))];
}

/** Sets off the debts of a team against its payments, in their order. */
function settle(due: readonly OpenItem[], debts: readonly OwedRecovery[]): readonly Settled[] {
  const debtsOf = Map.groupBy(debts, ({ team }) => team);
  const left = new Map(debts.map(({ id, leftCents }) => [id, leftCents]));
  return due.map((item) => {
    let paidCents = item.dueCents;
    const setOffs = (debtsOf.get(item.team) ?? []).flatMap((debt) => {
      const leftCents = left.get(debt.id) ?? 0n;
      const amountCents = leftCents < paidCents ? leftCents : paidCents;
      if (amountCents === 0n) return [];
      left.set(debt.id, leftCents - amountCents);
      paidCents -= amountCents;
      return [{ item, debt, amountCents }];
    });
    return { item, setOffs, paidCents };
  });
}

/** A team is paid completely or left out completely. A team whose debts leave nothing to pay needs no account. */
function leftOutOf(
  ledger: PaymentLedger,
  team: string,
  settled: readonly Settled[],
  { payees, at }: RunToPlan,
): LeftOut | undefined {
  const amounts = settled.map(({ paidCents }) => paidCents).filter((cents) => cents > 0n);
  if (amounts.length === 0) return undefined;
  const obstacle = obstacleOf(ledger, { team, amounts }, payees.get(team), dayOfInstant(at));
  return obstacle && { team, ...obstacle, amountCents: sumCents(amounts) };
}

function paymentOf(
  ledger: PaymentLedger,
  { item, paidCents }: Settled,
  { payees }: RunAccounts,
): readonly PlannedPayment[] {
  if (paidCents === 0n) return [];
  const account = payees.get(item.team);
  if (account === undefined) throw new RangeError(`${item.team} has no account to pay to`);
  const payee = bankAccountOf(account);
  return [{ item, endToEndId: nextEndToEndId(ledger, item), payee, amountCents: paidCents }];
}

/** The id of the next payment of an item. A former program may have given it to one for the same decision, which is kept apart now. */
export function nextEndToEndId({ payments }: PaymentLedger, item: OpenItem): string {
  for (let attempt = item.payments + 1; ; attempt++) {
    const id = endToEndId(item.id, attempt);
    if (!payments.has(id)) return id;
  }
}

function filesOf({ request, debtor, createdAt }: RunToPlan, payments: readonly PlannedPayment[]): readonly BankFile[] {
  const { run: id, executionDay } = request;
  return valid(buildBankFiles({ id, createdAt, executionDay, debtor, transfers: payments.map(transferOf) }));
}

function transferOf({ item: { team, period }, endToEndId: id, payee, amountCents }: PlannedPayment): Transfer {
  return { endToEndId: id, creditor: payee, amountCents, remittance: remittanceText(team, period) };
}

function dayFaults({ request, at }: RunToPlan): readonly RunFault[] {
  const fault = executionDayFault(request.executionDay, dayOfInstant(at));
  return fault === undefined ? [] : [fault];
}

/** An amount that is not due yet is released only with an exception of two people. */
function earlyFaults(ledger: PaymentLedger, { request, at }: RunToPlan): readonly RunFault[] {
  const today = dayOfInstant(at);
  const { dueBy, envelope } = request;
  if (dueBy <= today || mayReleaseEarly(ledger, request)) return [];
  return [{ code: 'RELEASED_EARLY', data: { envelope, dueBy, today } }];
}

/** The envelope pays the sent amounts, and owes other envelopes the amounts set off against their debts. */
function envelopeFaults(
  ledger: PaymentLedger,
  { request, at }: RunToPlan,
  { setOffs, totalCents: paidCents }: Pick<RunDraft, 'setOffs' | 'totalCents'>,
): readonly RunFault[] {
  const envelope = ledger.envelopes.get(request.envelope);
  const leftCents = envelope === undefined ? 0n : envelopeUse(envelope, dayOfInstant(at)).leftCents;
  const toOthers = setOffs.filter(({ debt }) => debt.envelope !== request.envelope);
  const wantedCents = paidCents + totalCents(toOthers);
  const ids = request.exceptions;
  const unusable = notUsable(ledger, request.envelope, ids);
  if (unusable.length > 0) return unusable.map((exception) => ({ code: 'EXCEPTION_NOT_USABLE', data: { exception } }));
  if (wantedCents <= leftCents + permittedCents(ledger, request.envelope, ids)) return [];
  return [{ code: 'ENVELOPE_OVERDRAWN', data: { envelope: request.envelope, leftCents, wantedCents } }];
}

function setOffKey({ item, debt, amountCents }: PlannedSetOff): unknown {
  return [item.id, debt.id, amountCents];
}

function paymentKey({ item, endToEndId: id, payee, amountCents }: PlannedPayment): unknown {
  return [item.id, id, payee, amountCents];
}

function fileKey({ id, digest }: BankFile): unknown {
  return [id, digest];
}
