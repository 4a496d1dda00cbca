/** Names of files, from letters, digits and dashes: they need no quoting and contain no folder. */
import { hash } from 'node:crypto';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { DecisionNumber } from '#libs/statements/workflow/events.ts';

export function fileName(parts: readonly string[]): string {
  return `${parts.map(plain).join('_')}.pdf`;
}

/** A code that is not plain, or has small letters, gets a digest: no two teams have one name, also where case does not tell files apart. */
export function decisionFile({ team, period }: TeamPeriod, number: DecisionNumber): string {
  const code = plain(team).toUpperCase() === team ? [team] : [team, hash('sha256', team, 'hex').slice(0, 8)];
  return fileName([...code, period, String(number)]);
}

function plain(part: string): string {
  return part.replaceAll(/[^A-Za-z0-9.-]+/g, '-');
}
