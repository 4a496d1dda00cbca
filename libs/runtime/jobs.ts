/** The kinds of jobs that the API requests and workers run, with the request of each. */
import type { NoData } from '#libs/kernel/domain-error.ts';
import type { DumpFormat } from '#libs/read-models/commands/write-dump.ts';
import type { JsonObject } from '#libs/regulation/values.ts';

/** Kinds of jobs for auditors. */
const AUDITS = ['verify', 'recompute', 'checkpoint', 'consistency', 'bundle', 'extract'] as const;

export const JOB_KINDS = [
  'calculate',
  'replay',
  'rebuild',
  'payment-run',
  'import',
  'letters',
  'simulate',
  'dump',
  'feed-proof',
  'decide',
  'erase',
  ...AUDITS,
] as const;

export type JobKind = (typeof JOB_KINDS)[number];

/** Days as YYYY-MM-DD; default: the day of the request. */
export interface JobRequests {
  readonly calculate: {
    readonly from: string;
    readonly to: string;
    readonly knownOn?: string;
    readonly team?: string;
  };
  readonly replay: {
    readonly from: string;
    readonly to: string;
    readonly knownOn?: string;
    readonly team?: string;
    /** A published version; default: the one in force. */
    readonly regulation?: string;
    readonly parameters?: JsonObject;
    /** Name to keep it under. */
    readonly save?: string;
  };
  /** All statements if nothing is given; `from` and `to` go together. */
  readonly recompute: { readonly from?: string; readonly to?: string; readonly team?: string };
  readonly rebuild: { readonly projection: string };
  readonly simulate: {
    /** Name to keep it under. */
    readonly simulation: string;
    readonly from: string;
    readonly to: string;
    readonly knownOn?: string;
    readonly team?: string;
    /** A what-if, as `readWhatIf` takes it: one of the three, or the first two together. */
    readonly parameters?: JsonObject;
    readonly overrides?: readonly JsonObject[];
    readonly scenarios?: readonly JsonObject[];
  };
  readonly 'payment-run': {
    readonly run: string;
    readonly envelope: string;
    readonly dueBy?: string;
    readonly executionDay?: string;
    readonly team?: string;
    readonly payeeDays: number;
    readonly confirmedPayees: readonly string[];
    readonly exception?: string;
  };
  /** A step on all statements of a range that await it, as the command of that name takes it; `reason` of a rejection or withdrawal. */
  readonly decide: {
    readonly step: 'submit' | 'approve' | 'reject' | 'withdraw' | 'regularise';
    readonly from: string;
    readonly to: string;
    readonly period?: string;
    readonly team?: string;
    readonly scheme?: string;
    readonly regularisations?: boolean;
    readonly variance?: readonly string[];
    readonly exception?: string;
    readonly reason?: string;
    readonly knownOn?: string;
    readonly replay?: string;
    readonly codes?: readonly string[];
  };
  /** The id of a confirmed erasure. */
  readonly erase: { readonly erasure: string };
  /** The letters of all decisions of a period. */
  readonly letters: { readonly period: string };
  readonly verify: NoData;
  /** Default: CSV. */
  readonly dump: { readonly format?: DumpFormat };
  /** Ids of published events. */
  readonly 'feed-proof': { readonly events: readonly string[] };
  readonly checkpoint: NoData;
  /** Positions of checkpoints; default for `to`: the newest. */
  readonly consistency: { readonly from: number; readonly to?: number };
  /**
   * The whole log if nothing is given; or a payment, or the decisions of a team and a period or year, with the code that calculates them
   * again.
   */
  readonly bundle: {
    readonly events?: readonly number[];
    readonly stream?: string;
    /** End-to-end id. */
    readonly payment?: string;
    /** Both or neither. */
    readonly team?: string;
    readonly period?: string;
  };
  /** The selection; amounts are cents as text. */
  readonly extract: {
    readonly what: 'payments' | 'statements' | 'events';
    readonly team?: string;
    readonly year?: string;
    readonly person?: string;
    readonly from?: string;
    readonly to?: string;
    readonly minCents?: string;
    readonly maxCents?: string;
  };
  readonly import: {
    /** In the folder of uploads, under the id of the job. */
    readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
    /** Dates are in the form DD/MM/YYYY if a file is ambiguous. */
    readonly isDayFirst?: boolean;
    /** A trial: nothing is recorded. */
    readonly dryRun?: boolean;
  };
}
