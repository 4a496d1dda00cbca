/** Does an act of a story, through the handler of its command. */
import { onAccount } from '#test/simulation/acts/on-account.ts';
import { onBank } from '#test/simulation/acts/on-bank.ts';
import { onFormerLog } from '#test/simulation/acts/on-former-log.ts';
import { decides, proposes } from '#test/simulation/acts/on-envelope.ts';
import { onRun } from '#test/simulation/acts/on-run.ts';
import { onStatement, onStatements } from '#test/simulation/acts/on-statement.ts';
import type { Act } from '#test/simulation/story.ts';
import type { Acting, Result } from '#test/simulation/acts/acting.ts';

export function actOf(act: Act, acting: Acting): Promise<Result> {
  switch (act.act) {
    case 'propose-terms':
    case 'propose-exception':
    case 'except-account':
    case 'except-day':
    case 'propose-hold':
    case 'propose-demand':
    case 'propose-take-back':
    case 'propose-repayment':
    case 'propose-cancellation':
    case 'propose-undo':
      return proposes(act, acting);
    case 'former':
    case 'carry-over':
      return onFormerLog(act, acting);
    case 'confirm':
    case 'refuse-proposal':
    case 'withdraw-proposal':
      return decides(act, acting);
    case 'propose-account':
    case 'confirm-account':
      return onAccount(act, acting);
    case 'calculate':
    case 'facts':
    case 'submit':
    case 'approve':
    case 'reject':
    case 'withdraw':
    case 'regularise':
      return onStatement(act, acting);
    case 'regularise-many':
    case 'submit-many':
    case 'approve-many':
      return onStatements(act, acting);
    case 'prepare':
    case 'release':
    case 'drop':
      return onRun(act, acting);
    case 'send':
    case 'bank-says':
    case 'type-answer':
    case 'decide-returns':
      return onBank(act, acting);
  }
}
