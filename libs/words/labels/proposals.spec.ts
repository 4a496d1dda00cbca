/** A change of the payment ledger by two people has a French name, never the key of its id. */
import { expect, test } from '@jest/globals';
import { type LedgerChange, proposalId } from '#libs/payments/ledger/change.ts';
import { proposalName } from '#libs/words/labels/proposals.ts';

const DEBTOR = { envelope: 'FIR', team: 'PEPS-01' };
const REASON = { reason: '' };
const TERMS = { from: null, amountCents: 1n, schemes: [] };

test.each<[LedgerChange, string]>([
  [{ kind: 'ENVELOPE', envelope: 'FIR', terms: TERMS, exception: null }, 'enveloppe FIR'],
  [
    { kind: 'EXCEPTION', exception: 'C1', terms: { kind: 'AFTER_END', team: 'PEPS-01', period: '2023-Q1' }, ...REASON },
    'exception C1',
  ],
  [{ kind: 'HOLD', days: 5, ...REASON }, 'délai des comptes changés'],
  [{ kind: 'DEMAND', ...DEBTOR }, 'demande de remboursement à PEPS-01 pour l’enveloppe FIR'],
  [
    { kind: 'REPAYMENT', ...DEBTOR, amountCents: 1n, receivedOn: 0, reference: '' },
    'remboursement de PEPS-01 à l’enveloppe FIR',
  ],
  [{ kind: 'TAKE_BACK', ...DEBTOR, ...REASON }, 'abandon de la demande à PEPS-01 pour l’enveloppe FIR'],
  [{ kind: 'CANCELLATION', run: 'R1', ...REASON }, 'annulation de la campagne R1'],
  [{ kind: 'UNDOING', decision: 'D1', ...REASON }, 'écriture de la décision D1, à défaire'],
  [{ kind: 'ANSWER', answer: 'DCPT1', source: 'TYPED', entries: [], ...REASON }, 'réponse de la banque DCPT1'],
])('%j is named « %s »', (change, name) => {
  expect(proposalName(proposalId(change))).toBe(name);
});

test('a team may have a colon in its identifier', () => {
  expect(proposalName('demand:FIR:A:B')).toBe('demande de remboursement à A:B pour l’enveloppe FIR');
});
