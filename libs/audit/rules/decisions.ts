/** Statements: one person submits, another approves without change, and the ledger posts it once. */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { Impossible, RuleFinding } from '#libs/audit/rules/findings.ts';
import type { Payload, RuleEvent } from '#libs/audit/rules/rule-event.ts';

/** The persons who submitted and approved a decision. */
interface DecisionPeople {
  readonly submittedBy: Person | undefined;
  readonly approvedBy: Person | undefined;
  /** The granted amount, less the amount taken back, in cents; undefined if an old log does not have it. */
  readonly approvedCents: bigint | undefined;
  /** The amount that it may make due, which its negative parts do not lessen. */
  readonly grantedCents: bigint | undefined;
}

/** A command that withdraws records in the ledger, then in the stream of the statement. */
const MEANWHILE_MS = 60_000;

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
  readonly #decisions = new Map<string, DecisionPeople>();
  /** Position of the first posting, by decision. */
  readonly #posted = new Map<string, number>();
  /** Decisions whose second posting, which a former log made, is kept apart; and those of them whose second posting was undone. */
  readonly #apart = new Set<string>();
  readonly #undoneOnes = new Set<string>();
  /** By stream, the decisions in force. */
  readonly #inForce = new Map<string, string[]>();
  /** Decisions that the ledger cancelled, with the event. */
  readonly #cancelled = new Map<string, RuleEvent>();
  readonly #withdrawn = new Set<string>();
  #lastAt = '';

  /** Undefined for a decision that the log does not have. */
  peopleOf(decision: string): DecisionPeople | undefined {
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

  /** The ledger cancels a decision in the moment before it is withdrawn. */
  get unfinished(): readonly Impossible[] {
    return [...this.#cancelled].flatMap(([decision, { position, stream, type, recordedAt }]): readonly Impossible[] => {
      const isRecent = Date.parse(this.#lastAt) - Date.parse(recordedAt) <= MEANWHILE_MS;
      if (this.#withdrawn.has(decision) || isRecent) return [];
      return [{ position, stream, type, finding: { code: 'CANCELLED_NOT_WITHDRAWN', data: { decision } } }];
    });
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    const { stream, type, by, data } = event;
    this.#lastAt = event.recordedAt;
    if (SUBMITTED.includes(type)) this.#submissions.set(stream, { by, proposal: data.json('proposal') });
    else if (REJECTED.includes(type)) this.#submissions.delete(stream);
    else if (APPROVED.includes(type)) return this.#approved(event);
    else if (WITHDRAWN.includes(type)) return this.#withdraw(stream);
    else if (type === 'DecisionCancelled') this.#cancelled.set(data.text('decision'), event);
    else if (type === 'DecisionPosted') return this.#decisionPosted(event);
    else if (type === 'LedgerCarriedOver') this.#carriedOver(event);
    else if (type === 'PostingUndone') return this.#undone(event);
    return [];
  }

  #approved({ stream, revision, by, data }: RuleEvent): readonly RuleFinding[] {
    const submission = this.#submissions.get(stream);
    this.#submissions.delete(stream);
    const decision = `${stream}@${revision}`;
    const amounts = amountsOf(data.inside('proposal'));
    this.#decisions.set(decision, { submittedBy: submission?.by, approvedBy: by, ...amounts });
    this.#inForce.set(stream, [...(this.#inForce.get(stream) ?? []), decision]);
    if (submission === undefined) return [{ code: 'APPROVED_WITHOUT_SUBMISSION', data: {} }];
    const findings: RuleFinding[] = [];
    if (submission.proposal !== data.json('proposal'))
      findings.push({ code: 'APPROVED_OTHER_THAN_SUBMITTED', data: {} });
    if (by !== undefined && submission.by !== undefined && samePerson(by, submission.by))
      findings.push({ code: 'APPROVED_BY_SUBMITTER', data: { by: by.name } });
    return findings;
  }

  /** The last decision in force; the ledger cancels it first. */
  #withdraw(stream: string): readonly RuleFinding[] {
    const decision = this.#inForce.get(stream)?.pop();
    if (decision === undefined) return [{ code: 'WITHDRAWN_WITHOUT_DECISION', data: {} }];
    this.#withdrawn.add(decision);
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
  #decisionPosted({ position, data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    const first = this.#posted.get(decision);
    if (first !== undefined) return [{ code: 'DECISION_POSTED_TWICE', data: { decision, first } }];
    this.#posted.set(decision, position);
    return this.#decisions.has(decision) ? [] : [{ code: 'DECISION_NOT_APPROVED', data: { decision } }];
  }
}

/** A statement is due in instalments; a regularisation as a whole. */
function amountsOf(proposal: Payload): Pick<DecisionPeople, 'approvedCents' | 'grantedCents'> {
  const isStatement = proposal.number('number') === 0;
  const parts = isStatement ? 'instalments' : 'lines';
  if (!proposal.has(parts)) return { approvedCents: undefined, grantedCents: undefined };
  const amounts = proposal.each(parts).map((part) => part.cents('amountCents'));
  const approvedCents = sumCentsOf(amounts, (cents) => cents);
  const positive = (isStatement ? amounts : [approvedCents]).filter((cents) => cents > 0n);
  const moved = proposal.each('moves').map((move) => move.cents('amountCents'));
  return { approvedCents, grantedCents: sumCentsOf([...positive, ...moved], (cents) => cents) };
}
