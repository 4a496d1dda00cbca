/** History of a statement and of a payment ledger: what was decided and posted, by whom, and where it stands. */
import { madeBy } from '#libs/commands/command-stream.ts';
import { type Stage, decidedLines, lifeCycle, stageOf, total } from '#libs/statements/workflow/life-cycle.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type HistoryEvent, type View, toldBy } from '#libs/history/recorded.ts';
import { type EnvelopeUse, envelopeUse } from '#libs/payments/ledger/balances.ts';
import { ledgerStream } from '#libs/payments/ledger/envelopes.ts';
import { type EnvelopeTerms, LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { evolve as evolveLedger } from '#libs/payments/ledger/evolve.ts';
import type { Account, Posting } from '#libs/payments/ledger/posting.ts';
import { type PaymentLedger, emptyLedger, termsInForce } from '#libs/payments/ledger/state.ts';
import type { Line } from '#libs/statements/rules/statement.ts';
import { type Pin, parseStatement, statementStream, writtenPin } from '#libs/statements/statement-events.ts';

export interface StatementEvent extends HistoryEvent {
  /** Where a person made it. */
  readonly by?: CommandMeta['by'];
  /** What it is worth: of the calculation, or of what is put to a decision. */
  readonly totalCents?: bigint;
}

/** Its day as text. */
export type WrittenPin = Omit<Pin, 'knownOn'> & { readonly knownOn: string };

export interface StatementState {
  readonly stage: Stage;
  /** Null: calculated, and no longer due. Undefined: never calculated. */
  readonly calculated: { readonly pin: WrittenPin; readonly totalCents: bigint | null } | undefined;
  readonly submittedBy: string | undefined;
  readonly decisions: readonly {
    readonly number: number;
    readonly totalCents: bigint;
    readonly submittedBy: string;
    readonly approvedBy: string;
    readonly approvedAt: string;
  }[];
  readonly decidedLines: readonly Line[];
}

export interface StatementHistory {
  readonly events: readonly StatementEvent[];
  readonly state: StatementState;
}

/** Throws UnknownSubject. */
export async function statementHistory(
  log: EventStore,
  team: string,
  period: string,
  view: View,
): Promise<StatementHistory> {
  const unknown = `${team} n'a jamais eu de décompte pour ${period} ; vérifiez l'équipe et la période`;
  const { recorded, events } = await toldBy(log, statementStream({ team, period }), unknown, view);
  const { initial, evolve } = lifeCycle(team, period);
  const cycle = recorded.reduce(evolve, initial());
  const { calculated, submitted, decisions } = cycle;
  return {
    events: events.map((event, i) => {
      const meta = recorded[i] === undefined ? undefined : madeBy(recorded[i]);
      const totalCents = totalOf(event, recorded[i]?.data ?? '');
      return {
        ...event,
        ...(meta === undefined ? {} : { by: meta.by }),
        ...(totalCents === undefined ? {} : { totalCents }),
      };
    }),
    state: {
      stage: stageOf(cycle),
      calculated:
        calculated === undefined
          ? undefined
          : { pin: writtenPin(calculated.pin), totalCents: calculated.statement?.totalCents ?? null },
      submittedBy: submitted?.by.name,
      decisions: decisions.map(({ number, lines, submittedBy, approvedBy, approvedAt }) => ({
        number,
        totalCents: total(lines),
        submittedBy: submittedBy.name,
        approvedBy: approvedBy.name,
        approvedAt,
      })),
      decidedLines: decidedLines(decisions),
    },
  };
}

function totalOf({ type, content }: HistoryEvent, data: string): bigint | undefined {
  if (type === 'StatementCalculated') return parseStatement(data).statement?.totalCents;
  const proposal = content['proposal'] as { lines: { amountCents: string }[] } | undefined;
  return proposal?.lines.reduce((sum, { amountCents }) => sum + BigInt(amountCents), 0n);
}

export interface LedgerEvent extends HistoryEvent {
  readonly by?: CommandMeta['by'];
  /** Of an event that moves money. */
  readonly posting?: Posting;
  /** Of the accounts it moves, debits less credits, after it. */
  readonly balancesAfter: readonly { readonly account: Account; readonly cents: bigint }[];
}

export interface LedgerState {
  readonly terms: EnvelopeTerms | undefined;
  readonly use: EnvelopeUse;
  /** Those that are not zero, by name. */
  readonly balances: readonly { readonly account: Account; readonly cents: bigint }[];
}

export interface LedgerHistory {
  readonly events: readonly LedgerEvent[];
  readonly state: LedgerState;
}

/** Throws UnknownSubject. */
export async function ledgerHistory(log: EventStore, envelope: string, view: View): Promise<LedgerHistory> {
  const unknown = `il n'y a pas d'enveloppe ${envelope} ; regardez celles qui sont là`;
  const { recorded, events } = await toldBy(log, ledgerStream(envelope), unknown, view);
  let ledger: PaymentLedger = emptyLedger(envelope);
  const told = recorded.flatMap((event, i): LedgerEvent[] => {
    const own = events[i];
    ledger = evolveLedger(ledger, LEDGER_EVENTS.read(event));
    return own === undefined ? [] : [ledgerEvent(own, ledger, madeBy(event))];
  });
  return {
    events: told,
    state: {
      terms: termsInForce(ledger),
      use: envelopeUse(ledger),
      balances: [...ledger.balances]
        .filter(([, cents]) => cents !== 0n)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([account, cents]) => ({ account, cents })),
    },
  };
}

function ledgerEvent(event: HistoryEvent, { balances }: PaymentLedger, meta: CommandMeta | undefined): LedgerEvent {
  const { debit, credit, amountCents } = event.content as { debit?: Account; credit?: Account; amountCents?: string };
  const by = meta === undefined ? {} : { by: meta.by };
  if (debit === undefined || credit === undefined || amountCents === undefined)
    return { ...event, ...by, balancesAfter: [] };
  return {
    ...event,
    ...by,
    posting: { debit, credit, amountCents: BigInt(amountCents) },
    balancesAfter: [debit, credit].map((account) => ({ account, cents: balances.get(account) ?? 0n })),
  };
}
