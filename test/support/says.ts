/** The sentence that a person reads for a refusal. */
import { match, ok } from 'node:assert/strict';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

/** For `assert.rejects` and `assert.throws`: accepts a refusal whose French sentence matches. */
export function says(pattern: RegExp): (error: unknown) => boolean {
  return (error) => {
    ok(error instanceof DomainError, String(error));
    match(sentenceOf(error), pattern);
    return true;
  };
}
