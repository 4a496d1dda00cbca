/** Changes of the ledger that take two people: envelopes, exceptions, debts, runs that were not sent. */
import { dayOfInstant } from '#libs/kernel/day.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import { ConfirmChange } from '#libs/payments/ledger/commands/confirm-change.ts';
import { type AskedChange, ProposeChange } from '#libs/payments/ledger/commands/propose-change.ts';
import { RefuseChange } from '#libs/payments/ledger/commands/refuse-change.ts';
import { WithdrawChange } from '#libs/payments/ledger/commands/withdraw-change.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Acting, DONE } from '#test/simulation/acts/act.ts';
import { codeGiven } from '#test/simulation/acts/code.ts';
import type { Act } from '#test/simulation/story.ts';
import type { Result } from '#test/simulation/world.ts';

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

export async function proposes(asked: ProposingAct, { process, world, author }: Acting): Promise<Result> {
  // Two people may say of a file that it was not sent when it was.
  if (asked.act === 'propose-cancellation' && world.bank.files.has(asked.run)) world.bank.doubt(asked.run);
  const change = changeOf(asked, dayOfInstant(author.meta.at));
  await process.proposeChange.execute(new ProposeChange(change, author));
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

function changeOf(asked: ProposingAct, today: number): AskedChange {
  switch (asked.act) {
    case 'propose-terms': {
      const { act: _, ...terms } = asked;
      return { kind: 'ENVELOPE', ...terms };
    }
    case 'propose-exception': {
      const { exception, envelope, amountCents } = asked;
      return {
        kind: 'EXCEPTION',
        exception,
        reason: REASON,
        terms: { kind: 'EXCEED_ENVELOPE', envelope, amountCents },
      };
    }
    case 'except-account': {
      const { exception, team } = asked;
      return { kind: 'EXCEPTION', exception, reason: REASON, terms: { kind: 'CHANGED_ACCOUNT', team } };
    }
    case 'except-day': {
      const { exception, envelope, until } = asked;
      return { kind: 'EXCEPTION', exception, reason: REASON, terms: { kind: 'EARLY_RELEASE', envelope, until } };
    }
    case 'propose-hold':
      return { kind: 'HOLD', days: asked.days, reason: REASON };
    case 'propose-cancellation':
      return { kind: 'CANCELLATION', run: asked.run, reason: REASON };
    case 'propose-undo':
      return { kind: 'UNDOING', decision: asked.decision, reason: REASON };
    case 'propose-demand':
      return { kind: 'DEMAND', envelope: asked.envelope, team: asked.team };
    case 'propose-take-back':
      return { kind: 'TAKE_BACK', envelope: asked.envelope, team: asked.team, reason: REASON };
    case 'propose-repayment': {
      const { envelope, team, amountCents } = asked;
      return { kind: 'REPAYMENT', envelope, team, amountCents, receivedOn: today, reference: 'VIR' };
    }
  }
}
