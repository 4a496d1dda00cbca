/** A second person confirms a proposal with the code that was read, within 30 days; its author may withdraw it. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Proposal,
  ageInDays,
  codeOf,
  isExpired,
  lastDayToConfirm,
  proposalCode,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import { person } from '#test/support/specification.ts';

const PROPOSED: Proposal<{ readonly amountCents: bigint }> = {
  step: 'PROPOSED_ENVELOPE',
  subject: 'FIR-2026',
  content: { amountCents: 5_000_000n },
  by: person('Alice'),
  at: '2026-01-15T10:00:00.000Z',
};
const SOON = '2026-01-16T09:00:00.000Z';
const CODE = codeOf(PROPOSED);

const confirmation = (name: string, code: string | undefined = CODE, at = SOON) => ({ by: person(name), at, code });
const refusal = (code: string) => expect.objectContaining({ code });

test('a second person confirms with the code of the proposal', () => {
  expect(() => {
    requireConfirmation(PROPOSED, confirmation('Bob'));
  }).not.toThrow();
  expect(() => {
    requireConfirmation(PROPOSED, confirmation('Bob', ` ${CODE.toUpperCase()} `));
  }).not.toThrow();
  expect(() => {
    requireConfirmation(PROPOSED, confirmation(' ALICE'));
  }).toThrow(refusal('SECOND_PERSON_REQUIRED'));
});

test('a confirmation without a code is refused, and so is one with the code of something else', () => {
  for (const code of ['', ' '])
    expect(() => {
      requireConfirmation(PROPOSED, confirmation('Bob', code));
    }).toThrow(refusal('CONFIRMATION_CODE_REQUIRED'));
  expect(() => {
    requireConfirmation(PROPOSED, { ...confirmation('Bob'), code: undefined });
  }).toThrow(refusal('CONFIRMATION_CODE_REQUIRED'));
  const others: readonly Partial<typeof PROPOSED>[] = [
    { content: { amountCents: 5_000_001n } },
    { subject: 'FIR-2027' },
    { step: 'PROPOSED_EXCEPTION' },
    { by: person('Carla') },
    { at: '2026-01-15T10:00:00.001Z' },
  ];
  for (const other of others)
    expect(() => {
      requireConfirmation({ ...PROPOSED, ...other }, confirmation('Bob'));
    }).toThrow(refusal('PROPOSAL_CHANGED'));
});

test('the code covers everything shown with the proposal', () => {
  const warned = { flags: ['SAME_IBAN'] };
  expect(() => {
    requireConfirmation(PROPOSED, confirmation('Bob'), warned);
  }).toThrow(refusal('PROPOSAL_CHANGED'));
  expect(() => {
    requireConfirmation(PROPOSED, confirmation('Bob', codeOf(PROPOSED, warned)), warned);
  }).not.toThrow();
});

test('a code has 10 characters and does not depend on the order of the fields', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
      const turned = Object.fromEntries(Object.entries(content).reverse());
      expect(proposalCode('s', turned)).toBe(proposalCode('s', content));
      expect(proposalCode('s', content)).toMatch(/^[0-9a-f]{10}$/);
    }),
  );
});

test('it expires after 30 days, counted in days in France', () => {
  // Just after midnight in France.
  const late = { ...PROPOSED, at: '2026-01-14T23:30:00.000Z' };
  expect(dayText(lastDayToConfirm(late))).toBe('2026-02-14');
  expect(ageInDays(late, dayFromText('2026-01-16'))).toBe(1);
  expect([isExpired(late, lastDayToConfirm(late)), isExpired(late, lastDayToConfirm(late) + 1)]).toStrictEqual([
    false,
    true,
  ]);
  expect(() => {
    requireConfirmation(late, confirmation('Bob', codeOf(late), '2026-02-14T22:59:59.000Z'));
  }).not.toThrow();
  expect(() => {
    requireConfirmation(late, confirmation('Bob', codeOf(late), '2026-02-14T23:00:00.000Z'));
  }).toThrow(refusal('PROPOSAL_EXPIRED'));
});

test('a second person refuses it with a reason, and only its author withdraws it', () => {
  const refuse = (name: string, reason: string) => requireRefusal(PROPOSED, { by: person(name), reason });
  expect(refuse('Bob', 'compte inconnu')).toBe('compte inconnu');
  expect(() => refuse('Bob', ' ')).toThrow(refusal('REASON_REQUIRED'));
  expect(() => refuse('Alice', 'non')).toThrow(refusal('SECOND_PERSON_REQUIRED'));
  expect(() => {
    requireWithdrawal(PROPOSED, { by: person(' alice') });
  }).not.toThrow();
  expect(() => {
    requireWithdrawal(PROPOSED, { by: person('Bob') });
  }).toThrow(refusal('PROPOSED_BY_ANOTHER'));
});

test('a refusal and a withdrawal with a code end the proposal that was read, and no other', () => {
  const warned = { flags: ['SAME_IBAN'] };
  const replaced = { ...PROPOSED, content: { amountCents: 5_000_001n } };
  for (const [proposal, beside] of [
    [replaced, {}],
    [PROPOSED, warned],
  ] as const) {
    const refusing = { by: person('Bob'), reason: 'non', code: CODE };
    expect(() => requireRefusal(proposal, refusing, beside)).toThrow(refusal('PROPOSAL_CHANGED'));
    const withdrawing = { by: person('Alice'), code: CODE };
    expect(() => {
      requireWithdrawal(proposal, withdrawing, beside);
    }).toThrow(refusal('PROPOSAL_CHANGED'));
    const code = ` ${codeOf(proposal, beside).toUpperCase()}`;
    expect(requireRefusal(proposal, { ...refusing, code }, beside)).toBe('non');
    expect(() => {
      requireWithdrawal(proposal, { ...withdrawing, code }, beside);
    }).not.toThrow();
  }
});
