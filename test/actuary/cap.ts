/** PEPS teams, some without a reference revenue: the effect of the cap, and of using the fees of the quarter instead. */
import type { JsonObject } from '#libs/regulation/values.ts';
import { Random } from '#libs/synthetic/prng.ts';
import { emptySums } from '#libs/statements/rules/sums.ts';
import { frame, q, regulationWith, roster } from '#test/support/enrolment.ts';
import { quarterSums, quarterly } from '#test/support/statements.ts';
import { euros, mean, percent, table } from './tables.ts';

const QUARTER = '2024-Q4';

interface Team {
  readonly id: string;
  /** The forfait of the quarter, cents. */
  readonly forfait: bigint;
  readonly revenue: bigint;
  /** The fees of the acts that the forfait replaces. */
  readonly fees: bigint;
  /** Drawn once: with a share s, a team below s has no revenue known. */
  readonly place: number;
}

export interface CapScale {
  readonly seed: number;
  readonly teams: number;
}

export function capTable({ seed, teams: many }: CapScale): string {
  const random = new Random(seed, 7);
  const teams = Array.from({ length: many }, (_, i) => drawn(random, `T${i}`));
  const whole = paidTo(teams, 0, 'NONE');
  const rows = [0, 1 / 8, 1 / 4, 1 / 2, 1].flatMap((share) =>
    (['NONE', 'ACTS'] as const).map((fallback) => {
      const paid = paidTo(teams, share, fallback);
      const [total, ofWhole] = [sum(paid), sum(whole)];
      const below = paid.filter((cents, i) => cents < (whole[i] ?? 0n)).length;
      const above = paid.filter((cents, i) => cents > (whole[i] ?? 0n)).length;
      return [
        percent(Math.round(share * 1_000), 1_000),
        `\`${fallback}\``,
        euros(mean(total, many)),
        euros(mean(total - ofWhole, many)),
        percent(above, many),
        percent(below, many),
      ];
    }),
  );
  const header = [
    'revenue not known',
    '`cap_fallback`',
    '€ a team and quarter',
    'more than with all revenues',
    'teams paid above their cap',
    'teams paid below it',
  ];
  return table(header, rows);
}

/** The forfait is close to the former revenue, for one in six more than a fifth above it; the fees come from fewer acts than before. */
function drawn(random: Random, id: string): Team {
  const revenue = random.whole(1_500_000, 6_000_000);
  const forfait = Math.round(revenue * random.logNormal(0.2));
  const fees = Math.round(revenue * random.between(0.6, 1.05));
  return { id, forfait: BigInt(forfait), revenue: BigInt(revenue), fees: BigInt(fees), place: random.next() };
}

/** In the order of the teams. */
function paidTo(teams: readonly Team[], unknown: number, fallback: 'NONE' | 'ACTS'): readonly bigint[] {
  const parameters: JsonObject = { cap_rate: '6/5', cap_fallback: fallback, quality_max_rate: 0 };
  const rosters = teams.map(({ id, revenue, place }) =>
    roster(id, {
      phases: [['FORFAIT', '2023-01-01']],
      revenue: place < unknown ? [] : [[QUARTER, Number(revenue)]],
    }),
  );
  const made = frame(rosters, [QUARTER, QUARTER], {}, regulationWith(parameters));
  const sums = emptySums();
  for (const { id, forfait, fees } of teams) {
    // G is a quarter of the yearly amounts.
    const own = quarterSums({ patients: 900, weightedCents: [forfait * 4n, 0n, 0n] }, { base: fees, paid: 0n });
    sums.quarters.set(id, new Map([[q(QUARTER), own]]));
  }
  return teams.map(({ id }) => quarterly(made, id, QUARTER, sums).totalCents);
}

function sum(cents: readonly bigint[]): bigint {
  return cents.reduce((total, one) => total + one, 0n);
}
