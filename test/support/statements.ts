/** Sums and statements for tests. */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { quarterlyStatement } from '#libs/statements/rules/quarterly/quarterly-statement.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { type Sums, type TeamQuarterSums, emptyTeamQuarter } from '#libs/statements/rules/sums.ts';
import { yearlyStatement } from '#libs/statements/rules/yearly/yearly-statement.ts';
import { q, required } from '#test/support/enrolment.ts';

export function sumsOf(frame: Frame, dossiers: readonly Dossier[]): Sums {
  const running = new RunningSums();
  for (const dossier of dossiers) running.add(contribution(dossier, frame));
  return running.sums;
}

export function quarterSums(
  figures: Partial<Omit<TeamQuarterSums, 'ledger'>>,
  substituted?: { base: bigint; paid: bigint },
) {
  const sums: TeamQuarterSums = { ...emptyTeamQuarter(), ...figures };
  if (substituted !== undefined)
    sums.ledger.set('SUBSTITUTED/', {
      class: 'SUBSTITUTED',
      reason: '',
      acts: 1,
      baseCents: substituted.base,
      paidCents: substituted.paid,
    });
  return sums;
}

export function quarterly(frame: Frame, team: string, quarter: string, sums: Sums): Statement {
  return required(quarterlyStatement(required(frame.teams.byId.get(team)), q(quarter), sums, frame));
}

export function yearly(frame: Frame, team: string, year: number, sums: Sums): Statement {
  return required(yearlyStatement(required(frame.teams.byId.get(team)), year, sums, frame));
}

/** `LINE amount`, in order. */
export function linesOf({ lines }: Statement): string[] {
  return lines.map(({ line, amountCents }) => `${line} ${amountCents}`);
}

export function rateOf({ rates }: Statement, name: string): string | undefined {
  return rates.find((rate) => rate.name === name)?.value;
}
