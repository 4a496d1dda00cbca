/** Faults of an account number, of an order to the bank, and of a file of the bank. */
import type { DaysFault } from '#libs/csv/days.ts';
import type { Day } from '#libs/kernel/day.ts';
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { BankClosure } from './target-days.ts';

/** `shown` is only the two ends of an IBAN, so that it may be written to a log. */
export type AccountNumberFault =
  | Refusal<'IBAN_MISSING'>
  | Refusal<'IBAN_CHARACTER', { readonly shown: string }>
  | Refusal<'IBAN_COUNTRY', { readonly shown: string; readonly country: string }>
  | Refusal<
      'IBAN_LENGTH',
      { readonly shown: string; readonly country: string; readonly length: number; readonly wanted: number }
    >
  /** `form`: the parts after the two check digits, each with its length and kind of character. */
  | Refusal<
      'IBAN_FORM',
      {
        readonly shown: string;
        readonly country: string;
        readonly form: readonly { readonly count: string; readonly kind: string }[];
      }
    >
  | Refusal<'IBAN_KEY', { readonly shown: string; readonly key: string; readonly wanted: string }>
  | Refusal<'RIB_KEY', { readonly shown: string; readonly key: string; readonly wanted: string }>
  | Refusal<'BIC_MISSING'>
  | Refusal<'BIC_LENGTH', { readonly shown: string; readonly length: number }>
  | Refusal<'BIC_FORM', { readonly bic: string }>
  | Refusal<'BIC_COUNTRY', { readonly bic: string; readonly country: string }>
  | Refusal<'BIC_TEST', { readonly bic: string }>
  /** The bank is in another country than the account. */
  | Refusal<'BIC_OTHER_COUNTRY', { readonly bic: string; readonly country: string; readonly ibanCountry: string }>;

type ReferenceKind = 'run' | 'end-to-end';

/** A reference that would not come back from the bank unchanged. */
export type ReferenceFault =
  | Refusal<'REFERENCE_MISSING', { readonly of: ReferenceKind }>
  | Refusal<'REFERENCE_LENGTH', { readonly of: ReferenceKind; readonly shown: string; readonly length: number }>
  | Refusal<'REFERENCE_CHARACTER', { readonly of: ReferenceKind; readonly text: string }>
  | Refusal<'REFERENCE_EDGE', { readonly of: ReferenceKind; readonly text: string }>
  | Refusal<'REFERENCE_NOT_PROVIDED'>;

export type HolderNameFault = Refusal<'NAME_NOT_LATIN', { readonly shown: string }>;

/** The other faults that the name of a new account can have. */
export type NewHolderFault =
  | HolderNameFault
  | Refusal<'NAME_MISSING'>
  | Refusal<'NAME_LENGTH', { readonly length: number; readonly max: number }>
  | Refusal<'NAME_CHARACTER'>
  /** The name contains something like a social security number. */
  | Refusal<'NAME_HOLDS_NUMBER'>
  /** Some letters are from an alphabet whose letters look like Latin ones. */
  | Refusal<'NAME_ALPHABETS', { readonly letters: string }>;

type FaultOfPart =
  | AccountNumberFault
  | ReferenceFault
  | Refusal<'TRANSFER_AMOUNT', { readonly amountCents: bigint; readonly maxCents: bigint }>
  | HolderNameFault
  | Refusal<'REMITTANCE_LENGTH', { readonly length: number; readonly max: number }>
  | Refusal<'CREATION_INSTANT', { readonly text: string }>
  | Refusal<'EXECUTION_DAY', { readonly day: number }>
  | Refusal<'EXECUTION_DAY_BEFORE_CREATION', { readonly day: Day; readonly created: string }>
  | Refusal<'END_TO_END_ID_TWICE'>;

/** The order itself, its debtor, or one of its transfers. */
export type OrderPart = 'order' | 'debtor' | TransferPart;

interface TransferPart {
  /** Starts at 1. */
  readonly number: number;
  readonly endToEndId: string;
}

export type OrderFault =
  | Refusal<'ORDER_EMPTY'>
  | Refusal<'ORDER_TOO_LONG', { readonly transfers: number; readonly max: number }>
  | Refusal<'ORDER_PART', { readonly part: OrderPart; readonly fault: FaultOfPart }>;

/** A day on which the bank cannot execute a run. `next` and `latest` are days on which it can. */
export type ExecutionDayFault =
  | Refusal<'EXECUTION_DAY_PAST', { readonly executionDay: Day; readonly today: Day; readonly next: Day }>
  | Refusal<'EXECUTION_DAY_CLOSED', { readonly executionDay: Day; readonly closure: BankClosure; readonly next: Day }>
  | Refusal<'EXECUTION_DAY_TOO_FAR', { readonly executionDay: Day; readonly latest: Day }>;

