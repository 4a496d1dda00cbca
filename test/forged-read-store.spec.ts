/**
 * A read store is a cache. A person who can write to its files changes what it says, and no amount that is decided or paid: a calculation
 * checks some of what it reads, and what a forged store led to is refused when it is submitted, approved and released.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { DOSSIERS, PATIENT_INDEX_STORE } from '#libs/enrolment/dossiers.ts';
import { dayFromText, dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import { calculateAfresh } from '#libs/statements/calculation/calculate.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import {
  RecomputeStatements,
  RecomputeStatementsHandler,
  type RecomputedLog,
} from '#libs/statements/recomputation/commands/recompute-statements.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type IndexKeeping, concernedPatients, keepPatientIndex } from '#libs/statements/recomputation/concerned.ts';
import { INDEX_EVENTS, INDEX_STREAM } from '#libs/statements/recomputation/events.ts';
import { paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';
import { digestOfTexts } from '#libs/statements/recomputation/patient-index.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { statementId, statementOf, statements } from '#libs/statements/workflow/statements.ts';
import { differingText, patientIndexText } from '#libs/words/texts/difference-text.ts';
import { approve, refusalsOf, submit } from '#test/support/decisions.ts';
import { metaOf } from '#test/support/experiment.ts';
import { ForgedStore, fileOf, forge, olderByTwentyYears } from '#test/support/forged-store.ts';
import { makeRun } from '#test/support/money.ts';
import { COMMIT, Product } from '#test/support/product.ts';

const KNOWN_ON = '2024-08-31';
const OF: TeamPeriod = { team: 'PEPS-01', period: '2022-Q2' };

let store: ForgedStore;
beforeAll(async () => {
  store = await ForgedStore.prepare(async (folder) => {
    const product = new Product(folder);
    await keepPatientIndex(product.log, { readStore: product.readStore, commit: COMMIT, tailMax: 0 });
    await product.readStore.close();
    await product.log.close();
  });
});
afterEach(() => store.closeAll());
afterAll(() => store.remove());

const olderPatients = (folder: string): void => {
  forge(fileOf(folder, 'dossiers'), olderByTwentyYears);
};

function recomputation(product: Product, which: RecomputeStatements['which'] = {}): Promise<RecomputedLog> {
  const stores = new Stores(product.log, product.readStore);
  return new RecomputeStatementsHandler(stores).execute(new RecomputeStatements(which, COMMIT));
}

/** Records what a program gives that believes the read store. */
async function recordForged(product: Product): Promise<void> {
  const { log } = product;
  const { regulation } = (await latest(log)) ?? {};
  if (regulation === undefined) throw new RangeError('the log has no regulation');
  const quarter = quarterFromText(OF.period);
  const request = { range: { from: quarter, to: quarter }, knownOn: dayFromText(KNOWN_ON), regulation, team: OF.team };
  const { statements: forged } = await calculateAfresh(product, request);
  await log.record(
    forged.map((one) => ({ stream: statementStream(one), event: calculationEvent(one) })),
    COMMIT,
  );
}

async function handle(product: Product, type: 'submit' | 'approve', name: string): Promise<void> {
  const author = { meta: metaOf(name), commit: COMMIT };
  const command = { type, by: author.meta.by, on: dayOfInstant(author.meta.at) };
  await statements(product.log).handle(statementId(OF), { command, ...author, asked: command });
}

const REFUSED = [
  expect.stringMatching(
    /^PEPS-01 2022-Q2 n’est pas ce que donne le journal : « Forfait des patients de la liste » vaut [\d ,]+€, et [\d ,]+€ recalculé/,
  ),
];

