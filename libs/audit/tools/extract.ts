/**
 * Selects entries, with number, sum and digest of the selection, of the rest and of the whole, so that an omission shows. Anyone can
 * recompute the digests from the rows with SHA-256 alone.
 */
import { createHash } from 'node:crypto';
import { type Person, samePerson } from '#libs/commands/person.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import type { AuditEntry, EntryKind } from '#libs/audit/tools/entries.ts';

/** An entry must meet all that are given. */
export interface EntryFilter {
  readonly team?: string | undefined;
  /** The year of the period, YYYY; for an entry without a period, the year of its day in France. */
  readonly year?: string | undefined;
  /** Any of its people, under any spelling. */
  readonly person?: string | undefined;
  /** The days in France of the entries, YYYY-MM-DD, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Amounts in cents, both included. */
  readonly minCents?: bigint | undefined;
  readonly maxCents?: bigint | undefined;
}

/** How many rows, their sum, and the SHA-256 of their lines (`lineOf`) in the order of the log. */
export interface AuditEntrySum {
  readonly count: number;
  readonly sumCents: bigint;
  readonly digest: string;
}

export interface Extract {
  readonly what: EntryKind;
  /** End of the log that was read, and its link in the chain: a checkpoint covers it. */
  readonly position: number;
  readonly link: string;
  readonly whole: AuditEntrySum;
  readonly chosen: AuditEntrySum;
  readonly leftOut: AuditEntrySum;
  /** The selected entries, in the order of the log. */
  readonly entries: readonly AuditEntry[];
}

export function extract(
  { what, position, link }: Pick<Extract, 'what' | 'position' | 'link'>,
  entries: readonly AuditEntry[],
  filter: EntryFilter,
): Extract {
  const isWanted = wantedBy(filter);
  const chosen = entries.filter(isWanted);
  const leftOut = entries.filter((entry) => !isWanted(entry));
  return {
    what,
    position,
    link,
    whole: sumOfEntries(entries),
    chosen: sumOfEntries(chosen),
    leftOut: sumOfEntries(leftOut),
    entries: chosen,
  };
}

export function sumOfEntries(entries: readonly AuditEntry[]): AuditEntrySum {
  const digest = createHash('sha256');
  let sumCents = 0n;
  for (const entry of entries) {
    digest.update(`${lineOf(entry)}\n`);
    sumCents += entry.amountCents;
  }
  return { count: entries.length, sumCents, digest: digest.digest('hex') };
}

/** Its fields as JSON; an auditor’s script writes the same text from a row. */
function lineOf({ position, id, status, team, period, amountCents, people, at }: AuditEntry): string {
  return JSON.stringify([position, id, status, team, period, String(amountCents), people.map(({ name }) => name), at]);
}

function wantedBy({ team, year, person, ...between }: EntryFilter): (entry: AuditEntry) => boolean {
  const asked =
    person === undefined ? undefined : ({ name: person, assurance: 'asserted', osUser: '' } satisfies Person);
  const isBetween = within(between);
  return (entry) => {
    const day = dayText(dayOfInstant(entry.at));
    return (
      (team ?? entry.team) === entry.team &&
      (year === undefined || (entry.period || day).startsWith(year)) &&
      (asked === undefined || entry.people.some((one) => samePerson(one, asked))) &&
      isBetween(day, entry.amountCents)
    );
  };
}

function within({ from, to, minCents, maxCents }: EntryFilter): (day: string, cents: bigint) => boolean {
  return (day, cents) =>
    (from ?? day) <= day && day <= (to ?? day) && (minCents ?? cents) <= cents && cents <= (maxCents ?? cents);
}
