/**
 * The refusals of intake: a file that breaks the description, or a single fact that an import would set aside. The messages do not repeat
 * input, which may be personal data; the sentences mask it.
 */
import { type NoData, DomainError, type Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { Fault } from '#libs/facts/fault.ts';

interface AtLine {
  readonly line: number;
}

export type FileRefusal =
  | Refusal<'FILE_ABSENT', NoData>
  | Refusal<'FILE_EMPTY', NoData>
  | Refusal<'FILE_CHANGED', { readonly file: string }>
  | Refusal<'FILE_IS_FOLDER', NoData>
  /** Also for a device. */
  | Refusal<'FILE_IS_PIPE', NoData>
  /** The system cannot read it; in its words. */
  | Refusal<'FILE_UNREADABLE', { readonly message: string }>
  | Refusal<'NOT_UTF8', AtLine>
  | Refusal<'LETTER_CUT_OFF', AtLine>
  | Refusal<'UTF_16', NoData>
  | Refusal<'WORKBOOK', NoData>
  /** Null bytes, which no text has: line and column of the first, counted from 1, the column in characters. */
  | Refusal<'NUL_BYTES', AtLine & { readonly column: number }>
  | Refusal<'MIXED_SEPARATORS', { readonly separators: readonly string[] }>
  /** `day`: `03/02`, the first that has two readings, without its year. */
  | Refusal<'DAY_OR_MONTH_FIRST', AtLine & { readonly day: string }>
  | Refusal<'MONTH_FIRST', AtLine>
  | Refusal<'DAY_AND_MONTH_FIRST', AtLine & { readonly other: number }>
  | Refusal<'YEARS_OF_TWO_DIGITS', AtLine>
  | Refusal<'ROW_TOO_LONG', AtLine & { readonly maxKibibytes: number }>
  | Refusal<'TOO_MANY_BLANK_LINES', { readonly max: number }>
  | Refusal<'QUOTE_NOT_CLOSED', AtLine>
  | Refusal<'QUOTE_WITHIN_FIELD', AtLine>
  | Refusal<'TEXT_AFTER_QUOTE', AtLine>
  | Refusal<'NOT_CSV', AtLine & { readonly code: string }>
  | Refusal<'NO_HEADER', { readonly expected: readonly string[] }>
  | Refusal<
      'WRONG_HEADER',
      {
        readonly doubled: string | undefined;
        readonly unknown: readonly string[];
        readonly missing: readonly string[];
        readonly expected: readonly string[];
      }
    >
  /** `message`: the code of the parser. */
  | Refusal<'MANIFEST_NOT_CSV', { readonly message: string }>
  | Refusal<'MANIFEST_TOO_LONG', { readonly bytes: number; readonly max: number }>
  | Refusal<'MANIFEST_HEADER', { readonly expected: readonly string[] }>
  | Refusal<'MANIFEST_ROW', { readonly file: string }>
  | Refusal<'MANIFEST_NAMES_TWICE', { readonly file: string }>
  | Refusal<'NOT_THE_CONTENT_SENT', { readonly sha256: string; readonly announced: string }>
  /** A person who can write to the folder of uploads changed or added it. */
  | Refusal<'CHANGED_SINCE_SENT', { readonly file: string }>
  | Refusal<'NOT_THE_ROWS_SENT', { readonly rows: number; readonly announced: number }>;

/** A file that was there when the import began was removed before it was read whole. */
export type IntakeFailure = Refusal<'FILE_VANISHED', { readonly file: string }>;

export class FileVanished extends Failure<IntakeFailure> {}

export class RefusedFile extends DomainError {
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super('invalid', refusal);
    this.message = refusal.code;
    this.refusal = refusal;
  }
}

export function refusedFile<C extends FileRefusal['code']>(
  code: C,
  data: Extract<FileRefusal, { readonly code: C }>['data'],
): RefusedFile {
  return new RefusedFile({ code, data } as FileRefusal);
}

export type ImportRefusal = Refusal<
  'FILES_REFUSED',
  /** The reason, in French, as recorded. */
  { readonly files: readonly { readonly file: string; readonly reason: string }[] }
>;

export type SetAsideRefusal =
  | Refusal<'NOTHING_SET_ASIDE', { readonly file: string }>
  | Refusal<'IMPORT_UNKNOWN', { readonly import: string }>;

export function importUnknown(id: string): DomainError {
  return new DomainError('unknown', { code: 'IMPORT_UNKNOWN', data: { import: id } } satisfies SetAsideRefusal);
}

/** No requested row of the file waits, and the file is not refused. */
export function nothingSetAside(file: string): DomainError {
  return new DomainError('refused', { code: 'NOTHING_SET_ASIDE', data: { file } } satisfies SetAsideRefusal);
}

/** Every file of an import was refused. */
export function allRefused(files: ImportRefusal['data']['files']): DomainError {
  return new DomainError('refused', { code: 'FILES_REFUSED', data: { files } } satisfies ImportRefusal);
}

export type FactRefusal = Refusal<'INVALID_FACT', { readonly faults: readonly Fault[] }>;

/** An import would not record the fact; `faults` lists every fault. */
export class InvalidFact extends DomainError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super('invalid', { code: 'INVALID_FACT', data: { faults } } satisfies FactRefusal);
    this.message = ['INVALID_FACT', ...faults.map(({ code, at }) => `${at?.column ?? ''} ${code}`)].join(', ');
    this.faults = faults;
  }
}
