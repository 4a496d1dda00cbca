/** Who decides a change of the ledger is known from the id of its proposal, and from nothing else. */
import { expect, test } from '@jest/globals';
import { decidingRole, decidingRoleOf, proposalId } from '#libs/payments/ledger/change.ts';

const debtor = { envelope: 'FIR', team: 'PEPS-01' };
const NAMED = [
  { kind: 'ENVELOPE', envelope: 'FIR' },
  { kind: 'EXCEPTION', exception: 'E1' },
  { kind: 'HOLD' },
  { kind: 'DEMAND', ...debtor },
  { kind: 'REPAYMENT', ...debtor },
  { kind: 'TAKE_BACK', ...debtor },
  { kind: 'CANCELLATION', run: 'R1' },
  { kind: 'UNDOING', decision: 'D1' },
  { kind: 'ANSWER', answer: 'A1' },
] as const;

test.each(NAMED)('the id of a proposal names the role that decides it: %o', (change) => {
  expect(decidingRoleOf(proposalId(change))).toBe(decidingRole(change));
});

test.each(['other:FIR', 'toString:FIR', ''])('no role decides « %s », which is no proposal', (id) => {
  expect(() => decidingRoleOf(id)).toThrow(RangeError);
});
