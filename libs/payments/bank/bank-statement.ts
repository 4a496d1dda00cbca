/** Reads the balances and movements of an account statement (camt.053), and finds the movements of our payments. */
import { createHash } from 'node:crypto';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { amountCents, dayAt, orRemark, shown } from './bank-fields.ts';
import type { BankFindings, PaymentOutcome, ReadMovement } from './findings.ts';
import { unreadable } from './refusals.ts';
import { all, one, place, textAt, type XmlNode } from './xml.ts';

/** Longer texts of the bank are cut. */
const TEXT_LENGTH_MAX = 140;
const ID_LENGTH = 16;

/** The balance of the account: negative if it is overdrawn. */
export interface Balance {
  readonly day: Day;
  readonly cents: bigint;
}

/** The payments that a movement debits or credits back. */
export interface MovementClaim {
  /** The id of the answer's entry. The parts of a run that is booked in several movements share it. */
  readonly answer: string;
  readonly outcome: 'EXECUTED' | 'RETURNED';
  /** End-to-end ids; empty until the run is matched. */
  readonly payments: readonly string[];
  /** The released amount that this movement covers: negative for a debit. */
  readonly cents: bigint;
}

export interface Movement {
  /** Derived from the content: the same movement has the same id in every statement. */
  readonly id: string;
  readonly day: Day;
  /** Negative for a debit. */
  readonly cents: bigint;
  readonly text: string;
  readonly claims: readonly MovementClaim[];
}

export interface BankStatement {
  /** Derived from the content: the same file gives the same id when it is sent again. */
  readonly id: string;
  /** IBAN. */
  readonly account: string;
  /** The bank's name for it. */
  readonly reference: string;
  /** The key that orders the statements of one day. */
  readonly sequence: string;
  readonly from: Day;
  readonly to: Day;
  readonly opening: Balance | undefined;
  readonly closing: Balance | undefined;
  readonly movements: readonly Movement[];
  /** Booked entries whose amount could not be read. */
  readonly unread: number;
}

/** Adds the entry to the movements, and gives its number among them. Throws NOT_A_BANK_DAY, DAY_MISSING. */
export function readMovement(entry: XmlNode, day: Day, { movements }: BankFindings): number | undefined {
  const statement = entry.parent;
  if (statement?.name !== 'Stmt') return undefined;
  const code = ['BkTxCd/Prtry/Cd', 'BkTxCd/Domn/Fmly/SubFmlyCd'].map((path) => textAt(entry, path));
  const text = [textAt(entry, 'AddtlNtryInf'), textAt(entry, 'AcctSvcrRef'), ...code].find((one) => one !== undefined);
  movements.push({
    statement,
    day,
    cents: signedCents(entry),
    text: (text ?? '').slice(0, TEXT_LENGTH_MAX),
    reference: textAt(entry, 'AcctSvcrRef'),
  });
  return movements.length - 1;
}

/** Undefined unless it is an amount in euros with its direction. */
function signedCents(node: XmlNode): bigint | undefined {
  let cents: bigint | undefined;
  orRemark([], () => {
    const amount = one(node, 'Amt');
    const direction = textAt(node, 'CdtDbtInd');
    if (amount === undefined || (direction !== 'CRDT' && direction !== 'DBIT')) return;
    cents = direction === 'CRDT' ? amountCents(amount) : -amountCents(amount);
  });
  return cents;
}

/** A claim on the movement of that number. */
export interface ReadClaim extends MovementClaim {
  readonly movement: number;
}

/** The statements of a file, with their movements. Unreadable parts become remarks. */
export function bankStatementsOf(
  message: XmlNode,
  findings: BankFindings,
  claims: readonly ReadClaim[],
): readonly BankStatement[] {
  const numbered = findings.movements.map((movement, number) => ({ ...movement, number }));
  const byStatement = Map.groupBy(numbered, ({ statement }) => statement);
  const byMovement = Map.groupBy(claims, ({ movement }) => movement);
  return all(message, 'Stmt').flatMap((node) => {
    let read: BankStatement | undefined;
    orRemark(findings.remarks, () => {
      read = statementOf(node, byStatement.get(node) ?? [], byMovement);
    });
    return read ?? [];
  });
}

