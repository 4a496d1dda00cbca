/** The only catalogue of the sentences for refusals of the rules, for the command line, HTTP and screens. */
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { AUDIT_SENTENCES } from '#libs/words/audit.ts';
import { AUDIT_RULE_SENTENCES } from '#libs/words/audit-rules.ts';
import { FEED_SENTENCES } from '#libs/words/feed.ts';
import { STORE_SENTENCES } from '#libs/words/stores.ts';
import { ACCOUNT_SENTENCES } from '#libs/words/accounts.ts';
import { BANK_ANSWER_SENTENCES } from '#libs/words/bank-answers.ts';
import { BANK_FILE_SENTENCES } from '#libs/words/bank-files.ts';
import { CALCULATION_SENTENCES } from '#libs/words/calculations.ts';
import { DUPLICATE_SENTENCES } from '#libs/words/duplicates.ts';
import { CANDIDATE_SENTENCES } from '#libs/words/candidates.ts';
import { ERASURE_SENTENCES } from '#libs/words/erasure.ts';
import { CLOSING_SENTENCES } from '#libs/words/closings.ts';
import { COMPARISON_SENTENCES } from '#libs/words/comparison.ts';
import { EXPLAIN_SENTENCES } from '#libs/words/explain.ts';
import { HISTORY_SENTENCES } from '#libs/words/history.ts';
import { INTAKE_SENTENCES } from '#libs/words/intake.ts';
import { JOB_SENTENCES } from '#libs/words/jobs.ts';
import { CLAIM_SENTENCES } from '#libs/words/claims.ts';
import { COMMAND_SENTENCES } from '#libs/words/commands.ts';
import { CONTINUITY_SENTENCES } from '#libs/words/continuity.ts';
import { LETTER_SENTENCES } from '#libs/words/letters.ts';
import { PAYMENT_SENTENCES } from '#libs/words/payments.ts';
import { STATEMENT_SENTENCES } from '#libs/words/statements.ts';
import { READINESS_SENTENCES } from '#libs/words/readiness.ts';
import { START_SENTENCES } from '#libs/words/start.ts';
import { WEEK_SENTENCES } from '#libs/words/week.ts';
import { RECONCILIATION_SENTENCES } from '#libs/words/reconciliation.ts';
import { REPLAY_SENTENCES } from '#libs/words/replay.ts';
import { READ_STORE_SENTENCES } from '#libs/words/read-store.ts';
import { WEBHOOK_SENTENCES } from '#libs/words/webhooks.ts';
import { REGULATION_SENTENCES } from '#libs/words/regulation.ts';
import { type TextsByCode, textByCode } from '#libs/words/sentences.ts';

const CATALOGUE = merged(
  ACCOUNT_SENTENCES,
  AUDIT_SENTENCES,
  AUDIT_RULE_SENTENCES,
  BANK_ANSWER_SENTENCES,
  BANK_FILE_SENTENCES,
  CALCULATION_SENTENCES,
  CANDIDATE_SENTENCES,
  CLAIM_SENTENCES,
  CLOSING_SENTENCES,
  COMMAND_SENTENCES,
  DUPLICATE_SENTENCES,
  ERASURE_SENTENCES,
  CONTINUITY_SENTENCES,
  COMPARISON_SENTENCES,
  EXPLAIN_SENTENCES,
  FEED_SENTENCES,
  HISTORY_SENTENCES,
  INTAKE_SENTENCES,
  JOB_SENTENCES,
  LETTER_SENTENCES,
  PAYMENT_SENTENCES,
  READ_STORE_SENTENCES,
  READINESS_SENTENCES,
  RECONCILIATION_SENTENCES,
  REGULATION_SENTENCES,
  REPLAY_SENTENCES,
  START_SENTENCES,
  STATEMENT_SENTENCES,
  STORE_SENTENCES,
  WEBHOOK_SENTENCES,
  WEEK_SENTENCES,
);

/** Throws RangeError if two libraries use one code. */
function merged(...catalogues: readonly TextsByCode[]): TextsByCode {
  const all: Record<string, (data: never) => string> = {};
  for (const [code, sentence] of catalogues.flatMap((one) => Object.entries(one))) {
    if (all[code] !== undefined) throw new RangeError(`two sentences say ${code}`);
    all[code] = sentence;
  }
  return all;
}

/** The fault and the right form, in French, without a capital or a full stop. Throws RangeError on a code without a sentence. */
export function sentenceOf(refusal: Refusal): string {
  const sentence = textByCode(CATALOGUE, refusal);
  if (sentence === undefined) throw new RangeError(`no sentence says ${refusal.code}`);
  return sentence;
}

/** Sentences about files of the bank and accounts stand alone, with a capital; the codes with sentences made of them too. */
const WHOLE_SENTENCES: ReadonlySet<string> = new Set([
  ...Object.keys(BANK_ANSWER_SENTENCES),
  ...Object.keys(BANK_FILE_SENTENCES),
  'INVALID_ACCOUNT',
  'INVALID_BANK_FILE',
]);

/** A word of French; names such as `Document/Stmt` or `OrgnlMsgNmId` keep their capital. */
const FIRST_WORD = /^(?:L’|[A-ZÀÉ][a-zàéè]*(?=[ ,]))/;

/** The sentence after a colon, as in `Refusé : le fichier est vide`. */
export function clauseOf(refusal: Refusal): string {
  const sentence = sentenceOf(refusal);
  return WHOLE_SENTENCES.has(refusal.code)
    ? sentence.replace(FIRST_WORD, (word) => word.toLocaleLowerCase('fr'))
    : sentence;
}
