/** The facts of the simulated world: for each team, period and day known, what a calculation gives now. */
import { dayFromText } from '#libs/kernel/day.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
  statementKey,
} from '#libs/statements/calculated-statement.ts';
import type { Pinned } from '#libs/statements/workflow/freshness.ts';
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
  readonly #now = new Map<string, CalculatedStatement>();

  /** What facts now give. */
  arrive(figures: Figures): CalculatedStatement {
    const { team, period, knownOn } = figures;
    const found = calculated(team, period, { ...PIN, knownOn }, statementOf(figures));
    this.#now.set(keyOf(found, knownOn), found);
    return found;
  }

  /** As known on a day; a team without facts has no statement. */
  now({ team, period, pin: { knownOn } }: Pinned): CalculatedStatement {
    return this.#now.get(keyOf({ team, period }, knownOn)) ?? calculated(team, period, { ...PIN, knownOn }, null);
  }

  nowOf(pin: TeamPeriod & { readonly knownOn: number }): CalculatedStatement {
    return this.now({ ...pin, pin: { ...PIN, knownOn: pin.knownOn } });
  }
}

function keyOf({ team, period }: TeamPeriod, knownOn: number): string {
  return `${knownOn}/${statementKey(team, period)}`;
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
