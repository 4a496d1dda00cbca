/**
 * Checks from the log alone that its decisions and payments keep the rules of the commands: a forged event is reported even if its chain
 * was carefully rebuilt.
 */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import { BelongingRules } from '#libs/audit/rules/belonging.ts';
import { ApprovalExceptions } from '#libs/audit/rules/approval-exceptions.ts';
import { ClosingRules } from '#libs/audit/rules/closings.ts';
import { CommandRules } from '#libs/audit/rules/command-rules.ts';
import { CopyRules } from '#libs/audit/rules/copies.ts';
import { ConfirmationRules } from '#libs/audit/rules/confirmations.ts';
import { DecisionRules } from '#libs/audit/rules/decisions.ts';
import { EndRules } from '#libs/audit/rules/ends.ts';
import { EnvelopeRules } from '#libs/audit/rules/envelopes.ts';
import { ErasureRules } from '#libs/audit/rules/erasures.ts';
import { ExceptionRules } from '#libs/audit/rules/exceptions.ts';
import type { Impossible, RuleFinding } from '#libs/audit/rules/findings.ts';
import { FundingRules } from '#libs/audit/rules/funding.ts';
import { PaymentRules } from '#libs/audit/rules/payments.ts';
import { misposted, unbalanced } from '#libs/audit/rules/postings.ts';
import { type RuleEvent, ruleEvent } from '#libs/audit/rules/rule-event.ts';
import { RunRules } from '#libs/audit/rules/runs.ts';
import { TimeRules } from '#libs/audit/rules/times.ts';

/** If a log has very many faults, only the first ones are kept. */
const IMPOSSIBLE_MAX = 1_000;

/** Takes the events of a log one by one, in their order. */
export class RuleCheck {
  readonly #decisions = new DecisionRules();
  readonly #confirmations = new ConfirmationRules();
  readonly #exceptions = new ExceptionRules();
  readonly #approvalExceptions = new ApprovalExceptions(this.#exceptions);
  readonly #commands = new CommandRules();
  readonly #closings = new ClosingRules();
  readonly #belonging = new BelongingRules();
  readonly #copies = new CopyRules();
  readonly #ends = new EndRules();
  readonly #envelopes = new EnvelopeRules();
  readonly #erasures = new ErasureRules();
  readonly #payments = new PaymentRules({
    decisions: this.#decisions,
    accounts: this.#confirmations.accounts,
    exceptions: this.#exceptions,
  });
  readonly #funding = new FundingRules(this.#decisions);
  readonly #runs = new RunRules();
  readonly #times = new TimeRules();
  readonly #impossible: Impossible[] = [];
  readonly #remarks: Impossible[] = [];

  /** In the order of the log; also what never followed. */
  get impossible(): readonly Impossible[] {
    const rules = [this.#payments, this.#runs, this.#confirmations, this.#erasures, this.#envelopes, this.#copies];
    const unfinished = rules.flatMap((one) => one.unfinished);
    return [...this.#impossible, ...unfinished].sort((a, b) => a.position - b.position);
  }

  /** What no rule of its time forbade, in the order of the log; then what was begun and is to be ended. */
  get remarks(): readonly Impossible[] {
    return [...this.#remarks, ...this.#decisions.halfWithdrawn];
  }

  take(stored: Pick<StoredEvent, 'position' | 'text'>): void {
    if (this.#impossible.length >= IMPOSSIBLE_MAX) return;
    const event = ruleEvent(stored);
    if (event === undefined) {
      this.#ends.calculated(stored.text);
      this.#funding.calculated(stored.text);
      this.#erasures.takeOther(stored);
      return;
    }
    const { position, stream, type } = event;
    const times = this.#times.take(event);
    const copied = this.#copies.take(event);
    this.#erasures.take(event);
    this.#impossible.push(...this.#envelopes.take(event, copied.isCopy), ...this.#runs.take(event, copied.isCopy));
    const findings = [
      ...withoutAuthor(event),
      ...this.#commands.take(event, copied.isCopy),
      ...this.#decisions.take(event),
      ...this.#confirmations.take(event),
      ...this.#exceptions.take(event),
      ...this.#closings.take(event),
      ...this.#ends.take(event),
      ...this.#funding.take(event, copied.isCopy),
      ...unbalanced(event),
      ...misposted(event),
      ...this.#payments.take(event),
      ...this.#belonging.take(event),
      ...times.findings,
    ];
    const remarks = [...times.remarks, ...this.#approvalExceptions.take(event)];
    // A copied event is reported at its original.
    if (copied.isCopy) return;
    if (this.#remarks.length < IMPOSSIBLE_MAX)
      for (const finding of remarks) this.#remarks.push({ position, stream, type, finding });
    for (const finding of [...copied.findings, ...findings]) this.#impossible.push({ position, stream, type, finding });
  }
}

/** The program records these as the steps of what two people decided. */
const OF_PROGRAM = ['ErasureBegun', 'ErasureCompleted', 'MergeOfErased'];

/** Rules about people would pass over it. The first version of the regulation is the program's. */
function withoutAuthor({ by, type, revision }: RuleEvent): readonly RuleFinding[] {
  const isOfProgram = OF_PROGRAM.includes(type) || (type === 'RegulationPublished' && revision === 0);
  return by !== undefined || isOfProgram ? [] : [{ code: 'NO_AUTHOR', data: {} }];
}
