/** Small logs for the rules of the audit: one sound decision from its submission to its payment, and ways to change it. */
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { digestOf } from '#libs/commands/digest.ts';
import { commitText, linkedText } from '#libs/event-store/chain.ts';
import { dayFromText } from '#libs/kernel/day.ts';

/** An event of a log that the rules read. */
export interface Written {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly by: string;
  readonly at: string;
  /** The instant of its command, if it is another. */
  readonly began?: string;
  readonly carriedFrom?: object;
  readonly schemaVersion?: number;
  readonly key?: string;
}

export const [BEFORE, DAY] = ['2025-01-01T10:00:00.000Z', '2026-01-15T10:00:00.000Z'];
export const LEDGER = 'payment-ledger';
export const STATEMENT = 'statement-T1-2021-Q1';
export const PROPOSAL = { number: 0, digest: 'd', lines: [{ line: 'CAPITATION', amountCents: '100' }] };
export const OF = { envelope: 'FISS', team: 'T1', period: '2021-Q1' };
export const PAYEE = { name: 'Maison', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
export const DECISION = `${STATEMENT}@1`;

export function written(stream: string, type: string, data: object, by: string, at = DAY): Written {
  return { stream, type, data, by, at };
}

export function posting(debit: string, credit: string, amountCents = '100') {
  return { debit: `${debit}:T1`, credit: `${credit}:T1`, amountCents };
}

export const SUBMITTED = written(STATEMENT, 'StatementSubmitted', { team: 'T1', proposal: PROPOSAL }, 'Alice');
export const APPROVED = written(STATEMENT, 'StatementApproved', { team: 'T1', proposal: PROPOSAL }, 'Bob');
export const PROPOSED = written('payee-T1', 'PayeeProposed', { holder: 'T1', payee: PAYEE }, 'Karim');
export const CONFIRMED = written('payee-T1', 'PayeeConfirmed', { holder: 'T1', payee: PAYEE }, 'Lucie');
export const POSTED = written(LEDGER, 'DecisionPosted', { ...OF, decision: DECISION }, 'Bob');
export const ITEM = `${DECISION}#1`;
export const DUE = written(
  LEDGER,
  'DuePosted',
  { ...OF, decision: DECISION, item: ITEM, dueOn: '2021-01-10', ...posting('charges', 'due') },
  'Bob',
);
export const RUN = written(LEDGER, 'PaymentRunReleased', { envelope: 'FISS', run: 'R1', payments: ['e1'] }, 'Carol');
export const PAYMENT = { ...OF, run: 'R1', endToEndId: 'e1', item: ITEM };
export const RELEASED = written(LEDGER, 'PaymentReleased', { ...PAYMENT, ...posting('due', 'released') }, 'Carol');
export const EXECUTED = written(LEDGER, 'PaymentExecuted', { ...PAYMENT, ...posting('released', 'executed') }, 'Dora');
/** A decision that took back 100 cents, which the team is asked to pay back. */
export const TAKEN = { ...PROPOSAL, number: 1, lines: [{ line: 'CAPITATION', amountCents: '-100' }] };
export const TAKING = 'statement-T1-2021-Q2';
export const DEBT = { ...OF, period: '2021-Q2', decision: `${TAKING}@1`, recovery: 'd#2' };
export const OWED = written(LEDGER, 'RecoveryPosted', { ...DEBT, ...posting('to-recover', 'charges') }, 'Bob');
export const ASKED_BACK = written(
  LEDGER,
  'RepaymentDemanded',
  { ...DEBT, ...posting('demanded', 'to-recover') },
  'Carol',
);
export const INDEBTED = [
  written(TAKING, 'RegularisationSubmitted', { team: 'T1', proposal: TAKEN }, 'Alice'),
  written(TAKING, 'RegularisationApproved', { team: 'T1', proposal: TAKEN }, 'Bob'),
  written(LEDGER, 'DecisionPosted', DEBT, 'Bob'),
  OWED,
];
export const DEMANDED = [
  ...INDEBTED,
  written(LEDGER, 'DemandProposed', { envelope: 'FISS', team: 'T1' }, 'Dora'),
  ASKED_BACK,
];
export const SOUND = [PROPOSED, CONFIRMED, SUBMITTED, APPROVED, POSTED, DUE, RUN, RELEASED, EXECUTED];

/** The findings in a log with these events. */
export function found(events: readonly Written[]): readonly (readonly [position: number, code: RuleFinding['code']])[] {
  return checked(events).impossible.map(({ position, finding }) => [position, finding.code]);
}

/** Before all events, two people agreed on terms of these envelopes, and that no account waits; they count in no position and no revision. */
const AGREED = [
  ...['FISS', 'ASSU', 'FIR'].flatMap((envelope) => {
    const data = { envelope, terms: { from: null, amountCents: '1000000', schemes: [] }, exception: null };
    return [
      written(LEDGER, 'EnvelopeProposed', data, 'Zoé', BEFORE),
      written(LEDGER, 'EnvelopeConfirmed', data, 'Yann', BEFORE),
    ];
  }),
  written(LEDGER, 'AccountHoldProposed', { days: 0 }, 'Zoé', BEFORE),
  written(LEDGER, 'AccountHoldConfirmed', { days: 0 }, 'Yann', BEFORE),
];

export function checked(events: readonly Written[], agreed = AGREED): RuleCheck {
  const check = new RuleCheck();
  const revisions = new Map<string, number>();
  const { prepared, released } = prepareRuns(events);
  const all = [...agreed, ...prepared, ...released];
  const first = all.length - released.length;
  let before = '';
  for (const [place, one] of all.entries()) {
    const index = place - first;
    const { stream, type, data, by, at, carriedFrom, schemaVersion = 1, began = at } = one;
    const key = one.key ?? (FOLLOWING.includes(type) ? before : `k${index}`);
    if (stream === LEDGER) before = key;
    const revision = index < 0 ? index : (revisions.get(stream) ?? -1) + 1;
    if (index >= 0) revisions.set(stream, revision);
    const command = { key, digest: '', meta: { by: { name: by, assurance: 'verified', osUser: '' }, at: began } };
    const json = JSON.stringify({ ...data, command: { ...command, ...(carriedFrom && { carriedFrom }) } });
    const event = { id: '', type, schemaVersion, effective: '', knownOn: '', data: json };
    const commit = commitText({ recordedAt: at, actor: by, correlation: '', causation: '' });
    check.take({ position: index + 1, text: linkedText(JSON.stringify(stream), revision, event, commit) });
  }
  return check;
}

/** They are of the command of the event before them, unless they say another. */
const FOLLOWING = ['DuePosted', 'DueReduced', 'RecoveryPosted', 'RecoveryReduced', 'SetOff', 'PaymentReleased'];

/** Each run that does not say how it was prepared is prepared for what follows it. */
function prepareRuns(events: readonly Written[]): {
  readonly prepared: readonly Written[];
  readonly released: readonly Written[];
} {
  const prepared = new Map<string, Written>();
  const released = events.map((one, at) => {
    const run = one.data as Fields;
    if (one.type !== 'PaymentRunReleased' || run['digest'] !== undefined) return one;
    const preparation = preparationOf(run, events.slice(at + 1), one.by);
    if (!prepared.has(String(run['run']))) prepared.set(String(run['run']), preparation);
    const { createdAt, executionDay, files, digest, exceptions } = preparation.data as Fields;
    const preparedBy = { name: one.by, assurance: 'verified', osUser: '' };
    return { ...one, data: { ...run, createdAt, executionDay, files, digest, exceptions, preparedBy } };
  });
  return { prepared: [...prepared.values()], released };
}

type Fields = Readonly<Record<string, unknown>>;

/** The preparation of a run that releases what follows it. */
export function preparationOf(run: Fields, after: readonly Written[], by: string): Written {
  const { envelope, run: name, exceptions = [], debtor } = run;
  const end = after.findIndex(({ type }) => type !== 'SetOff' && type !== 'PaymentReleased');
  const moved = after.slice(0, end < 0 ? undefined : end).map(({ type, data }) => ({ type, of: data as Fields }));
  const setOffs = moved
    .filter(({ type }) => type === 'SetOff')
    .map(({ of }) => [of['item'], of['recovery'], of['amountCents']]);
  const payments = moved
    .filter(({ type }) => type === 'PaymentReleased')
    .map(({ of }) => [of['item'], of['endToEndId'], of['payee'], of['amountCents']]);
  const [day, createdAt] = ['2026-01-20', DAY];
  const asked = { envelope, run: name, exceptions };
  const request = { ...asked, dueBy: dayFromText(day), executionDay: dayFromText(day) };
  const digest = digestOf([request, createdAt, debtor, setOffs, payments, [], []]);
  const sum = (type: string) =>
    String(moved.reduce((cents, one) => cents + (one.type === type ? BigInt(String(one.of['amountCents'])) : 0n), 0n));
  const figures = { count: payments.length, totalCents: sum('PaymentReleased'), setOffCents: sum('SetOff') };
  const data = {
    ...asked,
    ...figures,
    dueBy: day,
    executionDay: day,
    createdAt,
    debtor,
    leftOut: [],
    files: [],
    digest,
  };
  return written(LEDGER, 'PaymentRunPrepared', data, by, BEFORE);
}

/** The sound log with one event replaced by another. */
export function with_(event: Written, change: Partial<Written> & { readonly more?: object }): readonly Written[] {
  const { more, ...rest } = change;
  const data = { ...event.data, ...more };
  return SOUND.map((one) => (one === event ? { ...event, data, ...rest } : one));
}

export function without(...events: readonly Written[]): readonly Written[] {
  return SOUND.filter((one) => !events.includes(one));
}
