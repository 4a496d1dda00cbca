/** The places that the sums of each team and period have among all sums: so many for each, side by side. */
import type { WholeSums, WrittenSum } from '#libs/kernel/whole-sums.ts';
import type { ByTeam } from '#libs/statements/rules/sums.ts';

/** The sums by team, then by quarter or year, as JSON has them. */
export type WrittenSums = readonly (readonly [
  team: string,
  parts: readonly (readonly [at: number, sums: readonly WrittenSum[]])[],
])[];

export class FirstPlaces {
  readonly #sums: WholeSums;
  readonly #count: number;
  readonly #byTeam: ByTeam<number> = new Map();
  /** The last requested team: the amounts of a patient mostly belong to one team, quarter by quarter. */
  #team: string | undefined;
  #ofTeam = new Map<number, number>();

  constructor(sums: WholeSums, count: number) {
    this.#sums = sums;
    this.#count = count;
  }

  /** The first place of a team and period. */
  of(team: string, at: number): number {
    if (team !== this.#team) this.#select(team);
    let first = this.#ofTeam.get(at);
    if (first === undefined) this.#ofTeam.set(at, (first = this.#sums.places(this.#count)));
    return first;
  }

  /** Maps the sums of each team and period. */
  each<T>(made: (first: number) => T): ByTeam<T> {
    return new Map(
      [...this.#byTeam].map(([team, parts]) => [team, new Map([...parts].map(([at, first]) => [at, made(first)]))]),
    );
  }

  /** Adds the sums of another instance. */
  join(other: FirstPlaces): void {
    const those = { of: other.#sums, count: this.#count };
    for (const [team, parts] of other.#byTeam)
      for (const [at, from] of parts) this.#sums.addThose(this.of(team, at), { ...those, from });
  }

  written(): WrittenSums {
    return [...this.#byTeam].map(([team, parts]) => [
      team,
      [...parts].map(([at, first]) => [at, this.#sums.written(first, this.#count)] as const),
    ]);
  }

  /** Adds the sums that `written` gave. Throws RangeError if a team and period has more sums than places. */
  addWritten(written: WrittenSums): void {
    for (const [team, parts] of written)
      for (const [at, sums] of parts) {
        if (sums.length > this.#count)
          throw new RangeError(`there are ${this.#count} sums of ${team}, not ${sums.length}`);
        this.#sums.addWritten(this.of(team, at), sums);
      }
  }

  #select(team: string): void {
    const ofTeam = this.#byTeam.get(team) ?? new Map<number, number>();
    this.#byTeam.set(team, ofTeam);
    this.#team = team;
    this.#ofTeam = ofTeam;
  }
}
