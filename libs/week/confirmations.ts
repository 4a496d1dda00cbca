/**
 * All proposals that wait for a second person: accounts, the regulation, candidates, the payment ledger; with the people who may confirm
 * them.
 */
import type { CandidateDecision } from '#libs/candidates/events.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import { type ClosingContent, closingKey } from '#libs/closing/state.ts';
import { codeOf, isExpired, lastDayToConfirm } from '#libs/commands/proposal.ts';
import { type Person, samePerson } from '#libs/commands/person.ts';
import type { Role } from '#libs/commands/segregation.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { AccountSide } from '#libs/payments/accounts/account-key.ts';
import { everyAccount, flagsNow } from '#libs/payments/accounts/every-account.ts';
import type { AccountFlag } from '#libs/payments/accounts/flags.ts';
import { accountInForce, differenceOf } from '#libs/payments/accounts/state.ts';
import { decidingRole } from '#libs/payments/ledger/change.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type ShownChange, shownChange } from '#libs/payments/ledger/queries/find-proposals.ts';
import { runReleasedBy } from '#libs/payments/ledger/rules/independent-answerer.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { type VersionChange, droppedSchemes, versionDifference } from '#libs/regulation/publication/difference.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { type WaitingOf, waitingProposals } from '#libs/week/waiting-proposals.ts';

interface Waiting {
  /** Unique among the waiting proposals. */
  readonly id: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The last day on which it may be confirmed. */
  readonly confirmBy: Day;
  /** The code of the shown state: a confirmation gives it. */
  readonly code: string;
  /** The role that decides. */
  readonly role: Role;
  readonly standing: ConfirmationStanding;
}

/**
 * Whether a person may confirm it. EXPIRED: it must be proposed again. ROLE: another role decides. SAME_PERSON: the person proposed it.
 * RELEASER: the person released the payment, so may not decide its outcome. ACCOUNT_PROPOSER: the person proposed the account, so may not
 * give the exception to pay it.
 */
export type ConfirmationStanding = 'MAY_CONFIRM' | 'EXPIRED' | 'ROLE' | 'SAME_PERSON' | 'RELEASER' | 'ACCOUNT_PROPOSER';

export type Confirmation = Waiting &
  (
    | {
        readonly kind: 'ACCOUNT';
        readonly side: AccountSide;
        readonly holder: string;
        readonly changes: ReturnType<typeof differenceOf>;
        /** The unusual traits of the account now. */
        readonly flags: readonly AccountFlag[];
      }
    | {
        readonly kind: 'REGULATION';
        readonly version: string;
        readonly changes: readonly VersionChange[];
        /** Schemes of the version in force that it no longer has. */
        readonly dropped: readonly string[];
      }
    | { readonly kind: 'CANDIDATE'; readonly decision: CandidateDecision }
    | { readonly kind: 'CLOSING'; readonly subject: ClosingSubject; readonly content: ClosingContent }
    | { readonly kind: 'LEDGER'; readonly change: ShownChange }
  );

/** The caller. */
export interface Confirmer {
  readonly by: Person;
  readonly roles: readonly Role[];
  readonly today: Day;
}

/** The oldest first. */
export async function confirmations(log: EventStore, asking: Confirmer): Promise<readonly Confirmation[]> {
  const [ledger, inForce, proposers] = [await ledgerOf(log), (await latest(log))?.source, await proposersOf(log)];
  const all: Confirmation[] = [];
  for (const waits of await waitingProposals(log))
    switch (waits.kind) {
      case 'ACCOUNT':
        all.push(await ofAccount(log, waits, asking));
        break;
      case 'REGULATION':
        all.push(ofVersion(waits, inForce, asking));
        break;
      case 'CANDIDATE':
        all.push(ofCandidate(waits, asking));
        break;
      case 'CLOSING':
        all.push(ofClosing(waits, asking));
        break;
      case 'LEDGER':
        all.push(ofChange(ledger, waits, proposers, asking));
    }
  return all.sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id));
}

