/** Statements: one person submits, another approves without change, and the ledger posts it once. */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { Payload, RuleEvent } from '#libs/audit/rules/rule-event.ts';

/** The persons who submitted and approved a decision. */
interface DecisionPeople {
  readonly submittedBy: Person | undefined;
  readonly approvedBy: Person | undefined;
  /** The granted amount, less the amount taken back, in cents; undefined if an old log does not have it. */
  readonly approvedCents: bigint | undefined;
}

interface Submission {
  readonly by: Person | undefined;
  readonly proposal: string;
}

const SUBMITTED = ['StatementSubmitted', 'RegularisationSubmitted'];
const APPROVED = ['StatementApproved', 'RegularisationApproved'];
const REJECTED = ['StatementRejected', 'RegularisationRejected'];

export class DecisionRules {
  readonly #submissions = new Map<string, Submission>();
  readonly #decisions = new Map<string, DecisionPeople>();
  /** Position of the first posting, by decision. */
  readonly #posted = new Map<string, number>();
  /** Postings that a former log made twice, kept apart. */
  readonly #apart = new Set<string>();

  /** Undefined for a decision that the log does not have. */
  peopleOf(decision: string): DecisionPeople | undefined {
    return this.#decisions.get(decision);
  }

  isPosted(decision: string): boolean {
    return this.#posted.has(decision);
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    const { stream, type, by, data } = event;
    if (SUBMITTED.includes(type)) this.#submissions.set(stream, { by, proposal: data.json('proposal') });
    else if (REJECTED.includes(type)) this.#submissions.delete(stream);
    else if (APPROVED.includes(type)) return this.#approved(event);
    else if (type === 'DecisionPosted') return this.#decisionPosted(event);
    else if (type === 'LedgerCarriedOver') this.#carriedOver(event);
    else if (type === 'PostingUndone') return this.#undone(event);
    return [];
  }

  #approved({ stream, revision, by, data }: RuleEvent): readonly RuleFinding[] {
    const submission = this.#submissions.get(stream);
    this.#submissions.delete(stream);
    const approvedCents = grantedBy(data.inside('proposal'));
    this.#decisions.set(`${stream}@${revision}`, { submittedBy: submission?.by, approvedBy: by, approvedCents });
    if (submission === undefined) return [{ code: 'APPROVED_WITHOUT_SUBMISSION', data: {} }];
    const findings: RuleFinding[] = [];
    if (submission.proposal !== data.json('proposal'))
      findings.push({ code: 'APPROVED_OTHER_THAN_SUBMITTED', data: {} });
    if (by !== undefined && submission.by !== undefined && samePerson(by, submission.by))
      findings.push({ code: 'APPROVED_BY_SUBMITTER', data: { by: by.name } });
    return findings;
  }

  #carriedOver({ data }: RuleEvent): void {
    for (const apart of data.each('apart')) if (apart.text('kind') === 'decision') this.#apart.add(apart.text('as'));
  }

  /** A posting kept apart is undone at most once. */
  #undone({ data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
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
function grantedBy(proposal: Payload): bigint | undefined {
  const parts = proposal.number('number') === 0 ? 'instalments' : 'lines';
  if (!proposal.has(parts)) return undefined;
  return sumCentsOf(proposal.each(parts), (part) => part.cents('amountCents'));
}
