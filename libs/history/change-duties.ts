/**
 * The people who changed the payment ledger, two for each change: terms, exceptions, the hold, demands, repayments, take-backs, cancelled
 * runs, undone postings.
 */
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Act, PaymentDuties, ReportedDuty } from '#libs/history/payment-duties.ts';
import type { ProposalKey } from '#libs/payments/ledger/change.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';

interface ByTwo {
  readonly proposed: LedgerEvent['type'];
  readonly confirmed: LedgerEvent['type'];
  readonly duties: readonly [ReportedDuty, ReportedDuty];
  /** The fields of its events that name it, after its key. */
  readonly of: readonly string[];
}

/** Every change of the ledger by two people, by the key of its proposal; answers about payments are acts on these payments (duties.ts). */
const CHANGES: Readonly<Record<Exclude<ProposalKey, 'answer'>, ByTwo>> = {
  envelope: {
    proposed: 'EnvelopeProposed',
    confirmed: 'EnvelopeConfirmed',
    duties: ['PROPOSE_TERMS', 'CONFIRM_TERMS'],
    of: ['envelope'],
  },
  exception: {
    proposed: 'ExceptionProposed',
    confirmed: 'ExceptionConfirmed',
    duties: ['PROPOSE_EXCEPTION', 'CONFIRM_EXCEPTION'],
    of: ['exception'],
  },
  hold: {
    proposed: 'AccountHoldProposed',
    confirmed: 'AccountHoldConfirmed',
    duties: ['PROPOSE_HOLD', 'CONFIRM_HOLD'],
    of: [],
  },
  demand: {
    proposed: 'DemandProposed',
    confirmed: 'RepaymentDemanded',
    duties: ['PROPOSE_DEMAND', 'CONFIRM_DEMAND'],
    of: ['envelope', 'team'],
  },
  repayment: {
    proposed: 'RepaymentProposed',
    confirmed: 'RepaymentReceived',
    duties: ['PROPOSE_REPAYMENT', 'CONFIRM_REPAYMENT'],
    of: ['envelope', 'team'],
  },
  'take-back': {
    proposed: 'DemandTakeBackProposed',
    confirmed: 'DemandTakenBack',
    duties: ['PROPOSE_TAKE_BACK', 'CONFIRM_TAKE_BACK'],
    of: ['envelope', 'team'],
  },
  cancellation: {
    proposed: 'RunCancellationProposed',
    confirmed: 'PaymentCancelled',
    duties: ['PROPOSE_CANCELLATION', 'CONFIRM_CANCELLATION'],
    of: ['run'],
  },
  undoing: {
    proposed: 'PostingUndoProposed',
    confirmed: 'PostingUndone',
    duties: ['PROPOSE_UNDOING', 'CONFIRM_UNDOING'],
    of: ['decision'],
  },
};

type Data = Readonly<Record<string, unknown>>;

/** An exception for a team: its account changed lately, and may be paid. */
interface AccountException {
  readonly team: string;
  readonly acts: readonly Act[];
}

export class ChangeDuties {
  /** Keyed by their names. */
  readonly #proposed = new Map<string, Act>();
  /** The terms of each envelope and the exceptions, as two people agreed on them last. */
  readonly #terms = new Map<string, readonly Act[]>();
  readonly #exceptions = new Map<string, readonly Act[]>();
  readonly #accountExceptions = new Map<string, AccountException>();
  /** The exceptions that a run uses, and the exceptions that a decision was approved under. */
  readonly #usedBy = new Map<string, readonly string[]>();
  /** The exceptions to decide a period of a team after the end of its text. */
  readonly #afterEnd = new Map<string, { readonly team: string; readonly period: string }>();
  /** The last exception that an approval used, with the command that used it. */
  #approvedUnder = { exception: '', of: '' };
  readonly #found = new Map<string, Omit<PaymentDuties, 'marks'>>();

  add(type: string, data: Data, meta: CommandMeta): void {
    this.#use(type, data, meta);
    const found = Object.entries(CHANGES).find(
      ([, { proposed, confirmed }]) => type === proposed || type === confirmed,
    );
    if (found === undefined) return;
    const [name, kind] = found;
    const id = [name, ...kind.of.map((field) => text(data, field))].join(':');
    const forAccount = this.#forAccount(type, data);
    const duties = forAccount === undefined ? kind.duties : (['EXCEPT_ACCOUNT', 'EXCEPT_ACCOUNT'] as const);
    if (type === kind.proposed) {
      this.#proposed.set(id, act(duties[0], meta));
      return;
    }
    const proposed = this.#proposed.get(id);
    const acts = [...(proposed === undefined ? [] : [proposed]), act(duties[1], meta)];
    this.#keep(type, data, acts, forAccount);
    this.#list(`${id} ${meta.at}`, data, { change: id, team: forAccount?.team ?? text(data, 'team'), acts });
  }

