/**
 * Segregation of duties: one table of the duties around a payment, their roles, and the pairs that one person may not do. Rules check it
 * over the history of a payment; the service checks it over the roles of a token. Source: decree 2012-1246 of 7 November 2012 (GBCP),
 * article 9: the person who orders a payment does not keep the accounts.
 */
import { type Person, samePerson } from '#libs/commands/person.ts';

/**
 * operator: records, calculates, submits. approver: decides. authorising-officer (ordonnateur): releases payments. accountant
 * (comptable): accounts, the bank's answers, ledgers. auditor: reads everything. team: reads its own team. service: another system,
 * which records facts and reads the feed.
 */
export const ROLES = [
  'operator',
  'approver',
  'authorising-officer',
  'accountant',
  'auditor',
  'team',
  'service',
] as const;

export type Role = (typeof ROLES)[number];

/** The duties around a payment, with the role of each. */
export const DUTIES = {
  PROPOSE_ACCOUNT: 'accountant',
  CONFIRM_ACCOUNT: 'accountant',
  SUBMIT: 'operator',
  APPROVE: 'approver',
  /** Gives an exception for an account that changed lately. */
  EXCEPT_ACCOUNT: 'approver',
  RELEASE: 'authorising-officer',
  /** Types an answer of the bank, or corrects one. */
  TYPE_ANSWER: 'accountant',
  /** The amount and the schemes of an envelope. */
  PROPOSE_TERMS: 'operator',
  CONFIRM_TERMS: 'approver',
  /** Passes an envelope, or releases before the due day. */
  PROPOSE_EXCEPTION: 'operator',
  CONFIRM_EXCEPTION: 'approver',
  /** For how many days a changed account is held. */
  PROPOSE_HOLD: 'operator',
  CONFIRM_HOLD: 'approver',
  /** The repayment that a team that left is asked for. */
  PROPOSE_DEMAND: 'accountant',
  CONFIRM_DEMAND: 'accountant',
  PROPOSE_REPAYMENT: 'accountant',
  CONFIRM_REPAYMENT: 'accountant',
  PROPOSE_TAKE_BACK: 'accountant',
  CONFIRM_TAKE_BACK: 'accountant',
} as const satisfies Readonly<Record<string, Role>>;

export type Duty = keyof typeof DUTIES;

/** Two duties that one person may not do for one payment. The same duty twice means that two persons must do it. */
export const APART: readonly (readonly [Duty, Duty])[] = [
  ['PROPOSE_ACCOUNT', 'CONFIRM_ACCOUNT'],
  ['SUBMIT', 'APPROVE'],
  ['RELEASE', 'PROPOSE_ACCOUNT'],
  ['RELEASE', 'CONFIRM_ACCOUNT'],
  ['RELEASE', 'EXCEPT_ACCOUNT'],
  ['RELEASE', 'SUBMIT'],
  ['RELEASE', 'APPROVE'],
  ['RELEASE', 'TYPE_ANSWER'],
  ['RELEASE', 'PROPOSE_EXCEPTION'],
  ['RELEASE', 'CONFIRM_EXCEPTION'],
  ['PROPOSE_TERMS', 'CONFIRM_TERMS'],
  ['PROPOSE_EXCEPTION', 'CONFIRM_EXCEPTION'],
  ['PROPOSE_HOLD', 'CONFIRM_HOLD'],
  ['PROPOSE_DEMAND', 'CONFIRM_DEMAND'],
  ['PROPOSE_REPAYMENT', 'CONFIRM_REPAYMENT'],
  ['PROPOSE_TAKE_BACK', 'CONFIRM_TAKE_BACK'],
  ['EXCEPT_ACCOUNT', 'EXCEPT_ACCOUNT'],
  ['TYPE_ANSWER', 'TYPE_ANSWER'],
];

/** These roles only read: they cannot be combined. */
const READERS: readonly Role[] = ['auditor', 'team'];

/** A duty that a person did for a payment before. */
export interface DoneDuty {
  readonly duty: Duty;
  /** Undefined if the log does not name the person. */
  readonly by: Person | undefined;
}

export function areApart(one: Duty, other: Duty): boolean {
  return APART.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
}

/** Earlier duties of a person that forbid a duty now; empty if none does. */
export function dutiesInTheWay(by: Person, duty: Duty, done: readonly DoneDuty[]): readonly Duty[] {
  const own = done.filter((one) => one.by !== undefined && samePerson(by, one.by) && areApart(duty, one.duty));
  return [...new Set(own.map((one) => one.duty))];
}

/** The first two of some roles that one token may not have; undefined if all can be combined. */
export function incompatibleRoles(roles: readonly Role[]): readonly [Role, Role] | undefined {
  for (const [i, one] of roles.entries())
    for (const other of roles.slice(i + 1)) if (!goTogether(one, other)) return [one, other];
  return undefined;
}

/** A reader cannot be combined; two other roles can, unless one person may not do a duty of one and a duty of the other. */
function goTogether(one: Role, other: Role): boolean {
  if (one === other) return true;
  if (READERS.includes(one) || READERS.includes(other)) return false;
  return !APART.some(
    ([a, b]) => (DUTIES[a] === one && DUTIES[b] === other) || (DUTIES[a] === other && DUTIES[b] === one),
  );
}
