import type { Person } from '#libs/event-store/author.ts';

/** For the tests that run the script within their own process; `node` is the version that runs it. */
export function main(
  args: readonly string[],
  node?: string,
): {
  readonly status: 0 | 1 | 2 | 3;
  readonly out?: string;
  readonly err?: string;
};

/** The rule of samePerson (libs/commands/person.ts), in a script that stands alone. */
export function isOther(one: Person | undefined, other: Person | undefined): boolean;

/** An event of a bundle, proved and opened. */
export interface BundledEvent {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly effective: string;
  /** JSON. */
  readonly data: string;
}

/** A decision that is calculated again. */
export interface BundledDecision {
  readonly id: string;
  readonly team: string;
  readonly period: string;
  readonly by: Person;
  readonly approvedBy: Person;
  /** Day in France, YYYY-MM-DD. */
  readonly approvedOn: string;
  readonly proposal: object;
  /** Of the statement calculated again; undefined if there is none. */
  readonly scheme: string | undefined;
}

export interface CheckedPayment {
  readonly releasedBy: string;
  /** What former programs allowed. */
  readonly remarks: readonly string[];
  readonly notShown: readonly string[];
}

/** Throws an error whose message is the sentence of what does not fit. `decided`: by id. */
export function checkPayment(
  events: readonly BundledEvent[],
  endToEndId: string,
  decided: ReadonlyMap<string, BundledDecision>,
): CheckedPayment;
