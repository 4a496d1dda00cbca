/** The input and the result of an act of a story. */
import type { Author } from '#libs/commands/author.ts';
import type { Bank } from '#test/simulation/bank/bank.ts';
import type { Facts } from '#test/simulation/facts.ts';
import type { Process } from '#test/simulation/process.ts';

/** The parts of the world that acts use. */
export interface ActedOn {
  readonly facts: Facts;
  readonly bank: Bank;
  /** The codes that a person gave with a command: the same command again gives the same. */
  readonly codesGiven: Map<string, string | undefined>;
  /** The same for files of the bank. */
  readonly filesGiven: Map<string, string>;
  /** The first code seen of each thing to confirm. */
  readonly codesSeen: Map<string, string>;
}

/** The actor, in a process of a world. */
export interface Acting {
  readonly process: Process;
  readonly world: ActedOn;
  readonly author: Author;
}

/** Refused: by the rules, with their codes. Idle: the act had no subject. */
export type Result =
  | { readonly outcome: 'done' | 'idle' | 'crashed' }
  | { readonly outcome: 'refused'; readonly codes: readonly string[] };

export const DONE: Result = { outcome: 'done' };
export const IDLE: Result = { outcome: 'idle' };
