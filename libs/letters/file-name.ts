/** Names of files, from letters, digits and dashes: they need no quoting and contain no folder. */
import { hash } from 'node:crypto';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { DecisionNumber } from '#libs/statements/workflow/events.ts';

export function fileName(parts: readonly string[]): string {
  return `${parts.map(plain).join('_')}.pdf`;
}

/** A team whose code is not plain gets a digest, so that no two teams have the same name, also where files are the same in upper and lower case. */
export function decisionFile({ team, period }: TeamPeriod, number: DecisionNumber): string {
  const code = plain(team).toUpperCase() === team ? [team] : [team, hash('sha256', team, 'hex').slice(0, 8)];
  return fileName([...code, period, String(number)]);
}

function plain(part: string): string {
  return part.replaceAll(/[^A-Za-z0-9.-]+/g, '-');
}
