/** The facts of one person under two ids give the amounts of the whole from the day they are merged; before that day nothing changes. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import type { DuplicatesCommand } from '#libs/enrolment/duplicates/decide.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { explainLines } from '#libs/explain/explain.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { type QuarterRange, periodFromText } from '#libs/kernel/period.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { calculate, calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import { effectOfMerge } from '#libs/statements/calculation/merge-effect.ts';
import { effectOf } from '#libs/statements/calculation/simulation-effect.ts';
import { sumsOfAllOn } from '#libs/statements/calculation/sums-on-threads.ts';
import { calculatedAtPins } from '#libs/statements/recomputation/at-pins.ts';
import { entriesOfStatement } from '#libs/statements/outputs/act-ledger-entries.ts';
import { Threads } from '#libs/threads/threads.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const [whole, halves] = [new Product(), new Product()];
afterAll(async () => {
  await whole.close();
  await halves.close();
});

const RANGE: QuarterRange = { from: quarterFromText('2020-Q1'), to: quarterFromText('2024-Q4') };
const BEFORE = '2026-10-31';
const [MERGED, AFTER, SEPARATED] = ['2026-11-01', '2026-11-02', '2026-11-03'];
const OTHER = 'bis';
/** The statements with two ids. */
const split: string[] = [];

/** The spending of a year goes to one id with its corrections, and an act with its reversal; other rows go to either id. */
function isOfSecond(file: string, cells: readonly string[]): boolean {
  const [act = '', year = ''] = cells;
  const reversed = cells.at(-2) ?? '';
  const root = reversed === '' ? act : reversed;
  const key = file === 'spending.csv' ? year : file === 'acts.csv' ? root : cells.join();
  return Buffer.from(key).reduce((sum, byte) => sum + byte, 0) % 2 === 0;
}

/** The facts of every third patient are shared between two ids; both have the identity. */
function splitFacts(folder: string): { readonly facts: string; readonly patients: readonly string[] } {
  const facts = join(folder, 'halves');
  mkdirSync(facts);
  const patients = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== 'manifest.csv')) {
    const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split(/\r?\n/);
    const at = head.split(',').indexOf('patient_id');
    const rows = lines.flatMap((line) => {
      const cells = line.split(',');
      const patient = cells[at] ?? '';
      if (at < 0 || Number(/\d+$/.exec(patient)?.[0] ?? 1) % 3 !== 0) return [line];
      patients.add(patient);
      const other = cells.with(at, patient + OTHER).join(',');
      if (file === 'patients.csv') return [line, other];
      return [isOfSecond(file, cells) ? other : line];
    });
    writeFileSync(join(facts, file), [head, ...rows].join('\n') + '\n');
  }
  return { facts, patients: [...patients] };
}

async function run(command: (at: string) => DuplicatesCommand, by: string, on: string): Promise<void> {
  const at = `${on}T08:00:00.000Z`;
  const meta = { ...metaOf(by), at };
  await decideOnDuplicates(halves.log, command(at), { meta, commit: { ...COMMIT, recordedAt: at } });
}

async function confirmed(patient: string, on: string): Promise<void> {
  const proposal = (await duplicatesOf(halves.log)).proposals.get(patient);
  const code = proposal === undefined ? '' : codeOf(proposal);
  await run((at) => ({ type: 'confirm', patient, code, by: metaOf('Bob').by, at }), 'Bob', on);
}

async function statements(product: Product, knownOn: string): Promise<readonly CalculatedStatement[]> {
  const regulation = (await latest(product.log))?.regulation;
  if (regulation === undefined) throw new RangeError('a log without a regulation');
  const request = { range: RANGE, knownOn: dayFromText(knownOn), regulation };
  const afresh = await calculateFromAllDossiers(product, request);
  // From the kept sums, touched statements only: the result is the same.
  expect((await calculate(product, request, COMMIT)).statements).toStrictEqual(afresh.statements);
  return afresh.statements;
}

function amounts(all: readonly CalculatedStatement[]) {
  return all.map(({ team, period, statement }) => ({ team, period, statement }));
}

