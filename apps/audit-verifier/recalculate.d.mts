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
