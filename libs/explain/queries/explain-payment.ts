/** Why a payment has its amount: from the reference that the bank shows to the decision, its lines, and the facts that moved them. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { type PaymentStep, paymentSteps } from '#libs/payments/ledger/payment-steps.ts';
import { type PaymentRead, ReadPayment, ReadPaymentHandler } from '#libs/payments/runs/queries/read-payment.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { reasonsOfDecision } from '#libs/replay/decision-reasons.ts';
import { NO_REASON, type ReplayReasons } from '#libs/replay/reasons.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { calculationDecided } from '#libs/statements/workflow/decided-calculation.ts';
import { decidedLines } from '#libs/statements/workflow/decisions.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';

/** A line as the decisions before left it, and as this one does. */
interface DecidedLine {
  readonly line: LineName;
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
}

export interface PaidDecision {
  /** 0: the statement itself. */
  readonly number: number;
  readonly lines: readonly DecidedLine[];
  /** The parts of the statement itself; the payment is one of them. */
  readonly parts: readonly { readonly dueOn: Day; readonly amountCents: bigint }[];
  /** For a regularisation: the changes since the decision before. */
  readonly why: ReplayReasons;
  /** Whether the calculation that was decided is in the log, so that its lines can be explained. */
  readonly hasCalculation: boolean;
}

export interface PaymentExplanation extends PaymentRead {
  /** They add up to the amount of the payment. */
  readonly steps: readonly PaymentStep[];
  /** Undefined if the decision is no longer in force. */
  readonly paid: PaidDecision | undefined;
}

/** Undefined if no payment has that id. */
export class ExplainPayment extends Query<PaymentExplanation | undefined> {
  readonly endToEndId: string;
  readonly onProgress: Progress | undefined;

  constructor(endToEndId: string, onProgress?: Progress) {
    super();
    this.endToEndId = endToEndId;
    this.onProgress = onProgress;
  }
}

@QueryHandler(ExplainPayment)
export class ExplainPaymentHandler implements IQueryHandler<ExplainPayment> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws REGULATION_NOT_IN_LOG, MADE_BY_OTHER_RULES. */
  async execute({ endToEndId, onProgress }: ExplainPayment): Promise<PaymentExplanation | undefined> {
    const read = await new ReadPaymentHandler(this.#stores).execute(new ReadPayment(endToEndId));
    if (read === undefined) return undefined;
    const steps = paymentSteps(read.payment, read.eventsOfItem);
    return { ...read, steps, paid: await this.#paid(read, onProgress) };
  }

  async #paid({ item, decision }: PaymentRead, onProgress: Progress | undefined): Promise<PaidDecision | undefined> {
    if (decision === undefined) return undefined;
    const { log } = this.#stores;
    const state = await loadStatement(log, item);
    const index = state.decisions.findIndex(({ revision }) => revision === decision.revision);
    const [before, after] = [index, index + 1].map(
      (end) => new Map(decidedLines(state.decisions.slice(0, end)).map(({ line, amountCents }) => [line, amountCents])),
    );
    const lines = [...(after ?? [])].map(([line, afterCents]) => ({
      line,
      beforeCents: before?.get(line) ?? 0n,
      afterCents,
    }));
    const { number, instalments: parts } = decision;
    return {
      number,
      lines,
      parts,
      why: number === 0 ? NO_REASON : await reasonsOfDecision(this.#stores, state, index, onProgress),
      hasCalculation: (await calculationDecided(log, item, decision)) !== undefined,
    };
  }
}