test('two halves of each person, merged, give the statements of the whole; before the merge and after its undoing, those of two', async () => {
  const folder = temporaryFolder();
  writeRandomFacts(folder, 91, { patients: 60 });
  const { facts, patients } = splitFacts(folder);
  split.push(...patients);
  await whole.import(folder);
  await halves.import(facts);
  rmSync(folder, { recursive: true });
  const [ofWhole, ofTwo] = [await statements(whole, BEFORE), await statements(halves, BEFORE)];
  expect(amounts(ofTwo)).not.toStrictEqual(amounts(ofWhole));

  for (const into of patients) {
    const patient = into + OTHER;
    const by = metaOf('Alice').by;
    await run(
      (at) => ({ type: 'propose-merge', merge: patient, patient, into, reason: 'même personne', by, at }),
      'Alice',
      MERGED,
    );
    await confirmed(patient, MERGED);
  }
  const asOne = await statements(halves, AFTER);
  expect(amounts(asOne)).toStrictEqual(amounts(await statements(whole, AFTER)));
  // As known before the merge, no amount changed.
  expect(amounts(await statements(halves, BEFORE))).toStrictEqual(amounts(ofTwo));

  const again = await calculatedAtPins({ log: halves.log }, [...ofTwo, ...asOne]);
  expect(amounts(again)).toStrictEqual(amounts([...ofTwo, ...asOne]));
  // Each one separately, from the patients of its team only.
  for (const one of asOne.slice(0, 8))
    expect((await calculatedAtPins({ log: halves.log }, [one])).map(({ digest }) => digest)).toStrictEqual([
      one.digest,
    ]);
  const threads = new Threads({ count: 2, eventsMin: 0 });
  const shared = await calculatedAtPins({ log: halves.log, threads }, [...ofTwo, ...asOne]);
  expect(shared.map(({ digest }) => digest)).toStrictEqual(again.map(({ digest }) => digest));
  const regulation = (await latest(halves.log))?.regulation;
  if (regulation === undefined) throw new RangeError('a log without a regulation');
  const request = { range: RANGE, knownOn: dayFromText(AFTER), regulation };
  const { log, readStore } = halves;
  const onThreads = await calculateFromAllDossiers({ log, readStore, sumsOf: sumsOfAllOn(threads) }, request);
  expect(onThreads.statements.map(({ digest }) => digest)).toStrictEqual(asOne.map(({ digest }) => digest));
  await threads.close();
  for (const one of asOne.filter(({ statement }) => statement !== null).slice(0, 12)) {
    await explainLines(halves, one, regulation);
    if (periodFromText(one.period).kind === 'QUARTER') await entriesOfStatement(halves, one, regulation);
  }

  for (const into of patients) {
    const patient = into + OTHER;
    const by = metaOf('Alice').by;
    await run((at) => ({ type: 'propose-separation', patient, reason: 'deux personnes', by, at }), 'Alice', SEPARATED);
    await confirmed(patient, SEPARATED);
  }
  expect(amounts(await statements(halves, SEPARATED))).toStrictEqual(amounts(await statements(halves, BEFORE)));
  expect(amounts(await statements(halves, AFTER))).toStrictEqual(amounts(asOne));
});

test('the effect of a merge, and of a separation, is shown before its confirmation and then comes true', async () => {
  const on = '2026-11-05';
  const regulation = (await latest(halves.log))?.regulation;
  if (regulation === undefined) throw new RangeError('a log without a regulation');
  const effect = async (patient: string, other: string, isSeparation: boolean) => {
    const { changes } = await effectOfMerge(
      halves,
      { patient, other, isSeparation },
      { knownOn: dayFromText(on), regulation },
    );
    return changes.filter(({ period }) => period < '2025');
  };
  const changedBy: number[] = [];
  for (const patient of split.slice(0, 3)) {
    const [id, into] = [patient + OTHER, patient];
    const was = await statements(halves, on);
    const shown = await effect(id, into, false);
    const by = metaOf('Alice').by;
    await run(
      (at) => ({ type: 'propose-merge', merge: `${id}-2`, patient: id, into, reason: 'de nouveau', by, at }),
      'Alice',
      on,
    );
    expect(await effect(id, into, false)).toStrictEqual(shown);
    await confirmed(id, on);
    const changes = effectOf(was, await statements(halves, on)).filter((one) => one.beforeCents !== one.afterCents);
    expect(shown).toStrictEqual(changes);
    changedBy.push(changes.length);
    expect(await effect(id, into, true)).toStrictEqual(
      changes.map((one) => ({ ...one, beforeCents: one.afterCents, afterCents: one.beforeCents })),
    );
  }
  expect(Math.max(...changedBy)).toBeGreaterThan(0);
});
