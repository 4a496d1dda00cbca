/** A step in the routine of a quarter: its sentence, what a person reads before answering, and its command. */
import type { Person } from '#libs/commands/person.ts';
import type { PersonOptions } from '#apps/cli/person.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import type { Talk } from '#apps/cli/talk.ts';

export interface QuarterOptions extends StoreOptions, PersonOptions {
  /** Folder of the files of facts. */
  readonly import?: string;
  /** That days of facts are written JJ/MM/AAAA, where a file does not tell. */
  readonly dates?: string;
  /** Where the file for the bank goes. */
  readonly out?: string;
}

/** What may be done next. */
export interface QuarterStep {
  /** The same while the same thing is to be done. */
  readonly key: string;
  /** What it will do, in amounts. */
  readonly says: string;
  readonly question: () => string;
  /** Why this person does not do it. */
  readonly barred?: string | undefined;
  readonly run: () => Promise<number>;
}

export interface Guided {
  readonly options: QuarterOptions;
  readonly by: Person;
  readonly talk: Talk;
  /** Tries files of facts, and records them where the person says so. */
  readonly importFrom: (folder: string) => Promise<number>;
}

export function storesOnly({ data }: StoreOptions): StoreOptions {
  return { data };
}

/** Is only said. */
export function barred(step: Pick<QuarterStep, 'key' | 'says'>, why: string): QuarterStep {
  return { ...step, barred: why, question: () => '', run: () => Promise.resolve(0) };
}
