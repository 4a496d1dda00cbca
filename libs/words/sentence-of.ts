/** The one catalogue of what a person reads when the rules refuse something, for the command line, HTTP and screens. */
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { AUDIT } from '#libs/words/audit.ts';
import { AUDIT_RULES } from '#libs/words/audit-rules.ts';
import { FEED } from '#libs/words/feed.ts';
import { STORES } from '#libs/words/stores.ts';
import { ACCOUNTS } from '#libs/words/accounts.ts';
import { BANK_ANSWERS } from '#libs/words/bank-answers.ts';
import { BANK_FILES } from '#libs/words/bank-files.ts';
import { CALCULATIONS } from '#libs/words/calculations.ts';
import { DUPLICATES } from '#libs/words/duplicates.ts';
import { CANDIDATES } from '#libs/words/candidates.ts';
import { ERASURE } from '#libs/words/erasure.ts';
import { CLOSINGS } from '#libs/words/closings.ts';
import { COMPARISONS } from '#libs/words/comparison.ts';
import { EXPLAIN } from '#libs/words/explain.ts';
import { HISTORY } from '#libs/words/history.ts';
import { INTAKE } from '#libs/words/intake.ts';
import { JOBS } from '#libs/words/jobs.ts';
import { CLAIM_FAULTS } from '#libs/words/claims.ts';
import { COMMANDS } from '#libs/words/commands.ts';
import { CONTINUITY } from '#libs/words/continuity.ts';
import { LETTERS } from '#libs/words/letters.ts';
import { PAYMENTS } from '#libs/words/payments.ts';
import { STATEMENTS } from '#libs/words/statements.ts';
import { READINESS } from '#libs/words/readiness.ts';
import { START } from '#libs/words/start.ts';
import { WEEK } from '#libs/words/week.ts';
import { RECONCILIATION } from '#libs/words/reconciliation.ts';
import { REPLAY } from '#libs/words/replay.ts';
import { READ_STORE } from '#libs/words/read-store.ts';
import { WEBHOOKS } from '#libs/words/webhooks.ts';
import { REGULATION } from '#libs/words/regulation.ts';

type AnySentences = Readonly<Record<string, (data: never) => string>>;

const CATALOGUE = merged(
  ACCOUNTS,
  AUDIT,
  AUDIT_RULES,
  BANK_ANSWERS,
  BANK_FILES,
  CALCULATIONS,
  CANDIDATES,
  CLAIM_FAULTS,
  CLOSINGS,
  COMMANDS,
  DUPLICATES,
  ERASURE,
  CONTINUITY,
  COMPARISONS,
  EXPLAIN,
  FEED,
  HISTORY,
  INTAKE,
  JOBS,
  LETTERS,
  PAYMENTS,
  READ_STORE,
  READINESS,
  RECONCILIATION,
  REGULATION,
  REPLAY,
  START,
  STATEMENTS,
  STORES,
  WEBHOOKS,
  WEEK,
);

/** Throws RangeError where two libraries use one code. */
function merged(...catalogues: readonly AnySentences[]): AnySentences {
  const all: Record<string, (data: never) => string> = {};
  for (const [code, sentence] of catalogues.flatMap((one) => Object.entries(one))) {
    if (all[code] !== undefined) throw new RangeError(`two sentences say ${code}`);
    all[code] = sentence;
  }
  return all;
}

/** What was wrong and what would be right, in French, without a capital or a full stop. Throws RangeError on a code without one. */
export function sentenceOf({ code, data }: Refusal): string {
  const sentence = CATALOGUE[code];
  if (sentence === undefined) throw new RangeError(`no sentence says ${code}`);
  return sentence(data as never);
}
