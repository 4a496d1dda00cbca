/** A contribution as text by statement, so that two of them can be compared. */
import { canonical } from '#libs/commands/digest.ts';
import { quarterText } from '#libs/kernel/day.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';

/** Keyed by the key of the statement. */
export function contributionParts({ presences, entries, years }: Contribution): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (team: string, period: string, part: unknown): void => {
    const key = statementKey(team, period);
    texts.set(key, (texts.get(key) ?? '') + canonical(part));
  };
  for (const presence of presences) add(presence.team, quarterText(presence.quarter), presence);
  for (const entry of entries) add(entry.team, quarterText(entry.quarter), entry);
  for (const share of years) add(share.team, String(share.year), share);
  return texts;
}