describe('forged birth dates in the dossiers', () => {
  test('are found by the calculation, among those that it reads', async () => {
    const product = store.open(olderPatients);
    const again = product.calculate({ from: '2022-Q2', to: '2022-Q2', knownOn: '2023-08-31' });
    await expect(again).rejects.toMatchObject({ code: 'STORED_OTHERWISE', data: { projection: 'dossiers' } });
  });

  test('change nothing that is submitted: what they gave is refused, with the first difference', async () => {
    const product = store.open(olderPatients);
    await recordForged(product);
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual(REFUSED);
  });

  test('change nothing that is approved', async () => {
    const product = store.open(olderPatients);
    await recordForged(product);
    await handle(product, 'submit', 'Alice');
    expect(refusalsOf(await approve(product, [OF], metaOf('Bob'), COMMIT))).toStrictEqual(REFUSED);
  });

  test('change nothing that is released', async () => {
    const product = store.open(olderPatients);
    await recordForged(product);
    await handle(product, 'submit', 'Alice');
    await handle(product, 'approve', 'Bob');
    const author = { meta: metaOf('Bob'), commit: COMMIT };
    await postDecisions(product.log, await statementOf(product.log, OF), author);
    const run = { envelope: 'FISS', run: 'R2', dueBy: dayFromText('2022-12-31') };
    await expect(makeRun(product, run, metaOf('Carole'), COMMIT)).rejects.toMatchObject({
      code: 'RECOMPUTED_OTHERWISE',
      data: { ...OF, difference: { of: 'LINE', line: 'CAPITATION' } },
    });
  });

  test('are named by a recomputation, with the statement that they changed', async () => {
    const product = store.open(olderPatients);
    await recordForged(product);
    const { differing, stored, isRecorded } = await recomputation(product);
    expect(differing.map(({ team, period }) => ({ team, period }))).toStrictEqual([OF]);
    expect(differing.map(differingText)).toStrictEqual([
      expect.stringMatching(/^PEPS-01 2022-Q2, dernier calcul : « Forfait des patients de la liste » vaut /),
    ]);
    expect([stored.map(({ projection }) => projection), isRecorded]).toStrictEqual([['dossiers'], false]);
  });
});

const withoutPatients = (folder: string): void => {
  for (const name of ['dossiers', PATIENT_INDEX_STORE]) {
    const db = new DatabaseSync(fileOf(folder, name));
    if (name === 'dossiers')
      db.exec('DELETE FROM documents WHERE key IN (SELECT key FROM documents ORDER BY key LIMIT 12)');
    else db.exec(String.raw`UPDATE documents SET document = replace(document, '"P', '"Q') WHERE document LIKE '["P%'`);
    db.close();
  }
};

describe('a patient who is taken out of the dossiers and of the index of patients', () => {
  test('is missed when what the calculation gives without him is submitted', async () => {
    const product = store.open(withoutPatients);
    await recordForged(product);
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual(REFUSED);
  });
});

