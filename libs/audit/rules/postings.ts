/** A posting moves an amount of more than 0 between two accounts of one team, so that the ledger always balances. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

const ACCOUNT = /^(charges|due|released|executed|to-recover|demanded|repaid):(.*)$/s;

/** Events that must move money. */
const MOVING = [
  'DuePosted',
  'DueReduced',
  'RecoveryPosted',
  'RecoveryReduced',
  'RepaymentDemanded',
  'SetOff',
  'PaymentReleased',
  'PaymentExecuted',
  'PaymentReturned',
  'PaymentAwaitedAgain',
  'PaymentCancelled',
  'OverpaymentPosted',
  'DemandTakenBack',
  'RepaymentReceived',
];

export function unbalanced({ type, data }: RuleEvent): readonly RuleFinding[] {
  if (!MOVING.includes(type) && !data.has('debit')) return [];
  const [debit, credit] = [data.text('debit'), data.text('credit')];
  const [from, to] = [ACCOUNT.exec(credit), ACCOUNT.exec(debit)];
  const isBalanced =
    from !== null && to !== null && from[1] !== to[1] && from[2] === to[2] && data.cents('amountCents') > 0n;
  return isBalanced
    ? []
    : [{ code: 'POSTING_UNBALANCED', data: { debit, credit, amountCents: data.json('amountCents') } }];
}
