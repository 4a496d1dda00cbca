/** A posting moves an amount of more than 0 between two accounts of one team, so that the ledger always balances. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

const ACCOUNT = /^(charges|due|released|executed|to-recover|demanded|repaid):(.*)$/s;

/** Events that must move money, with the kinds of accounts that they debit and credit. */
const MOVING: ReadonlyMap<string, readonly [debits: readonly string[], credits: readonly string[]]> = new Map([
  ['DuePosted', [['charges'], ['due']]],
  ['DueReduced', [['due'], ['charges']]],
  ['RecoveryPosted', [['to-recover'], ['charges']]],
  ['RecoveryReduced', [['charges', 'due', 'executed'], ['to-recover']]],
  ['RepaymentDemanded', [['demanded'], ['to-recover']]],
  ['DemandTakenBack', [['to-recover'], ['demanded']]],
  ['RepaymentReceived', [['repaid'], ['demanded']]],
  ['SetOff', [['due'], ['to-recover']]],
  ['PaymentReleased', [['due'], ['released']]],
  ['PaymentExecuted', [['released', 'due'], ['executed']]],
  ['PaymentReturned', [['released', 'executed'], ['due']]],
  ['PaymentAwaitedAgain', [['executed', 'due'], ['released']]],
  ['PaymentCancelled', [['released'], ['due']]],
  ['OverpaymentPosted', [['to-recover'], ['due', 'executed']]],
]);

/** An event moves money between the accounts of its kind: another one would hide what it charges. Former ledgers are held to the rules of their time. */
export function misposted({ stream, type, data }: RuleEvent): readonly RuleFinding[] {
  if (stream !== LEDGER) return [];
  const [debits, credits] = MOVING.get(type) ?? [];
  const [debit, credit] = [data.text('debit'), data.text('credit')];
  const [from, to] = [ACCOUNT.exec(credit)?.[1], ACCOUNT.exec(debit)?.[1]];
  if (from === undefined || to === undefined) return [];
  if (debits?.includes(to) === true && credits?.includes(from) === true) return [];
  return [{ code: 'POSTED_TO_OTHER_ACCOUNTS', data: { debit, credit } }];
}

export function unbalanced({ type, data }: RuleEvent): readonly RuleFinding[] {
  if (!MOVING.has(type) && !data.has('debit')) return [];
  const [debit, credit] = [data.text('debit'), data.text('credit')];
  const [from, to] = [ACCOUNT.exec(credit), ACCOUNT.exec(debit)];
  const isBalanced =
    from !== null && to !== null && from[1] !== to[1] && from[2] === to[2] && data.cents('amountCents') > 0n;
  return isBalanced
    ? []
    : [{ code: 'POSTING_UNBALANCED', data: { debit, credit, amountCents: data.json('amountCents') } }];
}
