/** Changes of the ledger that take two people: envelopes, exceptions, debts, runs that were not sent. */
import { dayOfInstant } from '#libs/kernel/day.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import type { Debtor } from '#libs/payments/ledger/change.ts';
import { CancelRun } from '#libs/payments/ledger/commands/cancel-run.ts';
import { ConfirmChange } from '#libs/payments/ledger/commands/confirm-change.ts';
import { DemandRepayment } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { HoldAccounts } from '#libs/payments/ledger/commands/hold-accounts.ts';
import { ProposeEnvelope } from '#libs/payments/ledger/commands/propose-envelope.ts';
import { type AskedPermission, ProposeException } from '#libs/payments/ledger/commands/propose-exception.ts';
import { RecordRepayment } from '#libs/payments/ledger/commands/record-repayment.ts';
import { RefuseChange } from '#libs/payments/ledger/commands/refuse-change.ts';
import { TakeBackDemand } from '#libs/payments/ledger/commands/take-back-demand.ts';
import { UndoPosting } from '#libs/payments/ledger/commands/undo-posting.ts';
import { WithdrawChange } from '#libs/payments/ledger/commands/withdraw-change.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Acting, DONE, type Result } from '#test/simulation/acts/acting.ts';
import { codeGiven } from '#test/simulation/acts/code.ts';
import type { Act } from '#test/simulation/story.ts';

export type ProposingAct = Extract<
  Act,
  {
    readonly act:
      | 'propose-terms'
      | 'propose-exception'
      | 'except-account'
      | 'except-day'
      | 'propose-hold'
      | 'propose-demand'
      | 'propose-take-back'
      | 'propose-repayment'
      | 'propose-cancellation'
      | 'propose-undo';
  }
>;
type DecidingAct = Extract<Act, { readonly act: 'confirm' | 'refuse-proposal' | 'withdraw-proposal' }>;

const REASON = 'fin d’année';

export async function proposes(asked: ProposingAct, acting: Acting): Promise<Result> {
  const { world } = acting;
  // Two people may claim that a file was not sent although it was.
  if (asked.act === 'propose-cancellation' && world.bank.files.has(asked.run)) world.bank.doubt(asked.run);
  await execute(asked, acting);
  return DONE;
}

export async function decides(asked: DecidingAct, acting: Acting): Promise<Result> {
  const { process, author } = acting;
  const { proposal: id } = asked;
  switch (asked.act) {
    case 'confirm': {
      const ledger = await ledgerOf(process.log);
      const proposal = ledger.proposals.get(id);
      const shown = proposal === undefined ? undefined : codeOfProposal(ledger, proposal);
      const code = codeGiven(id, shown, asked.code, acting);
      await process.confirmChange.execute(new ConfirmChange(id, code, author));
      return DONE;
    }
    case 'refuse-proposal':
      await process.refuseChange.execute(new RefuseChange(id, REASON, author));
      return DONE;
    case 'withdraw-proposal':
      await process.withdrawChange.execute(new WithdrawChange(id, author));
      return DONE;
  }
}

function execute(asked: ProposingAct, { process, author }: Acting): Promise<unknown> {
  switch (asked.act) {
    case 'propose-terms': {
      const { act: _, ...terms } = asked;
      return process.proposeEnvelope.execute(new ProposeEnvelope(terms, author));
    }
    case 'propose-exception': {
      const { envelope, amountCents } = asked;
      return except(asked, { kind: 'EXCEED_ENVELOPE', envelope, amountCents });
    }
    case 'except-account':
      return except(asked, { kind: 'CHANGED_ACCOUNT', team: asked.team });
    case 'except-day': {
      const { envelope, until } = asked;
      return except(asked, { kind: 'EARLY_RELEASE', envelope, until });
    }
    case 'propose-hold':
      return process.holdAccounts.execute(new HoldAccounts(asked.days, REASON, author));
    case 'propose-cancellation':
      return process.cancelRun.execute(new CancelRun(asked.run, REASON, author));
    case 'propose-undo':
      return process.undoPosting.execute(new UndoPosting(asked.decision, REASON, author));
    case 'propose-demand':
      return process.demandRepayment.execute(new DemandRepayment(debtorOf(asked), author));
    case 'propose-take-back':
      return process.takeBackDemand.execute(new TakeBackDemand(debtorOf(asked), REASON, author));
    case 'propose-repayment': {
      const receivedOn = dayOfInstant(author.meta.at);
      const repayment = { amountCents: asked.amountCents, receivedOn, reference: 'VIR' };
      return process.recordRepayment.execute(new RecordRepayment(debtorOf(asked), repayment, author));
    }
  }

  function except({ exception }: { readonly exception: string }, terms: AskedPermission): Promise<unknown> {
    return process.proposeException.execute(new ProposeException({ exception, reason: REASON, terms }, author));
  }
}

function debtorOf({ envelope, team }: Debtor): Debtor {
  return { envelope, team };
}
