/** The effect of a simulation by team; amounts are whole cents. */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { magnitude } from '../../parts/magnitude.ts';
import type { StatementEffect } from './queries.ts';

export interface TeamEffect {
  readonly team: string;
  readonly teamName: string | null;
  readonly scheme: string | null;
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
  readonly differenceCents: bigint;
}

/** The largest effect first, regardless of sign; then by team. */
export function byTeam(effects: readonly StatementEffect[]): readonly TeamEffect[] {
  const teams = [...Map.groupBy(effects, ({ team }) => team)].map(([team, own]) => {
    const sum = (of: (effect: StatementEffect) => string): bigint => sumCentsOf(own, (one) => BigInt(of(one)));
    return {
      team,
      teamName: own[0]?.teamName ?? null,
      scheme: own[0]?.scheme ?? null,
      beforeCents: sum(({ beforeCents }) => beforeCents),
      afterCents: sum(({ afterCents }) => afterCents),
      differenceCents: sum(({ differenceCents }) => differenceCents),
    };
  });
  return teams.sort((a, b) => {
    const [sizeA, sizeB] = [magnitude(a.differenceCents), magnitude(b.differenceCents)];
    if (sizeA !== sizeB) return sizeA < sizeB ? 1 : -1;
    return a.team < b.team ? -1 : 1;
  });
}
