/** Double entries and their file, in the layout of the French FEC (fichier des écritures comptables, article A47 A-1 of the LPF). */
import { type CsvForm, csvTable } from '#libs/kernel/csv.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type GeneralAccount, JOURNALS, type JournalCode } from '#libs/week/chart-of-accounts.ts';

interface EntryLine {
  readonly account: GeneralAccount;
  readonly team: string;
  readonly debitCents: bigint;
  readonly creditCents: bigint;
}

export interface AccountingEntry {
  readonly number: number;
  readonly journal: JournalCode;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly piece: string;
  readonly pieceDay: string;
  readonly label: string;
  readonly lines: readonly EntryLine[];
}

export const FEC_COLUMNS = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const;

interface Totals {
  readonly debitCents: bigint;
  readonly creditCents: bigint;
}

export type UnbalancedEntries =
  | Refusal<'ENTRY_UNBALANCED', Totals & { readonly number: number }>
  | Refusal<'ENTRIES_UNBALANCED', Totals>;

/** Debits differ from credits; such entries must not reach the general ledger. */
export class Unbalanced extends Failure<UnbalancedEntries> {}

export function debitAndCredit(
  debit: { readonly account: GeneralAccount; readonly team: string },
  credit: { readonly account: GeneralAccount; readonly team: string },
  amountCents: bigint,
): readonly EntryLine[] {
  return [
    { ...debit, debitCents: amountCents, creditCents: 0n },
    { ...credit, debitCents: 0n, creditCents: amountCents },
  ];
}

/** Total of the debits, equal to that of the credits. Throws Unbalanced if an entry or their sum is not balanced. */
export function balancedTotal(entries: readonly AccountingEntry[]): bigint {
  let [debits, credits] = [0n, 0n];
  for (const { number, lines } of entries) {
    const debit = sumCentsOf(lines, ({ debitCents }) => debitCents);
    const credit = sumCentsOf(lines, ({ creditCents }) => creditCents);
    const plain = lines.every(
      ({ debitCents, creditCents }) =>
        (debitCents > 0n && creditCents === 0n) || (debitCents === 0n && creditCents > 0n),
    );
    if (debit !== credit || !plain)
      throw new Unbalanced({ code: 'ENTRY_UNBALANCED', data: { number, debitCents: debit, creditCents: credit } });
    debits += debit;
    credits += credit;
  }
  if (debits !== credits)
    throw new Unbalanced({ code: 'ENTRIES_UNBALANCED', data: { debitCents: debits, creditCents: credits } });
  return debits;
}

/** The file, checked first. Separated by tabs, as the law asks, or as CSV in one of its forms. Throws Unbalanced. */
export function fecText(entries: readonly AccountingEntry[], form: 'tab' | CsvForm): string {
  balancedTotal(entries);
  const rows = entries.flatMap(fecRows);
  return form === 'tab'
    ? [FEC_COLUMNS, ...rows].map((row) => `${row.join('\t')}\n`).join('')
    : csvTable(FEC_COLUMNS, rows, form);
}

function fecRows({ number, journal, day, piece, pieceDay, label, lines }: AccountingEntry): string[][] {
  return lines.map((line) => [
    journal,
    JOURNALS[journal],
    String(number),
    compact(day),
    line.account.number,
    line.account.label,
    auxiliaryOf(line),
    auxiliaryOf(line),
    distinct(piece),
    compact(pieceDay),
    onOneLine(label),
    amount(line.debitCents),
    amount(line.creditCents),
    '',
    '',
    compact(day),
    '',
    '',
  ]);
}

/** The auxiliary account: the team or the envelope, or empty if the account has none. No two teams share one. */
export function auxiliaryOf({ account, team }: Pick<EntryLine, 'account' | 'team'>): string {
  return account.auxiliary ? distinct(team) : '';
}

/**
 * A reference without the characters that the file cannot hold, each as its number (`A|B` as `A%7CB`), and a `%` that would read as one
 * as `%25`: two references stay two, whatever the others are.
 */
function distinct(reference: string): string {
  return reference.replaceAll(/[\t\n\r|]|%(?=09|0A|0D|25|7C)/g, encodeURIComponent);
}

/** `20260131` */
function compact(day: string): string {
  return day.replaceAll('-', '');
}

/** `1234,56`: no separator of thousands, a decimal comma. */
function amount(cents: bigint): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}

function onOneLine(field: string): string {
  return field.replaceAll(/[\t\r\n|]+/g, ' ');
}
