/** A second person confirms a proposal unchanged: accounts, envelopes, exceptions, candidates, the regulation. */
import { AccountsInForce } from '#libs/audit/rules/accounts-in-force.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Impossible, type RuleFinding, placed } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

interface Kind {
  readonly proposed: string;
  readonly confirmed: string;
  /** The subject of the proposal. */
  readonly subject: (event: RuleEvent) => string;
  /** The content that both events repeat; empty if the confirmation repeats nothing. */
  readonly content: (event: RuleEvent) => string;
  /** One confirmation makes several such events. */
  readonly several?: true;
  /** The amount that is proposed; what the confirmation makes of it adds up to no more. */
  readonly limit?: string;
}

function ofTeam({ data }: RuleEvent): string {
  return `${data.text('envelope')} ${data.text('team')}`;
}

/** The payments that both events name. */
function paymentsOfAnswer({ data }: RuleEvent): string {
  const proposed = data.each('entries').map((entry) => entry.text('endToEndId'));
  return [...new Set([...proposed, ...data.list('payments')])].join();
}

const ofStream: Kind['subject'] = ({ stream }) => stream;
const ofMerge: Kind['subject'] = ({ data }) => `merge ${data.text('merge')}`;
const ofCandidate: Kind['subject'] = ({ data }) => `candidate ${data.text('candidate')}`;
const ofClosing: Kind['subject'] = ({ data }) => `closing ${data.text('kind')} ${data.text('name')}`;
const ofRegulation: Kind['subject'] = () => 'regulation';
const ofLoss: Kind['subject'] = () => 'log loss';
const ofLedger: Kind['subject'] = ({ data }) => subjectOf(data.text('proposal'));

const KINDS: readonly Kind[] = [
  {
    proposed: 'PayeeProposed',
    confirmed: 'PayeeConfirmed',
    subject: ofStream,
    // Version 1 had no verification.
    content: ({ data }) => `${data.json('payee')} ${data.has('verification') ? data.json('verification') : 'null'}`,
  },
  {
    proposed: 'EnvelopeProposed',
    confirmed: 'EnvelopeConfirmed',
    subject: ({ stream, data }) => `envelope ${data.text('envelope') || stream}`,
    content: ({ data }) => data.json('terms'),
  },
  {
    proposed: 'ExceptionProposed',
    confirmed: 'ExceptionConfirmed',
    subject: ({ data }) => `exception ${data.text('exception')}`,
    content: () => '',
  },
  {
    proposed: 'AccountHoldProposed',
    confirmed: 'AccountHoldConfirmed',
    subject: () => 'account hold',
    content: ({ data }) => data.json('days'),
  },
  {
    proposed: 'RunCancellationProposed',
    confirmed: 'PaymentCancelled',
    subject: ({ data }) => `cancellation ${data.text('run')}`,
    content: () => '',
    several: true,
  },
  {
    proposed: 'PostingUndoProposed',
    confirmed: 'PostingUndone',
    subject: ({ data }) => `undoing ${data.text('decision')}`,
    content: () => '',
  },
  {
    proposed: 'AnswerProposed',
    confirmed: 'AnswerConfirmed',
    subject: ({ data }) => `answer ${data.text('answer')}`,
    content: paymentsOfAnswer,
  },
  {
    proposed: 'DemandProposed',
    confirmed: 'RepaymentDemanded',
    subject: (event) => `demand ${ofTeam(event)}`,
    content: () => '',
    several: true,
  },
  {
    proposed: 'DemandTakeBackProposed',
    confirmed: 'DemandTakenBack',
    subject: (event) => `take back ${ofTeam(event)}`,
    content: () => '',
    several: true,
  },
  {
    proposed: 'RepaymentProposed',
    confirmed: 'RepaymentReceived',
    subject: (event) => `repayment ${ofTeam(event)}`,
    content: ({ data }) => data.text('reference'),
    several: true,
    limit: 'receivedCents',
  },
  {
    proposed: 'MergeProposed',
    confirmed: 'PatientsMerged',
    subject: ofMerge,
    // The patients are sealed, each time otherwise.
    content: () => '',
  },
  {
    proposed: 'SeparationProposed',
    confirmed: 'PatientsSeparated',
    subject: ofMerge,
    content: () => '',
  },
  {
    proposed: 'ErasureProposed',
    confirmed: 'ErasureConfirmed',
    subject: ofStream,
    content: ({ data }) => `${data.text('reference')} ${data.text('ground')}`,
  },
  ...['CandidateAccepted', 'CandidateDeclined'].map((confirmed) => ({
    proposed: 'CandidateDecisionProposed',
    confirmed,
    subject: ofCandidate,
    content: ({ data }: RuleEvent) => `${data.text('decision')} ${data.json('phase')} ${data.json('conditions')}`,
  })),
  {
    proposed: 'ClosingProposed',
    confirmed: 'ClosingConfirmed',
    subject: ofClosing,
    content: ({ data }) => `${data.text('lastDay')} ${data.json('years')} ${data.json('open')}`,
  },
  {
    proposed: 'ReopeningProposed',
    confirmed: 'ReopeningConfirmed',
    subject: ofClosing,
    content: () => '',
  },
  {
    proposed: 'RegulationProposed',
    confirmed: 'RegulationPublished',
    subject: ofRegulation,
    content: ({ data }) => `${data.json('version')} ${data.json('parameters')} ${data.json('grids')}`,
  },
  {
    proposed: 'LogLossReported',
    confirmed: 'LogLossAcknowledged',
    subject: ofLoss,
    content: ({ data }) => `${data.json('lost')} ${data.json('files')}`,
  },
];

