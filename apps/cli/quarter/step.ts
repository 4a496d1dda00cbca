/** A step in the routine of a quarter: its sentence, the text that a person reads before answering, and its command. */
import type { Person } from '#libs/commands/person.ts';
import type { PersonOptions } from '#apps/cli/person.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import type { Talk } from '#apps/cli/talk.ts';

export interface QuarterOptions extends StoreOptions, PersonOptions {
  /** Folder of the files of facts. */
  readonly import?: string;
  /** Dates of facts are in the form JJ/MM/AAAA if a file is ambiguous. */
  readonly dates?: string;
  /** The path of the file for the bank. */
  readonly out?: string;
}

/** A possible next step. */
export interface QuarterStep {
  /** The same while the same thing is to be done. */
  readonly key: string;
  /** Its effect, in amounts. */
  readonly says: string;
  readonly question: () => string;
  /** Why this person does not do it. */
  readonly barred?: string | undefined;
  readonly run: () => Promise<number>;
}

export interface GuidedQuarter {
  readonly options: QuarterOptions;
  readonly by: Person;
  readonly talk: Talk;
  /** Tries files of facts, and records them if the person agrees. */
  readonly importFrom: (folder: string) => Promise<number>;
}

export function storesOnly({ data }: StoreOptions): StoreOptions {
  return { data };
}

/** A step that is shown but cannot be done. */
export function barred(step: Pick<QuarterStep, 'key' | 'says'>, why: string): QuarterStep {
  return { ...step, barred: why, question: () => '', run: () => Promise.resolve(0) };
}
