/** Statements: one person submits, another approves without change, and the ledger posts it once. */
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type DecidedAmounts, decidedAmounts } from '#libs/audit/rules/decided-amounts.ts';
import { type Impossible, type RuleFinding, placed } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent, dayInFranceAt, isBeyondCommand } from '#libs/audit/rules/rule-event.ts';

/** A decision, with the persons who submitted and approved it. */
interface Decided {
  readonly submittedBy: Person | undefined;
  readonly approvedBy: Person | undefined;
  /** 0 for a statement, 1 and more for its regularisations. */
  readonly number: number | undefined;
  /** Day in France, YYYY-MM-DD. */
  readonly approvedOn: string;
  /** Undefined if an old log does not have them. */
  readonly amounts: DecidedAmounts | undefined;
}

interface Submission {
  readonly by: Person | undefined;
  readonly proposal: string;
}

const SUBMITTED = ['StatementSubmitted', 'RegularisationSubmitted'];
const APPROVED = ['StatementApproved', 'RegularisationApproved'];
const WITHDRAWN = ['StatementWithdrawn', 'RegularisationWithdrawn'];
const REJECTED = ['StatementRejected', 'RegularisationRejected'];

export class DecisionRules {
  readonly #submissions = new Map<string, Submission>();
  readonly #decisions = new Map<string, Decided>();
  /** Position of the first posting, by decision. */
  readonly #posted = new Map<string, number>();
  /** Decisions whose second posting, which a former log made, is kept apart; and those of them whose second posting was undone. */
  readonly #apart = new Set<string>();
  readonly #undoneOnes = new Set<string>();
  /** By stream, the decisions in force. */
  readonly #inForce = new Map<string, string[]>();
  /** Decisions that the ledger cancelled, with the event. */
  readonly #cancelled = new Map<string, RuleEvent>();
  /** The instant at which each was withdrawn. */
  readonly #withdrawn = new Map<string, string>();
  #lastAt = '';

  /** Undefined for a decision that the log does not have. */
  decided(decision: string): Decided | undefined {
    return this.#decisions.get(decision);
  }

  isPosted(decision: string): boolean {
    return this.#posted.has(decision);
  }

  isCancelled(decision: string): boolean {
    return this.#cancelled.has(decision);
  }

  isUndone(decision: string): boolean {
    return this.#undoneOnes.has(decision);
  }

  /**
   * The ledger cancels a decision in the moment before it is withdrawn; a process that stopped between the two leaves it so, until somebody
   * withdraws it again. It is no event that no command makes, but the team is not paid for a decision that stands.
   */
  get halfWithdrawn(): readonly Impossible[] {
    return [...this.#cancelled].flatMap(([decision, event]): readonly Impossible[] => {
      if (this.#withdrawn.has(decision) || !isBeyondCommand(this.#lastAt, event.recordedAt)) return [];
      return [placed(event, { code: 'CANCELLED_NOT_WITHDRAWN', data: { decision } })];
    });
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    const { stream, type, by, data } = event;
    this.#lastAt = event.recordedAt;
    if (SUBMITTED.includes(type)) this.#submissions.set(stream, { by, proposal: data.json('proposal') });
    else if (REJECTED.includes(type)) this.#submissions.delete(stream);
    else if (APPROVED.includes(type)) return this.#approved(event);
    else if (WITHDRAWN.includes(type)) return this.#withdraw(event);
    else if (type === 'DecisionCancelled') this.#cancelled.set(data.text('decision'), event);
    else if (type === 'DecisionPosted') return this.#decisionPosted(event);
    else if (type === 'LedgerCarriedOver') this.#carriedOver(event);
    else if (type === 'PostingUndone') return this.#undone(event);
    return [];
  }

  #approved({ stream, revision, at, by, data }: RuleEvent): readonly RuleFinding[] {
    const submission = this.#submissions.get(stream);
    this.#submissions.delete(stream);
    const decision = `${stream}@${revision}`;
    const proposal = data.inside('proposal');
    const [number, approvedOn] = [proposal.number('number'), dayInFranceAt(at)];
    const amounts = decidedAmounts(proposal, approvedOn);
    const people = { submittedBy: submission?.by, approvedBy: by };
    const before = this.#inForce.get(stream) ?? [];
    this.#decisions.set(decision, { ...people, number, approvedOn, amounts });
    this.#inForce.set(stream, [...before, decision]);
    const findings: RuleFinding[] = [];
    const [first] = before;
    if (number === 0 && first !== undefined) findings.push({ code: 'DECIDED_TWICE', data: { first } });
    if (submission === undefined) return [...findings, { code: 'APPROVED_WITHOUT_SUBMISSION', data: {} }];
    if (submission.proposal !== data.json('proposal'))
      findings.push({ code: 'APPROVED_OTHER_THAN_SUBMITTED', data: {} });
    if (by !== undefined && submission.by !== undefined && samePerson(by, submission.by))
      findings.push({ code: 'APPROVED_BY_SUBMITTER', data: { by: by.name } });
    return findings;
  }

  /** The last decision in force; the ledger cancels it first. */
  #withdraw({ stream, recordedAt, data }: RuleEvent): readonly RuleFinding[] {
    const decision = this.#inForce.get(stream)?.pop();
    const isLast = decision !== undefined && this.#decisions.get(decision)?.number === data.number('number');
    if (decision !== undefined) this.#withdrawn.set(decision, recordedAt);
    if (!isLast) return [{ code: 'WITHDRAWN_WITHOUT_DECISION', data: {} }];
    const isPosted = this.#posted.has(decision) && !this.#cancelled.has(decision);
    return isPosted ? [{ code: 'WITHDRAWN_STILL_POSTED', data: { decision } }] : [];
  }

  #carriedOver({ data }: RuleEvent): void {
    for (const apart of data.each('apart')) if (apart.text('kind') === 'decision') this.#apart.add(apart.text('as'));
  }

  /** A posting kept apart is undone at most once. */
  #undone({ data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    this.#undoneOnes.add(decision);
    return this.#apart.delete(decision) ? [] : [{ code: 'UNDONE_NOT_POSTED_TWICE', data: { decision } }];
  }

  /** In former logs, which have one stream per envelope, the same decision could be posted in two. */
  #decisionPosted({ stream, position, recordedAt, data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    const first = this.#posted.get(decision);
    if (first !== undefined) return [{ code: 'DECISION_POSTED_TWICE', data: { decision, first } }];
    this.#posted.set(decision, position);
    const withdrawnAt = this.#withdrawn.get(decision);
    if (stream === LEDGER && withdrawnAt !== undefined && isBeyondCommand(recordedAt, withdrawnAt))
      return [{ code: 'POSTED_AFTER_WITHDRAWAL', data: { decision } }];
    return this.#decisions.has(decision) ? [] : [{ code: 'DECISION_NOT_APPROVED', data: { decision } }];
  }
}
