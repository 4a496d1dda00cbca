/**
 * The bounds of plausible rows, as dated data: to change one, add a rule with a later `from`; `bound: null` ends it. A bound states what
 * nobody has seen, not what a text allows: an amount or a day beyond it is usually a typing or conversion error.
 */
import type { PlausibilityRule } from '#libs/facts/plausibility.ts';

const FROM = '2026-01-01';
const [DAYS_OF_A_YEAR, DAYS_OF_5_YEARS, DAYS_OF_10_YEARS] = [366, 1_826, 3_653];
/** Cents. */
const EUROS = 100;

export const PLAUSIBILITY_RULES: readonly PlausibilityRule[] = [
  // A fact may be sent some days ahead; a calculation takes it in from its day on.
  { code: 'KNOWN_TO_COME', column: 'known_on', bound: 0, from: FROM, does: 'WARN' },
  { code: 'KNOWN_TO_COME', column: 'known_on', bound: DAYS_OF_5_YEARS, from: FROM, does: 'SET_ASIDE' },
  // Care, birth, death and the choice of a doctor are of days that have come; a register may write them under an older day known.
  ...['care_on', 'birth_date', 'died_on', 'declared_on'].flatMap((column): PlausibilityRule[] => [
    { code: 'HELD_TO_COME', column, bound: 0, from: FROM, does: 'WARN' },
    { code: 'HELD_TO_COME', column, bound: DAYS_OF_A_YEAR, from: FROM, does: 'SET_ASIDE' },
    { code: 'HELD_AFTER_KNOWN', column, bound: 0, from: FROM, does: 'WARN' },
    { code: 'HELD_AFTER_KNOWN', column, bound: DAYS_OF_10_YEARS, from: FROM, does: 'SET_ASIDE' },
  ]),
  // Years. Care is claimed within two years from the next quarter (Code de la sécurité sociale, article L. 332-1); corrections may take longer.
  { code: 'KNOWN_LATE', facts: ['acts'], column: 'care_on', bound: 5, from: FROM, does: 'WARN' },
  // Phases, memberships, cover and credits are often known before they begin.
  { code: 'HELD_AFTER_KNOWN', column: 'from', bound: DAYS_OF_5_YEARS, from: FROM, does: 'WARN' },
  { code: 'HELD_AFTER_KNOWN', column: 'from', bound: DAYS_OF_10_YEARS, from: FROM, does: 'SET_ASIDE' },
  { code: 'HELD_AFTER_KNOWN', column: 'due_on', bound: DAYS_OF_5_YEARS, from: FROM, does: 'WARN' },
  { code: 'HELD_AFTER_KNOWN', column: 'due_on', bound: DAYS_OF_10_YEARS, from: FROM, does: 'SET_ASIDE' },
  { code: 'HELD_AFTER_KNOWN', column: 'quarter', bound: DAYS_OF_A_YEAR, from: FROM, does: 'WARN' },
  { code: 'HELD_AFTER_KNOWN', column: 'quarter', bound: DAYS_OF_10_YEARS, from: FROM, does: 'SET_ASIDE' },
  { code: 'HELD_AFTER_KNOWN', column: 'year', bound: DAYS_OF_A_YEAR, from: FROM, does: 'WARN' },
  { code: 'HELD_AFTER_KNOWN', column: 'year', bound: DAYS_OF_10_YEARS, from: FROM, does: 'SET_ASIDE' },
  { code: 'AGE', facts: ['patients'], column: 'birth_date', bound: 115, from: FROM, does: 'WARN' },
  { code: 'AGE', facts: ['patients'], column: 'birth_date', bound: 150, from: FROM, does: 'SET_ASIDE' },
  // The acts of general practitioners and nurses cost some tens of euros.
  { code: 'SIZE', facts: ['acts'], column: 'base_cents', bound: 1_000 * EUROS, from: FROM, does: 'WARN' },
  { code: 'SIZE', facts: ['acts'], column: 'base_cents', bound: 10_000 * EUROS, from: FROM, does: 'SET_ASIDE' },
  { code: 'SIZE', facts: ['acts'], column: 'paid_cents', bound: 1_000 * EUROS, from: FROM, does: 'WARN' },
  { code: 'SIZE', facts: ['acts'], column: 'paid_cents', bound: 10_000 * EUROS, from: FROM, does: 'SET_ASIDE' },
  { code: 'MORE_THAN_BASE', facts: ['acts'], column: 'paid_cents', bound: 0, from: FROM, does: 'WARN' },
  { code: 'SIZE', facts: ['acts'], column: 'quantity', bound: 100, from: FROM, does: 'WARN' },
  { code: 'SIZE', facts: ['acts'], column: 'quantity', bound: 10_000, from: FROM, does: 'SET_ASIDE' },
  { code: 'SIZE', facts: ['credits'], column: 'amount_cents', bound: 1_000_000 * EUROS, from: FROM, does: 'WARN' },
  {
    code: 'SIZE',
    facts: ['reference_revenue'],
    column: 'amount_cents',
    bound: 10_000_000 * EUROS,
    from: FROM,
    does: 'WARN',
  },
  // The spending of one patient in one year.
  { code: 'SIZE', facts: ['spending'], column: 'amount_cents', bound: 1_000_000 * EUROS, from: FROM, does: 'WARN' },
  {
    code: 'SIZE',
    facts: ['national_spending'],
    column: 'amount_cents',
    bound: 100_000 * EUROS,
    from: FROM,
    does: 'WARN',
  },
];
