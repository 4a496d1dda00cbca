/** The facts of the simulated world: for each team, period and day of knowledge, the present result of a calculation. */
import { dayFromText } from '#libs/kernel/day.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
  statementKey,
} from '#libs/statements/calculated-statement.ts';
import type { PinnedCalculation } from '#libs/statements/recomputation/at-pins.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { Figures } from '#test/simulation/story.ts';

const PIN: Pin = {
  knownOn: dayFromText('2021-01-01'),
  position: 0,
  regulationVersion: '2021-06',
  regulationFingerprint: '0f'.repeat(32),
  rulesVersion: '1',
};

export class Facts {
  /** Keyed by team and period; ordered by day of knowledge. */
  readonly #now = new Map<string, readonly CalculatedStatement[]>();

  /** The facts now give these figures. */
  arrive(figures: Figures): CalculatedStatement {
    const { team, period, knownOn } = figures;
    const found = calculated(team, period, { ...PIN, knownOn }, statementOf(figures));
    const key = statementKey(team, period);
    const others = (this.#now.get(key) ?? []).filter(({ pin }) => pin.knownOn !== knownOn);
    this.#now.set(
      key,
      [...others, found].sort((a, b) => a.pin.knownOn - b.pin.knownOn),
    );
    return found;
  }

  /** As known on a day; a team without facts has no statement. */
  now({ team, period, pin: { knownOn } }: PinnedCalculation): CalculatedStatement {
    const pin = { ...PIN, knownOn };
    const found = this.#now.get(statementKey(team, period))?.findLast((one) => one.pin.knownOn <= knownOn);
    return found === undefined ? calculated(team, period, pin, null) : { ...found, pin };
  }

  nowOf(pin: TeamPeriod & { readonly knownOn: number }): CalculatedStatement {
    return this.now({ ...pin, pin: { ...PIN, knownOn: pin.knownOn } });
  }
}

function statementOf({ team, period, scheme, parts }: Figures): Statement | null {
  if (parts.length === 0) return null;
  const totalCents = parts.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  return {
    team,
    teamName: `Équipe ${team}`,
    period,
    scheme,
    text: `${scheme}-2021`,
    phase: 'FORFAIT',
    patients: 10,
    flags: [],
    lines: [{ line: 'CAPITATION', amountCents: totalCents }],
    totalCents,
    instalments: parts.map((part) => ({ ...part, kind: 'INSTALMENT' })),
    rates: [],
    parameters: [],
    ledger: [],
  };
}
