/** What a task is about, where that takes words: libs/words/texts/task-groups.ts has them in French. */
import type { Day } from '#libs/kernel/day.ts';
import type { Proposal } from '#libs/commands/proposal.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { Obstacle } from '#libs/payments/ledger/left-out.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';

/** The kinds of proposals, as a list of things to confirm names them. */
export type ProposalGroup =
  | LedgerChange['kind']
  | 'ANNOUNCED_RETURN'
  | 'VERSION'
  | 'CANDIDATE'
  | 'CLOSING'
  | AccountKey['side'];

export type TaskGroup =
  | { readonly is: 'TASKS'; readonly of: TaskKind }
  | { readonly is: 'RUN'; readonly run: string }
  | { readonly is: 'PAYMENT_FILE'; readonly file: string }
  | { readonly is: 'ENVELOPE'; readonly envelope: string }
  | { readonly is: 'TWO_ENVELOPES'; readonly envelopes: readonly [string, string] }
  | { readonly is: 'DUE'; readonly on: Day; readonly envelope: string }
  /** A code of the bank for a payment that it has not decided. */
  | { readonly is: 'BANK_CODE'; readonly code: string }
  | ({ readonly is: 'OBSTACLE' } & Obstacle)
  | { readonly is: 'PROPOSALS'; readonly of: ProposalGroup }
  | { readonly is: 'SUBMITTED'; readonly period: string; readonly by: string }
  | { readonly is: 'NOT_BEGUN'; readonly period: string; readonly first: Day }
  | { readonly is: 'KNOWN_ON_TO_COME'; readonly period: string; readonly knownOn: Day }
  | { readonly is: 'AFTER_END'; readonly period: string }
  | { readonly is: 'UNFUNDED'; readonly scheme: string; readonly on: Day };

export type TaskSubject =
  | { readonly is: 'EVENT'; readonly position: number }
  | { readonly is: 'ROW'; readonly file: string; readonly line: number }
  | {
      readonly is: 'MONTH';
      readonly team: string;
      readonly month: string;
      readonly acts: number;
      readonly mean: number;
    }
  | { readonly is: 'PREPARED'; readonly run: string; readonly by: string; readonly days: number }
  /** `of`: the name of its subject, or the change itself. */
  | { readonly is: 'PROPOSAL'; readonly of: string | LedgerChange; readonly proposal: Proposal; readonly today: Day };