/** The ways in which a payment file breaks its schema. */
export type SchemaFault =
  | Refusal<'SCHEMA_ELEMENT', { readonly at: FilePlace; readonly found: string; readonly expected: readonly string[] }>
  | Refusal<'SCHEMA_MISSING', { readonly at: FilePlace; readonly element: string }>
  /** `type`: its name in the schema, or `@` and the name of an attribute. */
  | Refusal<'SCHEMA_VALUE', { readonly at: FilePlace; readonly text: string; readonly type: string }>;

/** The ways in which a payment file differs from its order. */
export type FileDifference =
  | Refusal<'NOT_A_PAYMENT_FILE', { readonly namespace: string }>
  | Refusal<
      'FILE_DIFFERS',
      {
        readonly what: FileField;
        readonly transfer: TransferPart | undefined;
        readonly found: string | undefined;
        readonly expected: string | undefined;
      }
    >
  | Refusal<'TRANSFER_NOT_ORDERED', { readonly number: number }>;

/** The path of an element, or a figure over all transfers. */
export type FileField = string | { readonly over: 'count' | 'total' };

/** A place in a file: an element of an XML file, or a row of a CSV file. */
export interface FilePlace {
  readonly line: number;
  /** For example `CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts[2]`; undefined in a CSV file. */
  readonly path?: string | undefined;
}

/** Why a file of the bank cannot be read at all. */
export type UnreadableFile =
  | Refusal<'BANK_FILE_TOO_LONG', { readonly max: number }>
  | Refusal<'BANK_FILE_EMPTY'>
  | Refusal<'BANK_FILE_ENCODING', { readonly encoding: string; readonly known: readonly string[] }>
  | Refusal<'BANK_FILE_NOT_ENCODED', { readonly encoding: string }>
  /** It says that it is, or says nothing. */
  | Refusal<'XML_NOT_UTF_8'>
  | Refusal<'XML_DOCTYPE'>
  | Refusal<'XML_MALFORMED', { readonly line: number; readonly column: number }>
  | Refusal<'XML_DEPTH', { readonly line: number; readonly max: number }>
  | Refusal<'CSV_ROWS', { readonly max: number }>
  | Refusal<'XML_ATTRIBUTES', { readonly line: number; readonly max: number }>
  | Refusal<'XML_ELEMENTS', { readonly max: number }>
  | Refusal<'XML_TEXT', { readonly line: number; readonly max: number }>
  | Refusal<'XML_WITHOUT_ROOT'>
  | Refusal<'NOT_A_DOCUMENT', { readonly root: string }>
  | Refusal<'UNKNOWN_MESSAGE', { readonly namespace: string; readonly known: readonly string[] }>
  | Refusal<'MESSAGE_MISSING', { readonly element: string }>
  | Refusal<'NO_ENTRY', { readonly at: FilePlace }>
  | Refusal<'NO_STATUS', { readonly at: FilePlace }>
  | Refusal<'CSV_HEADER', { readonly columns: readonly string[] }>
  | Refusal<'CSV_WITHOUT_ROWS'>
  | Refusal<'CSV_WORKBOOK'>
  | Refusal<'CSV_NUL_BYTES', { readonly line: number; readonly column: number }>
  /** Days that can be read in two ways. */
  | Refusal<'CSV_DAYS', DaysFault>
  | Refusal<'CSV_MALFORMED', { readonly line: number | undefined }>;

/** Why one element or row cannot be read: the rest of the file can. */
export type UnreadableEntry =
  | Refusal<'ELEMENT_TWICE', { readonly at: FilePlace; readonly element: string }>
  | Refusal<'ELEMENT_MISSING', { readonly at: FilePlace; readonly element: string }>
  | Refusal<'NOT_AN_AMOUNT', { readonly at: FilePlace; readonly text: string }>
  | Refusal<'OTHER_CURRENCY', { readonly at: FilePlace; readonly currency: string | undefined }>
  | Refusal<'NOT_A_BANK_DAY', { readonly at: FilePlace; readonly element: string; readonly text: string }>
  | Refusal<'DAY_MISSING', { readonly at: FilePlace; readonly elements: readonly string[] }>
  | Refusal<'NEITHER_CREDIT_NOR_DEBIT', { readonly at: FilePlace; readonly text: string }>
  | Refusal<'ROW_FIELDS', { readonly at: FilePlace; readonly fields: number; readonly wanted: number }>
  | Refusal<'ROW_STATUS', { readonly at: FilePlace; readonly text: string; readonly known: readonly string[] }>
  | Refusal<'ROW_DAY', { readonly at: FilePlace; readonly text: string }>
  | Refusal<'ROW_AMOUNT', { readonly at: FilePlace; readonly text: string }>;

export const unreadable = errorsOf<UnreadableFile | UnreadableEntry>('invalid');
