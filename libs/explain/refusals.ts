/** The reasons why a statement cannot be explained as it was made. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';

interface OfStatement {
  readonly team: string;
  readonly period: string;
}

export type ExplainRefusal =
  /** The log, or the projections made from it, do not give the recorded statement. */
  | Refusal<'STATEMENT_NOT_REPRODUCED', OfStatement>
  | Refusal<'STATEMENT_NO_LONGER_DUE', OfStatement>
  | Refusal<'RULES_VERSION_DIFFERS', OfStatement & { readonly calculatedBy: string; readonly known: readonly string[] }>
  | Refusal<'LINE_NOT_IN_STATEMENT', OfStatement & { readonly line: string; readonly lines: readonly LineName[] }>
  | Refusal<'TEAM_NOT_KNOWN_AT_CALCULATION', { readonly team: string }>;

export const refused = errorsOf<ExplainRefusal>('invalid');