function statementOf(
  node: XmlNode,
  entries: readonly (ReadMovement & { readonly number: number })[],
  claims: ReadonlyMap<number, readonly ReadClaim[]>,
): BankStatement {
  const account = textAt(node, 'Acct/Id/IBAN');
  if (account === undefined) throw unreadable('ELEMENT_MISSING', { at: place(node), element: 'Acct/Id/IBAN' });
  const { opening, closing } = balancesOf(node);
  const reference = shown(textAt(node, 'Id') ?? '');
  const seen = new Map<string, number>();
  const movements = entries.flatMap(({ day, cents, text, reference: own, number }): readonly Movement[] => {
    if (cents === undefined) return [];
    const content = digest(account, day, cents, own, text);
    const before = seen.get(content) ?? 0;
    seen.set(content, before + 1);
    const of = (claims.get(number) ?? []).map(({ movement: _, ...claim }) => claim);
    return [{ id: before === 0 ? content : digest(content, before), day, cents, text, claims: of }];
  });
  const days = movements.map(({ day }) => day);
  const [from, to] = [dayOf(node, 'FrToDt/FrDtTm'), closing?.day ?? dayOf(node, 'FrToDt/ToDtTm')];
  const last = to ?? days.reduce((a, b) => Math.max(a, b), opening?.day ?? createdOn(node));
  const sequence = [textAt(node, 'ElctrncSeqNb') ?? textAt(node, 'LglSeqNb'), textAt(node, 'StmtPgntn/PgNb')]
    .map((number) => (number ?? '').padStart(18, '0'))
    .join(' ');
  return {
    id: digest(account, reference, sequence, opening?.cents, closing?.cents, ...movements.map(({ id }) => id)),
    account,
    reference,
    sequence,
    from: days.reduce((a, b) => Math.min(a, b), from ?? last),
    to: last,
    opening,
    closing,
    movements,
    unread: entries.length - movements.length,
  };
}

function digest(...parts: readonly (string | bigint | number | undefined)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part?.toString() ?? null)))
    .digest('hex')
    .slice(0, ID_LENGTH);
}

interface Balances {
  readonly opening: Balance | undefined;
  readonly closing: Balance | undefined;
}

/** Booked balances, of the day or of a page: OPBD or PRCD before the entries, CLBD after them, ITBD between pages. */
function balancesOf(statement: XmlNode): Balances {
  const booked = all(statement, 'Bal').flatMap((node) => {
    const code = textAt(node, 'Tp/CdOrPrtry/Cd');
    const cents = balanceCents(node);
    return code === undefined || cents === undefined ? [] : { code, day: dayAt([[node, 'Dt']], node), cents };
  });
  const of = (...codes: readonly string[]): Balance[] =>
    codes.flatMap((code) => booked.filter((one) => one.code === code).map(({ day, cents }) => ({ day, cents })));
  const interim = of('ITBD').sort((a, b) => a.day - b.day);
  const [closing] = of('CLBD');
  const [opening] = of('OPBD', 'PRCD');
  return {
    opening: opening ?? (closing !== undefined || interim.length > 1 ? interim[0] : undefined),
    closing: closing ?? (opening !== undefined || interim.length > 1 ? interim.at(-1) : undefined),
  };
}

/** An account may hold nothing. */
function balanceCents(node: XmlNode): bigint | undefined {
  return /^0+(?:\.0*)?$/.test(textAt(node, 'Amt') ?? '') && one(node, 'Amt')?.attributes?.get('Ccy') === 'EUR'
    ? 0n
    : signedCents(node);
}

function dayOf(node: XmlNode, path: string): Day | undefined {
  return one(node, path) === undefined ? undefined : dayAt([[node, path]], node);
}

function createdOn(node: XmlNode): Day {
  return dayAt([[node, 'CreDtTm']], node);
}

/** The claim of entries of an answer on a movement. */
export function movementClaim(
  movement: number,
  {
    answer,
    outcome,
    payments,
    amountCents: released,
  }: {
    readonly answer: string;
    readonly outcome: PaymentOutcome;
    readonly payments: readonly string[];
    readonly amountCents: bigint;
  },
): ReadClaim {
  const isDebit = outcome === 'EXECUTED';
  return {
    movement,
    answer,
    outcome: isDebit ? 'EXECUTED' : 'RETURNED',
    payments,
    cents: isDebit ? -released : released,
  };
}

/** Compares by day, then by the bank's numbers. */
export function byTime(
  a: Pick<BankStatement, 'to' | 'sequence' | 'id'>,
  b: Pick<BankStatement, 'to' | 'sequence' | 'id'>,
): number {
  return a.to - b.to || compareText(a.sequence, b.sequence) || compareText(a.id, b.id);
}
