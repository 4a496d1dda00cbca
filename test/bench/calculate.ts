/**
 * Measures the calculation of all periods, statements recorded, against reading and parsing the dossiers as JSON, and how it grows with
 * the number of patients.
 */
import { join } from 'node:path';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { dossiersAsJson, readDocuments } from './control.ts';
import { type Pair, alternate, mustEqual, timed } from './measure.ts';
import { type Measurement, microseconds, rate } from './report.ts';
import { LAST_KNOWN_DAY, type Stores, forgetSums } from './stores.ts';

export interface Sized {
  readonly factor: number;
  readonly patients: number;
  readonly stores: Stores;
}

/** The sizes from the smallest to the largest. */
export async function measureCalculation(sizes: readonly Sized[], runs: number): Promise<Measurement[]> {
  const seconds: Pair[] = [];
  for (const size of sizes) seconds.push(await ofSize(size, runs));
  const perPatient = sizes.map(({ patients }, i) => (seconds[i]?.product ?? NaN) / patients);
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (smallest === undefined || largest === undefined) return [];
  const against = sizes.flatMap(({ factor, patients }, i): Measurement[] => {
    const { control, product } = seconds[i] ?? { control: NaN, product: NaN };
    return factor !== largest.factor
      ? []
      : [
          {
            name: `calculation of all periods, ${patients.toLocaleString('en')} patients`,
            control: rate(patients, control, 'patients'),
            product: rate(patients, product, 'patients'),
            ratio: control / product,
            target: { atLeast: 0.7 },
          },
        ];
  });
  const growth = sizes.slice(1).map(({ factor }, i): Measurement => ({
    name: `calculation, time per patient at ${factor}× against ${sizes[i]?.factor}×`,
    control: microseconds(perPatient[i] ?? NaN),
    product: microseconds(perPatient[i + 1] ?? NaN),
    ratio: (perPatient[i + 1] ?? NaN) / (perPatient[i] ?? NaN),
    target: { atMost: 1.2 },
  }));
  return [...against, ...growth];
}

async function ofSize({ factor, patients, stores }: Sized, runs: number): Promise<Pair> {
  const dossiers = await stores.readStore.upToDate(DOSSIERS, stores.log);
  const { processed } = await dossiers.checkpoint();
  const asJson = await dossiersAsJson(dossiers, join(stores.folder, 'dossiers-as-json.db'));
  // Each time on an earlier day, but not before the last fact: every statement is new.
  let day = LAST_KNOWN_DAY + runs + 1;
  const pair = await alternate(
    runs,
    `calculation ${factor}×`,
    () =>
      timed(async () => {
        mustEqual('dossiers read', await readDocuments(asJson), patients);
      }),
    async () => {
      await forgetSums(stores.readStore);
      return timed(async () => {
        const { read, statements, recorded } = await stores.calculate(day--);
        mustEqual('events calculated with', read, processed);
        mustEqual('statements recorded', recorded, statements);
      });
    },
  );
  asJson.close();
  return pair;
}
