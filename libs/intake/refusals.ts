/**
 * The refusals of intake: a file that is not as described, or a single fact that an import would set aside. The messages do not repeat
 * input, which may be personal data; the sentences mask it.
 */
import { DomainError, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Fault } from '#libs/facts/fault.ts';

type Nothing = Readonly<Record<string, never>>;
interface AtLine {
  readonly line: number;
}

export type FileRefusal =
  | Refusal<'FILE_ABSENT', Nothing>
  | Refusal<'FILE_EMPTY', Nothing>
  | Refusal<'FILE_CHANGED', { readonly file: string }>
  /** The system cannot read it; in its words. */
  | Refusal<'FILE_UNREADABLE', { readonly message: string }>
  | Refusal<'NOT_UTF8', AtLine>
  | Refusal<'ROW_TOO_LONG', AtLine & { readonly maxMebibytes: number }>
  | Refusal<'QUOTE_NOT_CLOSED', AtLine>
  | Refusal<'QUOTE_WITHIN_FIELD', AtLine>
  | Refusal<'TEXT_AFTER_QUOTE', AtLine>
  | Refusal<'NOT_CSV', AtLine & { readonly message: string }>
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
  | Refusal<'MANIFEST_NOT_CSV', { readonly message: string }>
  | Refusal<'MANIFEST_HEADER', { readonly expected: readonly string[] }>
  | Refusal<'MANIFEST_ROW', { readonly file: string }>
  | Refusal<'MANIFEST_NAMES_TWICE', { readonly file: string }>
  | Refusal<'NOT_THE_CONTENT_SENT', { readonly sha256: string; readonly announced: string }>
  | Refusal<'NOT_THE_ROWS_SENT', { readonly rows: number; readonly announced: number }>;

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

export type FactRefusal = Refusal<'INVALID_FACT', { readonly faults: readonly Fault[] }>;

/** The fact is not one that an import would record: every fault of it. */
export class InvalidFact extends DomainError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super('invalid', { code: 'INVALID_FACT', data: { faults } } satisfies FactRefusal);
    this.message = ['INVALID_FACT', ...faults.map(({ code, at }) => `${at?.column ?? ''} ${code}`)].join(', ');
    this.faults = faults;
  }
}
