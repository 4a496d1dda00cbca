/**
 * Threads compute the same difference for touched patients as one thread, and the chosen sample of the read dossiers is compared with the
 * log.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import type { DuplicatesCommand } from '#libs/enrolment/duplicates/decide.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { factsOf } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { SampledDocuments } from '#libs/read-store/engine/sampled-documents.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { calculationInputs } from '#libs/statements/calculation/calculate.ts';
import { differenceInThread } from '#libs/statements/calculation/difference.ts';
import { DossierSample } from '#libs/statements/calculation/dossier-sample.ts';
import { differenceOn } from '#libs/statements/calculation/difference-on-threads.ts';
import { type CalculationInputs, sumsOfAll } from '#libs/statements/calculation/sums-of.ts';
import { sumsOfAllOn } from '#libs/statements/calculation/sums-on-threads.ts';
import { type KeptCalculation, type Summing, sumsKept } from '#libs/statements/calculation/sums-kept.ts';
import { Threads } from '#libs/threads/threads.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { COMMIT } from '#test/support/commit.ts';
import { metaOf } from '#test/support/experiment.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const threads = new Threads({ count: 2, eventsMin: 0 });
const product = new Product();
const folder = temporaryFolder();
let readStore: ReadStore;
const MERGED_ON = '2026-10-20';
/** The mean spending of the nation, which concerns all patients, is the same on all of them. */
const DAYS = ['2026-08-20', '2026-09-10', '2026-10-19', '2026-10-21', '2026-09-01', '2026-10-24'];
const SAMPLE = 5;

async function run(command: (at: string) => DuplicatesCommand, by: string): Promise<void> {
  const at = `${MERGED_ON}T08:00:00.000Z`;
  await decideOnDuplicates(product.log, command(at), {
    meta: { ...metaOf(by), at },
    commit: { ...COMMIT, recordedAt: at },
  });
}

async function merge(patient: string, into: string): Promise<void> {
  const asked = { merge: patient, patient, into, reason: 'même personne', by: metaOf('Alice').by };
  await run((at) => ({ ...asked, type: 'propose-merge', at }), 'Alice');
  const proposal = (await duplicatesOf(product.log)).proposals.get(patient);
  const code = proposal === undefined ? '' : codeOf(proposal);
  await run((at) => ({ type: 'confirm', patient, code, by: metaOf('Bob').by, at }), 'Bob');
}

beforeAll(async () => {
  const facts = temporaryFolder();
  writeRandomFacts(facts, 61, { patients: 60 });
  await product.import(facts);
  rmSync(facts, { recursive: true });
  readStore = openSqliteReadStore(folder, false, { threads });
  const patients: string[] = [];
  for await (const batch of (await readStore.upToDate(DOSSIERS, product.log)).scan())
    patients.push(...batch.map(([patient]) => patient));
  // Merges ids far from each other, so that different threads have them.
  for (let i = 0; i < 10; i++) await merge(patients[i] ?? '', patients[patients.length - 1 - i] ?? '');
});

afterAll(async () => {
  await readStore.close();
  await threads.close();
  await product.close();
  rmSync(folder, { recursive: true });
});

async function inputsOn(knownOn: string): Promise<CalculationInputs> {
  const regulation = (await latest(product.log))?.regulation;
  if (regulation === undefined) throw new RangeError('a log without a regulation');
  const range = { from: quarterFromText('2020-Q4'), to: quarterFromText('2023-Q4') };
  return calculationInputs({ log: product.log, readStore }, { range, knownOn: dayFromText(knownOn), regulation });
}

/** On these days, one after the other, each from the sums of the day before. */
async function onDays(name: string, summing: Summing): Promise<readonly KeptCalculation[]> {
  const kept = { sums: await readStore.scratch(`sums-${name}`), postings: await readStore.scratch('postings') };
  const results: KeptCalculation[] = [];
  for (const day of DAYS) results.push(await sumsKept(await inputsOn(day), product.log, kept, summing));
  return results;
}

