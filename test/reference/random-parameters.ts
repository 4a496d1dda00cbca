/** A regulation of random values, for the same facts: every parameter that a rule reads, from the first day and again from a later one. */

type Chance = () => number;

interface Dated {
  from: string;
  value: unknown;
  status: string;
  reference: string;
}

interface Parameters {
  version: string;
  texts: { scheme: string; from: string; until?: string }[];
  schemes: Record<string, Record<string, { values: Dated[] }>>;
}

const pick = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
const rate = (chance: Chance, most = 12): string => `${Math.floor(chance() * (most + 1))}/12`;
const points = (chance: Chance) => [pick(chance, [60, 100, '95/2']), pick(chance, [0, 40, '125/3'])];

/** The possible values; parameters without an entry stay unchanged. */
const RANDOM: Readonly<Record<string, (chance: Chance, scheme: string) => unknown>> = {
  presence: (chance) => pick(chance, ['FIRST_DAY', 'DAYS']),
  comorbidity_factor: (chance) => ['1', pick(chance, ['11/10', '20']), pick(chance, ['5/4', '7/3'])],
  fidelisation_lag_quarters: (chance) => pick(chance, [0, 1, 2, 5]),
  fidelisation_min_acts: (chance) => pick(chance, [0, 1, 2, 10]),
  fidelisation_floor: (chance) => pick(chance, ['0', '1/3', '4/5', '6667/10000', 1]),
  fidelisation_level: (chance) => pick(chance, ['TEAM', 'PATIENT', 'PATIENT']),
  quality_max_rate: (chance) => rate(chance),
  quality_presumed_rate: (chance) => pick(chance, [null, '1/20', '0']),
  quality_weights: (chance) => ({ without: points(chance), with: points(chance) }),
  unrated: (chance) => pick(chance, ['IGNORE', 'ZERO']),
  minimum_denominator: (chance) => pick(chance, [0, 1, 30, 200]),
  quality_provisional: (chance) => pick(chance, ['NONE', 'LAST_KNOWN']),
  cap_rate: (chance) => pick(chance, [null, '6/5', '1/2', 0]),
  cap_fallback: (chance) => pick(chance, ['NONE', 'ACTS']),
  instalments: (chance) => pick(chance, [1, 3]),
  eligibility: (chance, scheme) => ({
    patients: pick(chance, [0, 3, 5, 8]),
    ...(scheme === 'IPEP' ? {} : { gp: pick(chance, [0, 2, 3]) }),
    ...pick(chance, [{}, { boundary: 'gt' }, { boundary: 'ge' }]),
  }),
  experience_points: (chance) => pick(chance, [0, 20, '7/2']),
  reference_day: (chance) => pick(chance, ['01-01', '07-01', '12-31']),
  share_group: (chance) => rate(chance),
  previous_list: (chance) => pick(chance, ['SAME', 'OWN']),
  evolution_method: (chance) => pick(chance, ['GAP_CHANGE', 'GROWTH']),
  spending_cap_cents: (chance) => pick(chance, [null, 0, 300_000]),
  minimum_savings_rate: (chance) => pick(chance, ['0', '1/50', '1/3']),
  gain_cap_rate: (chance) => pick(chance, [null, '0', '1/4']),
  quality_gate: (chance) => pick(chance, [null, 30, '125/2']),
  combination: (chance) => pick(chance, ['MODULATION', 'GAINS_ONLY', 'ADDITIVE', 'ADDITIVE']),
  quality_amount_cents: (chance) => pick(chance, [0, 1, 1505]),
  payment_cap_rate: (chance) => pick(chance, [null, 0, '1/250', '1/7', 3]),
  score_cap: (chance) => pick(chance, [60, 100, 120]),
};

/** The text of parameters.json, changed. */
export function randomParameters(text: string, chance: Chance): string {
  const parameters = JSON.parse(text) as Parameters;
  parameters.version = 'hasard';
  for (const legal of parameters.texts) {
    delete legal.until;
    if (chance() < 0.4) legal.until = pick(chance, ['2026-12-31', '2024-12-31', legal.from]);
    if (legal.until !== undefined && legal.until < legal.from) legal.until = legal.from;
  }
  for (const [scheme, byName] of Object.entries(parameters.schemes)) {
    for (const [name, parameter] of Object.entries(byName)) {
      const value = RANDOM[name];
      const [first] = parameter.values;
      if (value === undefined || first === undefined) continue;
      const dated = (from: string): Dated => ({ ...first, from, value: value(chance, scheme) });
      const later = pick(chance, ['2021-07-01', '2022-01-01', '2022-10-02', '2023-12-31']);
      parameter.values = [dated(first.from), dated(later)];
    }
    shareOut(byName, chance);
  }
  return JSON.stringify(parameters);
}

/** "share_ecart + share_evolution other than 1 on any day" is refused. */
function shareOut(byName: Parameters['schemes'][string], chance: Chance): void {
  const [ecart, evolution] = [byName['share_ecart'], byName['share_evolution']];
  const [ofEcart, ofEvolution] = [ecart?.values[0], evolution?.values[0]];
  if (ecart === undefined || evolution === undefined || ofEcart === undefined || ofEvolution === undefined) return;
  const part = Math.floor(chance() * 13);
  ecart.values = [{ ...ofEcart, value: `${part}/12` }];
  evolution.values = [{ ...ofEvolution, value: `${12 - part}/12` }];
}
