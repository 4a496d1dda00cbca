/**
 * Regulations with any values within the bounds of the rules, as fast-check draws and shrinks them: each part that is not drawn is as
 * shipped, so a shrunk counterexample has only the relevant parts.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { RegulationSource } from '#libs/regulation/source.ts';

interface Dated {
  from: string;
  value: unknown;
  status: string;
  reference: string;
}

interface Root {
  version: string;
  texts: { scheme: string; from: string; id: string; until?: string }[];
  schemes: Record<string, Record<string, { values: Dated[] }>>;
}

/** A value, and the later days on which others replace it. */
interface Change {
  readonly first: unknown;
  readonly later: readonly { readonly from: string; readonly value: unknown }[];
}

/** Keyed by parameter; undefined if it stays as shipped. */
type Changes = Readonly<Record<string, Change | undefined>>;

export interface DrawnRegulation {
  readonly parameters: Readonly<Record<string, Changes>>;
  /** For share_ecart, in parts of `of`; share_evolution is the rest. */
  readonly shares?: { readonly part: number; readonly of: number };
  /** The last day of texts, by their place. */
  readonly ends?: readonly { readonly text: number; readonly days: number }[];
  /** Yearly cents, by the row of the file. */
  readonly grids?: readonly { readonly row: number; readonly cents: number }[];
}

const STATUSES = ['exact', 'reconstructed', 'assumed'] as const;
const DAY_MS = 86_400_000;

function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
}

/** With any denominator, as text, or a whole number as JSON or text. */
function rate(most: number): Arbitrary<string | number> {
  const parts = fc.tuple(fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 10_000 }));
  return fc.oneof(
    fc.nat({ max: most }),
    fc.nat({ max: most }).map(String),
    parts.map(([n, d]) => `${n % (most * d + 1)}/${d}`),
  );
}

const some = <T>(one: Arbitrary<T>): Arbitrary<T | null> => fc.option(one, { nil: null });
const choice = <const T extends string | number>(...of: readonly T[]): Arbitrary<T> => fc.constantFrom(...of);
const aldList = fc.uniqueArray(fc.integer({ min: 1, max: 32 }), { maxLength: 6 });
const age = fc.nat({ max: 99 });
const points = fc.tuple(rate(100), rate(100));
const CODES = ['1103', '1109', '1110', '1111', '1112', '1125', '1191', '1209', '1211', '3111', '3112', '3115', '3120'];
const GRIDS = ['GP-2021', 'GP-2024', 'GP+NURSE-2021', 'GP+NURSE-2024'] as const;

const bands = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 5 }), fc.array(rate(3), { minLength: 6 }))
  .map(([quarters, factors]) =>
    [0, ...quarters.sort((a, b) => a - b)].map((from, i) => [from === 0 ? '0' : `${from}/4`, factors[i] ?? '1']),
  );

const eligibility = fc.record(
  {
    professionals: fc.nat({ max: 8 }),
    gp: fc.nat({ max: 5 }),
    nurse: fc.nat({ max: 3 }),
    patients: fc.nat({ max: 20 }),
    boundary: choice('gt', 'ge'),
  },
  { requiredKeys: ['patients'] },
);

const QUALITY = {
  quality_weights: fc.record({ without: points, with: points }),
  unrated: choice('IGNORE', 'ZERO'),
  minimum_denominator: fc.nat({ max: 200 }),
  quality_provisional: choice('NONE', 'LAST_KNOWN'),
  experience_points: rate(100),
  instalments: choice(1, 3),
};

const SUBSTITUTIVE = {
  presence: choice('FIRST_DAY', 'DAYS'),
  grid: fc.record({ GP: choice(...GRIDS), 'GP+NURSE': choice(...GRIDS) }),
  comorbidity_factor: fc.tuple(rate(20), rate(20), rate(20)),
  scope_acts: fc.record({ GP: fc.subarray(CODES), NURSE: fc.subarray(CODES) }),
  population: fc.record({
    OVER_65: fc.record({ age, neuro_age: age, boundary: choice('gt', 'ge'), neuro_ald: aldList }),
    DIABETES: fc.record({ ald: aldList }),
  }),
  fidelisation_lag_quarters: fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 40 })),
  fidelisation_min_acts: fc.nat({ max: 20 }),
  fidelisation_floor: rate(1),
  fidelisation_level: choice('TEAM', 'PATIENT'),
  local_factor: fc.record({ bands, missing: rate(3) }),
  quality_max_rate: rate(1),
  quality_presumed_rate: some(rate(1)),
  cap_rate: some(rate(3)),
  cap_fallback: choice('NONE', 'ACTS'),
  ...QUALITY,
  eligibility,
};

