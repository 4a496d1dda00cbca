/** Every proposal that waits for a second person: for accounts, the regulation, candidates, closings and the payment ledger. */
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { closingsOf } from '#libs/closing/closings.ts';
import { proposalOn } from '#libs/closing/state.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { proposedVersion } from '#libs/regulation/publication/published.ts';

export type WaitingProposal = Awaited<ReturnType<typeof waitingProposals>>[number];

export type WaitingOf<Kind extends WaitingProposal['kind']> = Extract<WaitingProposal, { readonly kind: Kind }>;

export async function waitingProposals(log: EventStore) {
  return [
    ...(await ofAccounts(log)),
    ...(await ofRegulation(log)),
    ...(await ofCandidates(log)),
    ...(await ofClosings(log)),
    ...(await ofLedger(log)),
  ];
}

async function ofAccounts(log: EventStore) {
  return (await everyAccount(log)).flatMap(({ key, state }) =>
    state.status === 'PROPOSED' ? [{ kind: 'ACCOUNT', key, state, proposal: state.proposal } as const] : [],
  );
}

async function ofRegulation(log: EventStore) {
  const proposal = await proposedVersion(log);
  return proposal === undefined ? [] : [{ kind: 'REGULATION', proposal } as const];
}

async function ofCandidates(log: EventStore) {
  return [...(await candidatesOf(log)).values()].flatMap((found) =>
    found.status === 'DECISION_PROPOSED' ? [{ kind: 'CANDIDATE', proposal: found.proposal } as const] : [],
  );
}

async function ofClosings(log: EventStore) {
  return [...(await closingsOf(log)).values()].flatMap((closing) => {
    const proposal = proposalOn(closing);
    return proposal === undefined ? [] : [{ kind: 'CLOSING', subject: closing.subject, proposal } as const];
  });
}

async function ofLedger(log: EventStore) {
  return [...(await ledgerOf(log)).proposals.values()].map((proposal) => ({ kind: 'LEDGER', proposal }) as const);
}