/** The events that end a proposal without a confirmation, with its subject. */
const ENDED: ReadonlyMap<string, Kind['subject']> = new Map(
  Object.entries({
    PayeeRefused: ofStream,
    PayeeWithdrawn: ofStream,
    ErasureRefused: ofStream,
    ErasureWithdrawn: ofStream,
    MergeRefused: ofMerge,
    MergeWithdrawn: ofMerge,
    LogLossReportRefused: ofLoss,
    LogLossReportWithdrawn: ofLoss,
    ProposalRefused: ofLedger,
    ProposalWithdrawn: ofLedger,
    CandidateDecisionRefused: ofCandidate,
    CandidateDecisionWithdrawn: ofCandidate,
    ApplicationWithdrawn: ofCandidate,
    ClosingRefused: ofClosing,
    ClosingWithdrawn: ofClosing,
    RegulationRefused: ofRegulation,
    RegulationWithdrawn: ofRegulation,
  }),
);

const PROPOSED = new Map(KINDS.map((kind) => [kind.proposed, kind]));
const CONFIRMED = new Map(KINDS.map((kind) => [kind.confirmed, kind]));

interface Proposal {
  readonly subject: string;
  readonly by: Person | undefined;
  readonly content: string;
  /** What is left of the proposed amount; undefined if none is proposed. */
  leftCents: bigint | undefined;
  /** The first event of the command that confirmed it, if it makes several events. */
  confirmedIn?: RuleEvent;
}

export class ConfirmationRules {
  readonly #proposals = new Map<string, Proposal>();
  /** Confirmed proposals of an amount: all of it is confirmed at once. */
  readonly #limited: Proposal[] = [];
  readonly accounts = new AccountsInForce();

  /** What was confirmed for less than was proposed. */
  get unfinished(): readonly Impossible[] {
    return this.#limited.flatMap(({ subject, leftCents, confirmedIn }): readonly Impossible[] => {
      if (confirmedIn === undefined || (leftCents ?? 0n) <= 0n) return [];
      return [placed(confirmedIn, { code: 'CONFIRMED_OTHER_THAN_PROPOSED', data: { subject } })];
    });
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    const { type, by, data } = event;
    const ended = ENDED.get(type)?.(event);
    if (ended !== undefined) this.#proposals.delete(withoutColons(ended));
    const proposed = PROPOSED.get(type);
    if (proposed !== undefined) {
      const { limit = '' } = proposed;
      const leftCents = data.has(limit) ? data.cents(limit) : undefined;
      const subject = proposed.subject(event);
      this.#proposals.set(withoutColons(subject), { subject, by, content: proposed.content(event), leftCents });
    }
    const confirmed = CONFIRMED.get(type);
    return confirmed === undefined ? [] : this.#confirmed(event, confirmed);
  }

  #confirmed(event: RuleEvent, kind: Kind): readonly RuleFinding[] {
    const { type, by, data } = event;
    const subject = kind.subject(event);
    const proposal = this.#taken(event, kind);
    if (type === 'PayeeConfirmed') this.accounts.confirm(event, proposal?.by);
    // The first version of the regulation is the program's.
    if (type === 'RegulationPublished' && event.revision === 0) return [];
    if (proposal === undefined) return [{ code: 'CONFIRMED_WITHOUT_PROPOSAL', data: { subject } }];
    const findings: RuleFinding[] = [];
    if (proposal.leftCents !== undefined) proposal.leftCents -= data.cents('amountCents');
    if (proposal.content !== kind.content(event) || (proposal.leftCents ?? 0n) < 0n)
      findings.push({ code: 'CONFIRMED_OTHER_THAN_PROPOSED', data: { subject } });
    if (by !== undefined && proposal.by !== undefined && samePerson(by, proposal.by))
      findings.push({ code: 'CONFIRMED_BY_PROPOSER', data: { by: by.name, subject } });
    return findings;
  }

  /** A proposal is confirmed once, by one command. */
  #taken(event: RuleEvent, kind: Kind): Proposal | undefined {
    const key = withoutColons(kind.subject(event));
    const proposal = this.#proposals.get(key);
    if (proposal === undefined) return undefined;
    if (kind.several !== true) {
      this.#proposals.delete(key);
      return proposal;
    }
    if (proposal.confirmedIn === undefined && proposal.leftCents !== undefined) this.#limited.push(proposal);
    proposal.confirmedIn ??= event;
    return proposal.confirmedIn.key === event.key ? proposal : undefined;
  }
}

/** The ledger's name for a refused or withdrawn proposal: `take-back:FISS:T1`, `hold`. */
function subjectOf(proposal: string): string {
  return withoutColons(proposal === 'hold' ? 'account hold' : proposal.replace(/^take-back:/, 'take back:'));
}

function withoutColons(subject: string): string {
  return subject.replaceAll(':', ' ');
}
