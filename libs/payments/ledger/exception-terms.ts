/** The things that an exception of two people can permit. */
import type { Day } from '#libs/kernel/day.ts';
import { type Field, cents, day, oneOf, text, record } from '#libs/kernel/field.ts';

export type ExceptionTerms =
  /** Passing the amount of an envelope, up to a ceiling: one run, one approval, or one change of its terms. */
  | { readonly kind: 'EXCEED_ENVELOPE'; readonly envelope: string; readonly amountCents: bigint }
  /** Paying to an account that changed lately, named by its digest: valid as long as the account stays the same. */
  | { readonly kind: 'CHANGED_ACCOUNT'; readonly team: string; readonly account: string }
  /** Releasing amounts in one run of an envelope that are due later, up to this day. */
  | { readonly kind: 'EARLY_RELEASE'; readonly envelope: string; readonly until: Day }
  /** Deciding a period of a team that begins after the end of its text, and its regularisations. */
  | { readonly kind: 'AFTER_END'; readonly team: string; readonly period: string };

const EXCEPTIONS = {
  EXCEED_ENVELOPE: record<Extract<ExceptionTerms, { kind: 'EXCEED_ENVELOPE' }>>({
    kind: oneOf('EXCEED_ENVELOPE'),
    envelope: text,
    amountCents: cents,
  }),
  CHANGED_ACCOUNT: record<Extract<ExceptionTerms, { kind: 'CHANGED_ACCOUNT' }>>({
    kind: oneOf('CHANGED_ACCOUNT'),
    team: text,
    account: text,
  }),
  EARLY_RELEASE: record<Extract<ExceptionTerms, { kind: 'EARLY_RELEASE' }>>({
    kind: oneOf('EARLY_RELEASE'),
    envelope: text,
    until: day,
  }),
  AFTER_END: record<Extract<ExceptionTerms, { kind: 'AFTER_END' }>>({
    kind: oneOf('AFTER_END'),
    team: text,
    period: text,
  }),
};
const KIND = oneOf('EXCEED_ENVELOPE', 'CHANGED_ACCOUNT', 'EARLY_RELEASE', 'AFTER_END');
/** The fields depend on its kind. */
export const EXCEPTION: Field<ExceptionTerms> = {
  kind: 'what it permits: EXCEED_ENVELOPE (envelope, amountCents), CHANGED_ACCOUNT (team, account), EARLY_RELEASE (envelope, until) or AFTER_END (team, period)',
  fields: undefined,
  optional: false,
  isTyped: false,
  read: (json) => EXCEPTIONS[KIND.read((json as { readonly kind?: unknown }).kind)].read(json),
  write: (terms) => (EXCEPTIONS[terms.kind] as Field<ExceptionTerms>).write(terms),
};
