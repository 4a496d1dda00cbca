/** What to type to read a proposal again, after a confirmation without its code or with another. */
import type { DomainError } from '#libs/kernel/domain-error.ts';
import type { ProposalStep } from '#libs/commands/refusals.ts';

/** The command line that shows what is proposed. A word in capitals is for the person to replace. */
const SHOWN_BY: Readonly<Record<ProposalStep, (subject: string) => string>> = {
  PROPOSED_VERSION: () => 'decompte regulation show',
  PROPOSED_ACCOUNT: (holder) => `decompte payee show ${holder}`,
  PROPOSED_DEBTOR: (envelope) => `decompte debtor show ${envelope}`,
  PROPOSED_ENVELOPE: (envelope) => `decompte envelope show ${envelope}`,
  PROPOSED_EXCEPTION: () => 'decompte payment proposals',
  PROPOSED_HOLD: () => 'decompte payment proposals',
  PROPOSED_DEMAND: () => 'decompte payment proposals',
  PROPOSED_REPAYMENT: () => 'decompte payment proposals',
  PROPOSED_TAKE_BACK: () => 'decompte payment proposals',
  PROPOSED_CANCELLATION: () => 'decompte payment proposals',
  PROPOSED_ANSWER: () => 'decompte payment proposals',
  PREPARED_RUN: (run) => `decompte payment show ${run}`,
};

/** ` (decompte payee show PEPS-01, puis --code CODE)`; empty for any other error. */
export function nextStepAfter({ code, data }: DomainError): string {
  if (code === 'LEDGER_NOT_CARRIED_OVER' || code === 'CARRY_OVER_CHANGED') return ' (decompte payment carry-over)';
  if (code !== 'CONFIRMATION_CODE_REQUIRED' && code !== 'PROPOSAL_CHANGED') return '';
  const { step, subject } = data as { readonly step: ProposalStep; readonly subject: string };
  return ` (${SHOWN_BY[step](subject)}, puis --code CODE)`;
}
