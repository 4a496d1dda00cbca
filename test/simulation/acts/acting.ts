/** What an act of a story is given, and what it gives. */
import type { Author } from '#libs/commands/author.ts';
import type { Bank } from '#test/simulation/bank/bank.ts';
import type { Facts } from '#test/simulation/facts.ts';
import type { Process } from '#test/simulation/process.ts';

/** What acts know of the world. */
export interface ActedOn {
  readonly facts: Facts;
  readonly bank: Bank;
  /** The codes that a person gave with a command: the same command again gives the same. */
  readonly codesGiven: Map<string, string | undefined>;
  /** And the files of the bank. */
  readonly filesGiven: Map<string, string>;
  /** The first code seen of each thing to confirm. */
  readonly codesSeen: Map<string, string>;
}

/** Who acts, in which process of which world. */
export interface Acting {
  readonly process: Process;
  readonly world: ActedOn;
  readonly author: Author;
}

/** Refused: by the rules, with their codes. Idle: there was nothing to do it on. */
export type Result =
  | { readonly outcome: 'done' | 'idle' | 'crashed' }
  | { readonly outcome: 'refused'; readonly codes: readonly string[] };

export const DONE: Result = { outcome: 'done' };
export const IDLE: Result = { outcome: 'idle' };
