/** The one catalogue of what a person reads when the rules refuse something, for the command line, HTTP and screens. */
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { ACCOUNTS } from '#libs/words/accounts.ts';
import { JOBS } from '#libs/words/jobs.ts';
import { COMMANDS } from '#libs/words/commands.ts';
import { PAYMENTS } from '#libs/words/payments.ts';
import { STATEMENTS } from '#libs/words/statements.ts';
import { WEBHOOKS } from '#libs/words/webhooks.ts';

const CATALOGUE: Readonly<Record<string, (data: never) => string>> = {
  ...COMMANDS,
  ...ACCOUNTS,
  ...JOBS,
  ...PAYMENTS,
  ...STATEMENTS,
  ...WEBHOOKS,
};

/** What was wrong and what would be right, in French, without a capital or a full stop. Throws RangeError on a code without one. */
export function sentenceOf({ code, data }: Pick<DomainError, 'code' | 'data'>): string {
  const sentence = CATALOGUE[code];
  if (sentence === undefined) throw new RangeError(`no sentence says ${code}`);
  return sentence(data as never);
}