async function ofAccount(
  log: EventStore,
  { key, state, proposal }: WaitingOf<'ACCOUNT'>,
  asking: Confirmer,
): Promise<Confirmation> {
  const { payee, verification } = proposal.content;
  const flags = await flagsNow(log, key, payee, verification);
  const of = waiting(proposal, codeOf(proposal, { flags }), 'accountant', asking);
  const changes = differenceOf(accountInForce(state), payee);
  return { kind: 'ACCOUNT', id: `${key.side}:${key.holder}`, ...key, ...of, changes, flags };
}

function ofVersion(
  { proposal }: WaitingOf<'REGULATION'>,
  inForce: RegulationSource | undefined,
  asking: Confirmer,
): Confirmation {
  const { version, ...source } = proposal.content;
  const content = { changes: versionDifference(inForce, source), dropped: droppedSchemes(inForce, source) };
  const of = waiting(proposal, codeOf(proposal), 'approver', asking);
  return { kind: 'REGULATION', id: 'regulation', version, ...content, ...of };
}

function ofCandidate({ proposal }: WaitingOf<'CANDIDATE'>, asking: Confirmer): Confirmation {
  const of = waiting(proposal, codeOf(proposal), 'approver', asking);
  return { kind: 'CANDIDATE', id: `candidate:${proposal.subject}`, decision: proposal.content, ...of };
}

function ofClosing({ subject, proposal }: WaitingOf<'CLOSING'>, asking: Confirmer): Confirmation {
  const of = waiting(proposal, codeOf(proposal), 'approver', asking);
  return { kind: 'CLOSING', id: `closing:${closingKey(subject)}`, subject, content: proposal.content, ...of };
}

function ofChange(
  ledger: PaymentLedger,
  { proposal }: WaitingOf<'LEDGER'>,
  proposers: Proposers,
  asking: Confirmer,
): Confirmation {
  const change = shownChange(ledger, proposal);
  const of = waiting(proposal, change.code, decidingRole(proposal.content), asking);
  const barred = of.standing === 'MAY_CONFIRM' ? barrier(ledger, proposal.content, asking.by, proposers) : undefined;
  return { kind: 'LEDGER', id: proposal.id, change, ...of, standing: barred ?? of.standing };
}

/** Who proposed each account in force, by `side:holder`. */
type Proposers = ReadonlyMap<string, Person | undefined>;

async function proposersOf(log: EventStore): Promise<Proposers> {
  return new Map(
    (await everyAccount(log)).map(({ key, state }) => [`${key.side}:${key.holder}`, accountInForce(state)?.proposedBy]),
  );
}

function waiting(
  proposal: Parameters<typeof codeOf>[0],
  code: string,
  role: Role,
  { by, roles, today }: Confirmer,
): Omit<Waiting, 'id'> {
  const standing = isExpired(proposal, today)
    ? 'EXPIRED'
    : !roles.includes(role)
      ? 'ROLE'
      : samePerson(by, proposal.by)
        ? 'SAME_PERSON'
        : 'MAY_CONFIRM';
  return { by: proposal.by, at: proposal.at, confirmBy: lastDayToConfirm(proposal), code, role, standing };
}

/** An earlier act of the person that forbids the confirmation. The rules of the ledger refuse the same. */
function barrier(
  ledger: PaymentLedger,
  change: ShownChange['content'],
  by: Person,
  proposers: Proposers,
): ConfirmationStanding | undefined {
  if (change.kind === 'ANSWER') {
    const isReleaser = change.entries.some(({ endToEndId }) => runReleasedBy(ledger, endToEndId, by) !== undefined);
    return isReleaser ? 'RELEASER' : undefined;
  }
  if (change.kind !== 'EXCEPTION' || change.terms.kind !== 'CHANGED_ACCOUNT') return undefined;
  const proposer = proposers.get(`payee:${change.terms.team}`);
  return proposer !== undefined && samePerson(by, proposer) ? 'ACCOUNT_PROPOSER' : undefined;
}