  /** The decisions that one command posts to an envelope after it used an exception rest on it. */
  #use(type: string, data: Data, { by, at }: CommandMeta): void {
    const of = JSON.stringify([text(data, 'envelope'), by.name, at]);
    if (type === 'PaymentRunReleased') this.#usedBy.set(runKey(data), data['exceptions'] as readonly string[]);
    if (type === 'ExceptionUsed') this.#approvedUnder = { exception: text(data, 'exception'), of };
    if (type === 'DecisionPosted' && of === this.#approvedUnder.of)
      this.#usedBy.set(decisionKey(data), [this.#approvedUnder.exception]);
  }

  ofTerms(envelope: string): readonly Act[] {
    return this.#terms.get(envelope) ?? [];
  }

  /**
   * The acts for the exceptions that the run of a payment uses, for those that its decision was approved under, and for the exceptions of the
   * team's account since it is in force.
   */
  ofExceptions(of: {
    readonly run: string;
    readonly decision: string;
    readonly team: string;
    readonly period: string;
    readonly since: string | undefined;
  }): readonly Act[] {
    const { team, period, since } = of;
    const afterEnd = [...this.#afterEnd].filter(([, one]) => one.team === team && one.period === period);
    const used = [runKey(of), decisionKey(of)].flatMap((key) => this.#usedBy.get(key) ?? []);
    const acts = [...afterEnd.map(([id]) => id), ...used].flatMap((id) => this.#exceptions.get(id) ?? []);
    const ofAccount = [...this.#accountExceptions.values()].filter(
      (one) => one.team === team && one.acts.every(({ at }) => since === undefined || at >= since),
    );
    return [...acts, ...ofAccount.flatMap(({ acts }) => acts)];
  }

  found(): readonly Omit<PaymentDuties, 'marks'>[] {
    return [...this.#found.values()];
  }

  #forAccount(type: string, data: Data): AccountException | undefined {
    const exception = text(data, 'exception');
    if (type === 'ExceptionProposed') {
      const terms = data['terms'] as ExceptionTerms;
      if (terms.kind === 'CHANGED_ACCOUNT') this.#accountExceptions.set(exception, { team: terms.team, acts: [] });
      if (terms.kind === 'AFTER_END') this.#afterEnd.set(exception, terms);
    }
    return this.#accountExceptions.get(exception);
  }

  #keep(type: string, data: Data, acts: readonly Act[], forAccount: AccountException | undefined): void {
    const exception = text(data, 'exception');
    if (type === 'EnvelopeConfirmed') this.#terms.set(text(data, 'envelope'), acts);
    if (forAccount !== undefined) this.#accountExceptions.set(exception, { ...forAccount, acts });
    else if (type === 'ExceptionConfirmed') this.#exceptions.set(exception, acts);
  }

  /** Several debts are demanded at once, and several payments cancelled: their amounts add up. */
  #list(key: string, data: Data, { team, ...of }: Pick<PaymentDuties, 'change' | 'team' | 'acts'>): void {
    const before = this.#found.get(key);
    const cents = BigInt(before?.amountCents ?? '0') + BigInt(text(data, 'amountCents') || '0');
    const named = { envelope: text(data, 'envelope'), run: text(data, 'run'), team: before?.team === team ? team : '' };
    const about = before === undefined ? { ...named, team } : named;
    this.#found.set(key, { endToEndId: '', period: '', ...about, ...of, amountCents: String(cents) });
  }
}

/** The act of an event's author. Without a session, the user of the operating system stands for one. */
export function act(duty: ReportedDuty, { by, at, session = by.osUser }: CommandMeta): Act {
  return { duty, by, at, session };
}

function text(data: Data, field: string): string {
  const value = data[field];
  return typeof value === 'string' ? value : '';
}

function runKey(of: Data): string {
  return `run ${text(of, 'run')}`;
}

function decisionKey(of: Data): string {
  return `decision ${text(of, 'decision')}`;
}
