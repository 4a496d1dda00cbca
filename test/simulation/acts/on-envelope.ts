/** Acts on envelopes, on exceptions to them, and on debts. */
import { ConfirmEnvelope } from '#libs/payments/ledger/commands/confirm-envelope.ts';
import { ConfirmException } from '#libs/payments/ledger/commands/confirm-exception.ts';
import { DemandRepayment } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { ProposeEnvelope } from '#libs/payments/ledger/commands/propose-envelope.ts';
import { ProposeException } from '#libs/payments/ledger/commands/propose-exception.ts';
import { type Acting, DONE } from '#test/simulation/acts/act.ts';
import type { Act } from '#test/simulation/story.ts';
import type { Result } from '#test/simulation/world.ts';

type EnvelopeAct = Extract<
  Act,
  { readonly act: 'propose-terms' | 'confirm-terms' | 'propose-exception' | 'confirm-exception' | 'demand' }
>;

export async function onEnvelope(asked: EnvelopeAct, { process, author }: Acting): Promise<Result> {
  switch (asked.act) {
    case 'propose-terms': {
      const { act: _, ...terms } = asked;
      await process.proposeEnvelope.execute(new ProposeEnvelope(terms, author));
      return DONE;
    }
    case 'confirm-terms':
      await process.confirmEnvelope.execute(new ConfirmEnvelope(asked.envelope, author));
      return DONE;
    case 'propose-exception': {
      const { envelope, exception: id, amountCents } = asked;
      const exception = { envelope, id, amountCents, reason: 'fin d’année' };
      await process.proposeException.execute(new ProposeException(exception, author));
      return DONE;
    }
    case 'confirm-exception':
      await process.confirmException.execute(new ConfirmException(asked.envelope, asked.exception, author));
      return DONE;
    case 'demand':
      await process.demand.execute(new DemandRepayment(asked.envelope, asked.team, author));
      return DONE;
  }
}