const INCENTIVE = {
  reference_day: fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map((of) => of.map((n) => String(n).padStart(2, '0')).join('-')),
  share_group: rate(1),
  previous_list: choice('SAME', 'OWN'),
  evolution_method: choice('GAP_CHANGE', 'GROWTH'),
  spending_cap_cents: some(fc.nat({ max: 2_000_000 })),
  minimum_savings_rate: rate(1),
  gain_cap_rate: some(rate(1)),
  quality_gate: some(rate(100)),
  combination: choice('MODULATION', 'GAINS_ONLY', 'ADDITIVE'),
  quality_amount_cents: fc.nat({ max: 10_000 }),
  payment_cap_rate: some(rate(5)),
  score_cap: rate(200),
  ...QUALITY,
  eligibility: fc.record(
    { patients: fc.nat({ max: 20 }), boundary: choice('gt', 'ge') },
    { requiredKeys: ['patients'] },
  ),
};

/** The parameters that are drawn, by scheme; share_ecart and share_evolution are drawn together. */
export const DRAWN = { PEPS: SUBSTITUTIVE, PRIMORDIAL: SUBSTITUTIVE, IPEP: INCENTIVE } as const;

const later = fc.integer({ min: 1, max: 6 * 365 }).map((days) => dayAfter('2020-01-01', days));

function change(value: Arbitrary<unknown>): Arbitrary<Change> {
  return fc.record({
    first: value,
    later: fc
      .uniqueArray(fc.record({ from: later, value }), { maxLength: 2, selector: ({ from }) => from })
      .map((all) => all.sort((a, b) => (a.from < b.from ? -1 : 1))),
  });
}

/** Some of the parameters of a scheme, each with up to three values. */
function ofScheme(values: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<Changes> {
  const changes = Object.entries(values).map(([name, value]) => [name, change(value)] as const);
  return fc.record(Object.fromEntries(changes), { requiredKeys: [] });
}

export const anyRegulation: Arbitrary<DrawnRegulation> = fc.record(
  {
    parameters: fc.record(Object.fromEntries(Object.entries(DRAWN).map(([name, values]) => [name, ofScheme(values)]))),
    shares: fc
      .tuple(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 500 }))
      .map(([n, of]) => ({ part: n % (of + 1), of })),
    ends: fc.array(fc.record({ text: fc.nat({ max: 7 }), days: fc.nat({ max: 1_500 }) }), { maxLength: 3 }),
    grids: fc.array(fc.record({ row: fc.nat({ max: 255 }), cents: fc.nat({ max: 300_000 }) }), { maxLength: 60 }),
  },
  { requiredKeys: ['parameters'] },
);

/** The shipped version with the drawn parts. */
export function sourceOf(
  shipped: RegulationSource,
  { parameters, shares, ends, grids }: DrawnRegulation,
  version: string,
) {
  const root = JSON.parse(shipped.parameters) as Root;
  root.version = version;
  for (const [scheme, changes] of Object.entries(parameters))
    for (const [name, drawn] of Object.entries(changes)) {
      if (drawn === undefined) continue;
      const parameter = root.schemes[scheme]?.[name];
      const from = parameter?.values[0]?.from;
      if (parameter === undefined || from === undefined) throw new RangeError(`${scheme} has no ${name}`);
      const after = drawn.later.filter((one) => one.from > from);
      parameter.values = [{ from, value: drawn.first }, ...after].map(dated);
    }
  if (shares !== undefined) {
    const { part, of } = shares;
    const { IPEP = {} } = root.schemes;
    IPEP['share_ecart'] = { values: [dated({ from: '2019-07-03', value: `${part}/${of}` }, 0)] };
    IPEP['share_evolution'] = { values: [dated({ from: '2019-07-03', value: `${of - part}/${of}` }, 1)] };
  }
  for (const { text, days } of ends ?? []) {
    const ended = root.texts[text % root.texts.length];
    if (ended !== undefined) ended.until = dayAfter(ended.from, days);
  }
  return { parameters: JSON.stringify(root), grids: withRows(shipped.grids, grids ?? []) };
}

function dated({ from, value }: { readonly from: string; readonly value: unknown }, i: number): Dated {
  return { from, value, status: STATUSES[i % STATUSES.length] ?? 'exact', reference: 'au hasard' };
}

function withRows(file: string, changed: NonNullable<DrawnRegulation['grids']>): string {
  const [header = '', ...rows] = file.trimEnd().split('\n');
  for (const { row, cents } of changed) rows[row] = rows[row]?.replace(/\d+$/, String(cents)) ?? '';
  return `${[header, ...rows].join('\n')}\n`;
}
