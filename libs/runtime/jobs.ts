/** The kinds of jobs that the API requests and workers run, with the request of each. */
import type { DumpFormat } from '#libs/read-models/commands/write-dump.ts';
import type { JsonObject } from '#libs/regulation/values.ts';

/** For auditors. */
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

type Nothing = Readonly<Record<string, never>>;

/** Days as YYYY-MM-DD; one that is not given is the day on which the job was asked for. */
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
    /** A published version; the one in force where it is not given. */
    readonly regulation?: string;
    readonly parameters?: JsonObject;
    /** Name to keep it under. */
    readonly save?: string;
  };
  /** All statements where nothing is given; `from` and `to` go together. */
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
  };
  /** Of an erasure that is confirmed. */
  readonly erase: { readonly erasure: string };
  /** Of all decisions of a period. */
  readonly letters: { readonly period: string };
  readonly verify: Nothing;
  /** CSV where none is named. */
  readonly dump: { readonly format?: DumpFormat };
  /** Ids of published events. */
  readonly 'feed-proof': { readonly events: readonly string[] };
  readonly checkpoint: Nothing;
  /** Positions of checkpoints; to the newest where `to` is not given. */
  readonly consistency: { readonly from: number; readonly to?: number };
  /**
   * Of the whole log where nothing is given. Of a payment, or of the decisions of a team and a period or year, with the code that calculates
   * them again.
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
  /** What is chosen; amounts are cents as text. */
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
    /** That days are written DD/MM/YYYY, where a file does not tell. */
    readonly isDayFirst?: boolean;
    /** Nothing is recorded. */
    readonly dryRun?: boolean;
  };
}