test.each([1, 2])('%i threads give the sums and the next day of change of one', async (count) => {
  const alone = await onDays(`alone-${count}`, { sumsOf: sumsOfAll, differenceOf: differenceInThread });
  const onThreads = differenceOn(threads, {
    patientsMin: 1,
    patientsOfActsMin: 1,
    patientsPerThread: count === 1 ? 1_000 : 7,
  });
  let counted = 0;
  const shared = await onDays(`shared-${count}`, {
    sumsOf: sumsOfAllOn(threads),
    differenceOf: async (inputs, change, patients) => {
      const dossiers = new SampledDocuments(inputs.dossiers, SAMPLE);
      const difference = await onThreads({ ...inputs, dossiers }, change, patients);
      // Only threads read them: the dossiers chosen ahead are the sample.
      const { sample, chosen, read } = dossiers;
      expect(sample.size).toBe(Math.min(SAMPLE, read));
      expect([...sample.keys()].sort()).toStrictEqual([...chosen].sort());
      expect(new Map(sample)).toStrictEqual(await inputs.dossiers.get(chosen));
      counted += patients.size;
      return difference;
    },
  });
  expect(counted).toBeGreaterThan(10);
  for (const [i, { sums, nextKnownOn, update }] of shared.entries()) {
    expect(sums).toStrictEqual(alone[i]?.sums);
    expect([nextKnownOn, update]).toStrictEqual([alone[i]?.nextKnownOn, alone[i]?.update]);
  }
});

test.each([true, false])('a difference stops if its progress throws; on threads: %s', async (isShared) => {
  const differenceOf = isShared
    ? differenceOn(threads, { patientsMin: 1, patientsOfActsMin: 1, patientsPerThread: 7 })
    : differenceInThread;
  const scratch = (name: string) => readStore.scratch(`${name}-stopped-${isShared}`);
  const kept = { sums: await scratch('sums'), postings: await scratch('postings') };
  const on = async (day: string, onProgress?: Progress) =>
    sumsKept(await inputsOn(day), product.log, kept, { sumsOf: sumsOfAllOn(threads), differenceOf }, onProgress);
  await on('2026-08-20');
  const stop = new Error('asked to stop');
  const stopped = on('2026-09-10', () => {
    throw stop;
  });
  await expect(stopped).rejects.toBe(stop);
  let told: readonly number[] = [];
  expect((await on('2026-09-10', (...progress) => (told = progress))).update).toBeDefined();
  expect([told.length, told[0]]).toStrictEqual([2, told[1]]);
});

test('a dossier that differs from the log is refused if it was chosen for the sample before threads read it', async () => {
  const { dossiers, known } = await inputsOn(MERGED_ON);
  const patients: string[] = [];
  for await (const batch of dossiers.scan()) for (const [patient] of batch) patients.push(patient);
  for (const isForged of [false, true]) {
    const sample = new DossierSample(product.log, dossiers, known.position);
    const sampling = sample.documents.elsewhere?.sampling;
    const chosen = sampling?.choose(patients) ?? [];
    await sample.foldChosen();
    const read = await dossiers.get(chosen);
    const [first = ''] = chosen;
    if (isForged) read.set(first, `${read.get(first)} `);
    sampling?.take(read, patients.length);
    if (isForged) await expect(sample.requireOfLog()).rejects.toMatchObject({ code: 'STORED_OTHERWISE' });
    else await sample.requireOfLog();
    expect(sample.documents.sample.size).toBe(Math.min(64, patients.length));
  }
});

test('a dossier with facts recorded since the calculation began fits the log, and a changed one does not', async () => {
  const { dossiers, known } = await inputsOn(MERGED_ON);
  const began = Math.floor(known.position / 2);
  const later: (readonly [string, string])[] = [];
  for await (const batch of dossiers.scan())
    for (const [patient, text] of batch)
      if (
        factsOf(readDossier(text))
          .flat()
          .some(({ position }) => position > began)
      )
        later.push([patient, text]);
  const [[patient, text] = ['', '']] = later;
  for (const read of [text, `${text} `]) {
    const sample = new DossierSample(product.log, dossiers, began);
    sample.documents.elsewhere?.sampling?.take(new Map([[patient, read]]), 1);
    expect([...sample.documents.sample.values()]).toStrictEqual([read]);
    if (read === text) await sample.requireOfLog();
    else await expect(sample.requireOfLog()).rejects.toMatchObject({ code: 'STORED_OTHERWISE' });
  }
});