describe('an index of patients that is forged, with its digest, by a person who can append to the log', () => {
  const keepingOf = ({ readStore }: Product): IndexKeeping => ({ readStore, commit: COMMIT });

  /** Gives the position of the kept index. */
  async function forgeIndex({ log, readStore }: Product, change: (text: string) => string): Promise<number> {
    const scratch = await readStore.scratch(PATIENT_INDEX_STORE);
    const kept: [string, string][] = [];
    for await (const batch of scratch.scan('')) for (const [key, text] of batch) kept.push([key, text]);
    const position = Number.parseInt(kept.find(([key]) => key === '0')?.[1] ?? '', 10);
    const forged = kept
      .map(([key, text]): [string, string] => [key, change(text)])
      .sort(([a], [b]) => Number(a) - Number(b));
    await scratch.write({ removes: [], puts: forged });
    const digest = digestOfTexts(forged.map(([, text]) => text));
    const said = { type: 'PatientsIndexed', effective: KNOWN_ON, data: { position, digest } } as const;
    const { schemaVersion, json } = INDEX_EVENTS.write(said);
    const { type, effective } = said;
    const event = {
      id: digest.slice(0, 32),
      type,
      schemaVersion,
      effective,
      knownOn: effective,
      data: JSON.stringify(json),
    };
    await log.append(INDEX_STREAM, [event], 'any', COMMIT);
    return position;
  }

  /** Leaves patients out of what every professional concerns. */
  const leavingOut = (text: string): string =>
    /^\[|^\d+ 0$/.test(text) ? text : text.replaceAll(/^(\d+) .*$/gm, '$1 ');

  async function membersOf({ log }: Product): Promise<ReadonlySet<string>> {
    const rpps = new Set<string>();
    for await (const batch of log.read({ after: 0, categories: ['team'] }))
      for (const { data } of batch) for (const [one] of data.matchAll(/\b\d{11}\b/g)) rpps.add(one);
    return rpps;
  }

  test('is named by a whole recomputation, which makes another', async () => {
    const product = store.open();
    const position = await forgeIndex(product, leavingOut);
    expect(await concernedPatients(product.log, await membersOf(product), keepingOf(product))).toStrictEqual(new Set());
    const found = await recomputation(product);
    expect(found).toMatchObject({ patientIndex: position, differing: [], stored: [], fits: false, isRecorded: false });
    expect(patientIndexText(position)).toBe(
      `l’index des patients, tenu jusqu’à la position ${position}, n’est pas celui que donne le journal, et il est refait : une décision prise avec lui a pu laisser un patient de côté`,
    );
    expect(await recomputation(product)).toMatchObject({ patientIndex: undefined, fits: true, isRecorded: true });
  });

  test('gives nothing of a recomputation of one team, also where the process believed it', async () => {
    const product = store.open();
    await forgeIndex(product, leavingOut);
    await concernedPatients(product.log, await membersOf(product), keepingOf(product));
    const { calculations, differing } = await recomputation(product, { team: OF.team });
    expect([calculations > 0, differing]).toStrictEqual([true, []]);
  });

  test('proves no decision that leaves patients out: the bundle is refused', async () => {
    const product = store.open(withoutPatients);
    await forgeIndex(product, leavingOut);
    await concernedPatients(product.log, await membersOf(product), keepingOf(product));
    await recordForged(product);
    await handle(product, 'submit', 'Alice');
    await handle(product, 'approve', 'Bob');
    await expect(paymentBasis(product, OF)).rejects.toMatchObject({ code: 'RECOMPUTED_OTHERWISE', data: OF });
  });

  test('is not believed where it is said to be of a position after the end of the log, and is named', async () => {
    const product = store.open();
    await forgeIndex(product, (text) => (/^\d+ 0$/.test(text) ? '999999 0' : leavingOut(text)));
    expect(await concernedPatients(product.log, await membersOf(product), keepingOf(product))).not.toStrictEqual(
      new Set(),
    );
    expect(await recomputation(product)).toMatchObject({ patientIndex: 0, isRecorded: false });
  });
});

describe('kept sums that were changed', () => {
  test('change nothing that is submitted: what is calculated from them is refused', async () => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'sums'), (text, key) =>
        key === 'last' ? text.replaceAll(/\\"patients\\":(\d)/g, '\\"patients\\":9$1') : text,
      );
    });
    // Nothing is touched since: the kept sums are taken as they are.
    const before = await latestStatement(product, OF.team, OF.period);
    const [forged] = await product.calculate({ from: OF.period, to: OF.period, knownOn: KNOWN_ON, team: OF.team });
    expect(forged?.digest).not.toBe(before?.digest);
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual([
      expect.stringMatching(/^PEPS-01 2022-Q2 n’est pas ce que donne le journal/),
    ]);
  });
});

describe('the rest of the read store', () => {
  test('forged teams change no calculation', async () => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'rosters'), (text) => text.replaceAll('"GP"', '"NURSE"'));
    });
    const before = await latestStatement(product, 'PEPS-01', '2022-Q2');
    const [again] = await product.calculate({ from: '2022-Q2', to: '2022-Q2', knownOn: KNOWN_ON, team: 'PEPS-01' });
    expect(again?.digest).toBe(before?.digest);
  });

  test('kept sums go with the build that they were made of', async () => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'sums'), (text, key) =>
        key === 'last' ? text.replaceAll(/\\"patients\\":(\d)/g, '\\"patients\\":9$1') : text,
      );
    });
    await product.readStore.rebuild(DOSSIERS, product.log);
    const before = await latestStatement(product, 'PEPS-01', '2022-Q2');
    const [again] = await product.calculate({ from: '2022-Q2', to: '2022-Q2', knownOn: KNOWN_ON, team: 'PEPS-01' });
    expect(again?.digest).toBe(before?.digest);
  });

  test('a forged statement is not shown', async () => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'statements'), (text, key) =>
        key.startsWith('known/') ? text.replace(/"totalCents":"\d+"/, '"totalCents":"99999999"') : text,
      );
    });
    await expect(latestStatement(product, 'PEPS-01', '2022-Q2')).rejects.toMatchObject({
      code: 'STORED_OTHERWISE',
      data: { projection: 'statements' },
    });
  });

  test('as it is, all of it is recomputed and recorded up to where', async () => {
    const product = store.open();
    const end = await product.log.end();
    expect(await recomputation(product)).toMatchObject({
      position: end,
      differing: [],
      stored: [],
      fits: true,
      isRecorded: true,
    });
    const [event] = await product.log.readStream('recomputation');
    expect(JSON.parse(event?.data ?? '')).toMatchObject({ position: end });
  });
});
