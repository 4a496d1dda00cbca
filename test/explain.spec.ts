/** Explanations: for any facts, the parts of a line add up to it exactly and every leaf names recorded events. */
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { latestStatement, latestStatements } from '#libs/statements/calculation/latest.ts';
import { type StatementExplanation, explain } from '#libs/explain/explain.ts';
import { explanationJson } from '#libs/words/texts/explanation-json.ts';
import { explanationText } from '#libs/words/texts/explanation-text.ts';
import { type Part, everyPart } from '#libs/explain/part.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';
import { type Fraction, ZERO, add, fractionFromText, fractionText } from '#libs/kernel/fraction.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { type CalculatedStatement, calculated } from '#libs/statements/calculated-statement.ts';
import type { RateName } from '#libs/statements/rules/statement.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { rounds } from '#test/support/deep.ts';
import { required } from '#test/support/enrolment.ts';
import { prepared } from '#test/support/prepared.ts';
import { type CalculationAsked, Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const FULL = { from: '2020-Q1', to: '2025-Q4', knownOn: '2026-09-30' };
const DAYS: JsonObject = {
  presence: 'DAYS',
  cap_rate: '11/10',
  cap_fallback: 'ACTS',
  evolution_method: 'GROWTH',
  previous_list: 'OWN',
  spending_cap_cents: 300000,
  comorbidity_factor: ['1', '11/10', '7/5'],
  quality_presumed_rate: null,
  fidelisation_level: 'PATIENT',
  fidelisation_min_acts: 1,
  fidelisation_floor: '1/4',
  combination: 'ADDITIVE',
  quality_amount_cents: 1505,
  unrated: 'ZERO',
  minimum_denominator: 20,
  quality_provisional: 'LAST_KNOWN',
  payment_cap_rate: '1/250',
};

const SAMPLES = ['tiny', 'boundaries', 'options'].map((sample) => ({
  name: `the sample ${sample}`,
  write: () => fileURLToPath(new URL(`samples/${sample}/facts`, import.meta.url)),
}));
const RANDOM = [11, 12].slice(0, rounds(1, 2)).map((seed) => ({
  name: `random facts of seed ${seed}`,
  write: () => {
    const folder = temporaryFolder();
    folders.push(folder);
    writeRandomFacts(folder, seed);
    return folder;
  },
}));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function withProduct(facts: string, body: (product: Product) => Promise<void>): Promise<void> {
  const product = new Product();
  try {
    await product.import(facts);
    await body(product);
  } finally {
    await product.close();
  }
}

async function explained(
  product: Product,
  { knownOn }: Pick<CalculationAsked, 'knownOn'>,
  simulation?: string,
): Promise<readonly { recorded: CalculatedStatement; explanation: StatementExplanation }[]> {
  const { statements, regulationOf } = await latestStatements(product, knownOn, simulation);
  const all = [];
  for (const recorded of statements)
    if (recorded.statement !== null)
      all.push({
        recorded,
        explanation: await explain(product, recorded, regulationOf(recorded.pin.regulationFingerprint)),
      });
  return all;
}

/** Adds up the published text, without the code that made it. */
interface Given {
  readonly label: string;
  readonly exact?: string;
  readonly parts: readonly Given[];
  readonly because: readonly Given[];
  readonly facts: readonly number[];
}

function sumOfLeaves({ exact, parts }: Given): Fraction {
  if (parts.length === 0) return fractionFromText(required(exact));
  return parts.map(sumOfLeaves).reduce(add, ZERO);
}

function checkSums(given: Given): void {
  if (given.parts.length > 0) assert.equal(fractionText(sumOfLeaves(given)), given.exact, given.label);
  for (const child of [...given.parts, ...given.because]) checkSums(child);
}

/** The rates of the statement that a part explains. */
const RATES: readonly RateName[] = [
  'FIDELISATION_RATE',
  'LOCAL_FACTOR',
  'QUALITY_RATE',
  'QUALITY_SCORE',
  'LEVEL_GAIN_CENTS',
  'EVOLUTION_GAIN_CENTS',
  'PAYMENT_CAP_RATE',
];

function explains({ label }: Part, rate: RateName): boolean {
  return label.code === 'RATE'
    ? label.data.rate === rate
    : ['SCORE', 'PROVISIONAL_SCORE'].includes(label.code) && rate === 'QUALITY_SCORE';
}

async function checkAll(product: Product, asked: CalculationAsked, simulation?: string): Promise<number> {
  let lines = 0;
  for (const { recorded, explanation } of await explained(product, asked, simulation)) {
    const json = JSON.parse(
      JSON.stringify(explanationJson(explanation), (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ) as { lines: (Given & { line: string; amountCents: string })[]; events: { position: number }[] };
    const { statement } = recorded;
    expect(json.lines.map(({ line, amountCents }) => [line, amountCents])).toStrictEqual(
      required(statement ?? undefined).lines.map(({ line, amountCents }) => [line, String(amountCents)]),
    );
    const parts = explanation.lines.flatMap(({ part }) => [...everyPart(part)]);
    for (const name of RATES) {
      const recordedRate = recorded.statement?.rates.find((rate) => rate.name === name)?.value;
      const exact = parts.find((part) => explains(part, name))?.figure?.exact;
      if (recordedRate !== undefined)
        assert.equal(exact === undefined ? undefined : fractionText(exact), recordedRate, name);
    }
    const events = new Set(json.events.map(({ position }) => position));
    for (const line of json.lines) {
      lines++;
      expect(line.exact).toBe(line.amountCents);
      checkSums(line);
    }
    const restsOn = parts.flatMap(({ facts }) => facts);
    expect(restsOn.filter((position) => !events.has(position))).toStrictEqual([]);
    const later = [...explanation.facts.values()].filter(({ position }) => position > recorded.pin.position);
    expect(later).toStrictEqual([]);
    expect(explanationText(explanation, { most: 3, eventLabels: EVENT_LABELS }).length).toBeGreaterThan(0);
  }
  return lines;
}

for (const { name, write } of [...SAMPLES, ...RANDOM])
  test(`in ${name} the parts of every line of every statement add up to it exactly`, async () => {
    await withProduct(write(), async (product) => {
      await product.calculate(FULL);
      expect(await checkAll(product, FULL)).toBeGreaterThan(20);
      await product.simulate('days', FULL, { parameters: DAYS });
      expect(await checkAll(product, FULL, 'days')).toBeGreaterThan(20);
    });
  });

/** The sample tiny, calculated. */
async function tiny(): Promise<string> {
  const product = new Product();
  await product.import(fileURLToPath(new URL('samples/tiny/facts', import.meta.url)));
  await product.calculate({ from: '2020-Q1', to: '2023-Q4', knownOn: '2024-08-31' });
  return product.leave();
}

async function withTiny(body: (product: Product) => Promise<void>): Promise<void> {
  const product = new Product(await prepared('tiny-calculated', tiny));
  try {
    await body(product);
  } finally {
    await product.close();
  }
}

async function recordedStatement(product: Product, team: string, period: string): Promise<CalculatedStatement> {
  return required(await latestStatement(product, team, period));
}

async function explainedLine(
  product: Product,
  recorded: CalculatedStatement,
  line?: string,
): Promise<StatementExplanation> {
  return explain(product, recorded, await pinnedRegulation(product, recorded.pin.regulationFingerprint), { line });
}

/** Computed by hand: G = 24,387.5 cents, T = 53/50; G·T = 25,850.75; round 25,851 − round 24,388 = 1,463. */
const LOCAL_2021_Q4 = `Explication du décompte PEPS de Centre de santé de Gennevilliers (PEPS-01), période 2021-T4
Phase forfait · texte PEPS-2019 du 03/07/2019 : arrêté du 19 juin 2019 (JO du 3 juillet 2019), cahier des charges PEPS
Connu au 31/08/2024, jusqu’à l’événement 1026 · réglementation 2026-12 · règles 2
↳ événement 2, équipe décrite (team-PEPS-01) : effet 31/12/2019, connu le 01/12/2019, enregistré le 01/11/2026 09:00 par test
↳ événement 8, phase (team-PEPS-01) : effet 01/01/2021, connu le 15/12/2019, enregistré le 01/11/2026 09:00 par test

Modulation locale (pauvreté) : 14,63 €
├─ = arrondi(G·L·T) − arrondi(G·L), G·L·T = 103403/4 centimes
├─ G·L·T − G·L : ≈ 14,63 € (exactement 1 463,25 centimes)
│  ├─ patient P0000001 : ≈ 1,21 € (exactement 121,26 centimes)
│  │  ├─ = 2021 centimes × L × (T − 1), T = 53/50
│  │  ├─ ↳ événement 30, identité (patient-P0000001) : effet 25/07/1971, connu le 12/12/2019, enregistré le 01/11/2026 09:00 par test
│  │  ├─ ↳ événement 96, médecin traitant (patient-P0000001) : effet 01/06/2018, connu le 02/12/2019, enregistré le 01/11/2026 09:00 par test
│  │  └─ ↳ événement 13, membre (team-PEPS-01) : effet 01/01/2020, connu le 05/12/2019, enregistré le 01/11/2026 09:00 par test
│  └─ … et 10 autres patients (--all les montre) : ≈ 13,42 € (exactement 1 341,99 centimes)
├─ arrondi au centime : ≈ 0,00 € (exactement −0,25 centime)
└─ T : Facteur local : 1,06
   ├─ = la dernière tranche commencée (dès 0 % : 1, dès 15 % : 51/50, dès 20 % : 26/25, dès 25 % : 53/50)
   ├─ Taux de pauvreté de la commune 92036, 2021 : 28 %
   │  └─ ↳ événement 707, taux de pauvreté (national-communes) : effet 2021, connu le 01/01/2021, enregistré le 01/11/2026 09:00 par test
   └─ § Facteur local selon le taux de pauvreté : tranches : (dès 0 : 1 ; dès 15 : 1,02 ; dès 20 : 1,04 ; dès 25 : 1,06) ; taux inconnu : 1 (local_factor), depuis le 03/07/2019, texte PEPS-2019 : hypothèse : non trouvé dans les textes lus — la modulation par le taux de pauvreté de la commune est exacte (fiche PRIMORDIAL de l’ARS Île-de-France) ; les tranches sont les nôtres

Total du décompte : 264,93 €`;

test('explains a line from its amount down to its events and parameters', async () => {
  await withTiny(async (product) => {
    const recorded = await recordedStatement(product, 'PEPS-01', '2021-Q4');
    const text = explanationText(await explainedLine(product, recorded, 'LOCAL'), {
      most: 1,
      eventLabels: EVENT_LABELS,
    });
    expect(text.replaceAll('\u202f', ' ')).toBe(LOCAL_2021_Q4);
  });
});

test('of an explanation that shows few patients, only the facts of these are read, and the same is said', async () => {
  await withTiny(async (product) => {
    const recorded = await recordedStatement(product, 'PEPS-01', '2021-Q4');
    const regulation = await pinnedRegulation(product, recorded.pin.regulationFingerprint);
    for (const most of [0, 1, 3]) {
      const [whole, few] = [
        await explain(product, recorded, regulation),
        await explain(product, recorded, regulation, { most }),
      ];
      const said = { most, eventLabels: EVENT_LABELS };
      expect(explanationText(few, said)).toBe(explanationText(whole, said));
      const shown = few.lines.flatMap(({ part }) => [...everyPart(part, most)]).flatMap(({ facts }) => facts);
      expect([...few.facts.keys()].sort()).toStrictEqual([...new Set([...few.teamFacts, ...shown])].sort());
      expect(few.facts.size).toBeLessThan(whole.facts.size);
    }
  });
});

test('gives each counted patient a share of the forfait and lists every act paid twice', async () => {
  let [forfaits, doubles] = [0, 0];
  await withTiny(async (product) => {
    for (const { recorded, explanation } of await explained(product, { knownOn: '2024-08-31' })) {
      const statement = required(recorded.statement ?? undefined);
      const ofLine = (name: string) => explanation.lines.find(({ line }) => line === name)?.part;
      const capitation = ofLine('CAPITATION');
      if (capitation !== undefined) {
        expect(capitation.parts[0]?.parts).toHaveLength(statement.patients);
        forfaits++;
      }
      const double = ofLine('DOUBLE_PAYMENT');
      const substituted = statement.ledger.find((line) => line.class === 'SUBSTITUTED')?.acts ?? 0;
      if (double !== undefined) {
        expect(double.parts.flatMap(({ parts }) => parts)).toHaveLength(substituted);
        doubles++;
      }
    }
  });
  expect(forfaits).toBeGreaterThan(10);
  expect(doubles).toBeGreaterThan(5);
});

test('refuses a calculation that cannot be reproduced, and gives the reason', async () => {
  await withTiny(async (product) => {
    const recorded = await recordedStatement(product, 'PEPS-01', '2021-Q4');
    const refuses = (given: CalculatedStatement, line: string | undefined, why: RegExp) =>
      assert.rejects(
        explainedLine(product, given, line),
        (error) => error instanceof DomainError && why.test(sentenceOf(error)),
      );
    await refuses(
      recorded,
      'ECART',
      /n’a pas de ligne ECART ; ses lignes sont Forfait des patients de la liste \(CAPITATION\), /,
    );
    await refuses({ ...recorded, pin: { ...recorded.pin, rulesVersion: '0' } }, undefined, /version 0 des règles/);
    await refuses({ ...recorded, digest: 'other' }, undefined, /ne redonne pas le décompte/);
    await refuses({ ...recorded, statement: null }, undefined, /n’a plus de décompte/);
  });
});

test('explains a calculation of an earlier version of the rules by the rules of that version', async () => {
  await withTiny(async (product) => {
    const { team, period, pin, statement } = await recordedStatement(product, 'PEPS-01', '2021-Q4');
    const former = calculated(team, period, { ...pin, rulesVersion: '1' }, statement);
    const { lines } = await explainedLine(product, former);
    expect(lines).toHaveLength(required(statement ?? undefined).lines.length);
  });
});

test('a fact known after the statement does not change its explanation', async () => {
  await withTiny(async (product) => {
    const recorded = await recordedStatement(product, 'PEPS-01', '2021-Q4');
    const before = explanationText(await explainedLine(product, recorded), {
      most: Infinity,
      eventLabels: EVENT_LABELS,
    });
    const [act] = await product.log.readStream('patient-P0000001');
    const { stream, position: _, revision: _r, commit: _c, ...event } = required(act);
    const late = { ...event, id: 'f'.repeat(32), data: event.data.replace('1971-07-25', '1931-07-25') };
    await product.log.record([{ stream, event: late }], {
      recordedAt: '2026-11-02T08:00:00.000Z',
      actor: 'test',
      correlation: 'late',
      causation: 'late',
    });
    expect(explanationText(await explainedLine(product, recorded), { most: Infinity, eventLabels: EVENT_LABELS })).toBe(
      before,
    );
  });
});
