/**
 * A read store is a cache. A person who can write to its files changes its answers, but no amount that is decided or paid: a calculation
 * checks some of its inputs, and the effects of a forged store are refused at submission, approval and release.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DOSSIERS, PATIENT_INDEX_STORE } from '#libs/enrolment/dossiers.ts';
import { dayFromText, dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import { calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { type CalculatedStatement, type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import {
  RecomputeStatements,
  RecomputeStatementsHandler,
  type RecomputedLog,
} from '#libs/statements/recomputation/commands/recompute-statements.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type IndexStores, concernedPatients, keepPatientIndex } from '#libs/statements/recomputation/concerned.ts';
import { RECOMPUTATION_STREAM } from '#libs/statements/recomputation/events.ts';
import { ownMark } from '#libs/statements/recomputation/own-mark.ts';
import { paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';
import { digestOfTexts } from '#libs/statements/recomputation/patient-index.ts';
import { recordRecomputed, recomputedUpTo } from '#libs/statements/recomputation/recorded.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { statementId, loadStatement, statements } from '#libs/statements/workflow/statements.ts';
import { Threads } from '#libs/threads/threads.ts';
import { differingText, fittingTexts, patientIndexText } from '#libs/words/texts/difference-text.ts';
import { approve, refusalsOf, submit } from '#test/support/decisions.ts';
import { metaOf } from '#test/support/experiment.ts';
import { ForgedStore, fileOf, forge, olderByTwentyYears } from '#test/support/forged-store.ts';
import { makeRun } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { withOwn } from '#test/support/with-own.ts';

const KNOWN_ON = '2024-08-31';
const OF: TeamPeriod = { team: 'PEPS-01', period: '2022-Q2' };

let store: ForgedStore;
beforeAll(async () => {
  store = await ForgedStore.sealed(async (folder) => {
    const product = Product.sealed(folder);
    await keepPatientIndex({ log: product.log, keeping: { readStore: product.readStore, tailMax: 0 } });
    await product.readStore.close();
    await product.log.close();
  });
});
afterEach(() => store.closeAll());
afterAll(() => store.remove());

const olderPatients = (folder: string): void => {
  forge(fileOf(folder, 'dossiers'), olderByTwentyYears);
};

function recomputation(
  product: Pick<Product, 'log' | 'readStore'>,
  which: RecomputeStatements['which'] = {},
  threads?: Threads,
): Promise<RecomputedLog> {
  const stores = new Stores(product.log, product.readStore, { threads });
  return new RecomputeStatementsHandler(stores).execute(new RecomputeStatements(which, COMMIT));
}

/** Records the result of a program that trusts the read store. */
async function recordForged(product: Product): Promise<void> {
  const { log } = product;
  const { regulation } = (await latest(log)) ?? {};
  if (regulation === undefined) throw new RangeError('the log has no regulation');
  const quarter = quarterFromText(OF.period);
  const request = { range: { from: quarter, to: quarter }, knownOn: dayFromText(KNOWN_ON), regulation, team: OF.team };
  const { statements: forged } = await calculateFromAllDossiers(product, request);
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
    /^PEPS-01 2022-T2 n’est pas ce que donne le journal : « Forfait des patients de la liste » vaut [\d ,]+€, et [\d ,]+€ recalculé/,
  ),
];

describe('forged birth dates in the dossiers', () => {
  test('are found by the calculation, among those that it reads', async () => {
    const product = store.open(olderPatients);
    const again = product.calculate({ from: '2022-Q2', to: '2022-Q2', knownOn: '2023-08-31' });
    await expect(again).rejects.toMatchObject({ code: 'STORED_OTHERWISE', data: { projection: 'dossiers' } });
  });

  test('change no submission: their result is refused, with the first difference', async () => {
    const product = store.open(olderPatients);
    await recordForged(product);
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual(REFUSED);
  });

  test('change no approval', async () => {
    const product = store.open(olderPatients);
    await recordForged(product);
    await handle(product, 'submit', 'Alice');
    expect(refusalsOf(await approve(product, [OF], metaOf('Bob'), COMMIT))).toStrictEqual(REFUSED);
  });

  test('change no release', async () => {
    const product = store.open(olderPatients);
    await recordForged(product);
    await handle(product, 'submit', 'Alice');
    await handle(product, 'approve', 'Bob');
    const author = { meta: metaOf('Bob'), commit: COMMIT };
    await postDecisions(product.log, await loadStatement(product.log, OF), author);
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
      expect.stringMatching(/^PEPS-01 2022-T2, dernier calcul : « Forfait des patients de la liste » vaut /),
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

describe('a patient removed from the dossiers and from the index of patients', () => {
  test('is missed when a calculation without them is submitted', async () => {
    const product = store.open(withoutPatients);
    await recordForged(product);
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual(REFUSED);
  });
});

describe('an index of patients that leaves patients out', () => {
  const storesOf = ({ log, readStore }: Product): IndexStores => ({ log, keeping: { readStore } });

  /** Replaces the stored index by a changed one, with its mark if the secret of the keys is available; gives its position. */
  async function forgeIndex(
    { readStore }: Product,
    change: (text: string) => string,
    mark?: (texts: readonly string[], position: number) => Promise<string | undefined>,
  ): Promise<number> {
    const scratch = await readStore.scratch(PATIENT_INDEX_STORE);
    const kept: [string, string][] = [];
    for await (const batch of scratch.scan('')) for (const [key, text] of batch) kept.push([key, text]);
    const forged = kept
      .filter(([key]) => key !== 'mark')
      .map(([key, text]): [string, string] => [key, change(text)])
      .sort(([a], [b]) => Number(a) - Number(b));
    const position = Number.parseInt(forged[0]?.[1] ?? '', 10);
    const made = await mark?.(
      forged.map(([, text]) => text),
      position,
    );
    await scratch.write({ removes: [], puts: [...forged, ...(made === undefined ? [] : [['mark', made] as const])] });
    return position;
  }

  const withSecret =
    ({ log }: Product) =>
    (texts: readonly string[], position: number) =>
      ownMark(log, { kind: 'patient-index', position, content: [digestOfTexts(texts)] });

  /** Leaves patients out of every professional's list. */
  const leavingOut = (text: string): string =>
    /^\[|^\d+ 0$/.test(text) ? text : text.replaceAll(/^(\d+) .*$/gm, '$1 ');

  async function membersOf({ log }: Product): Promise<ReadonlySet<string>> {
    const rpps = new Set<string>();
    for await (const batch of log.read({ after: 0, categories: ['team'] }))
      for (const { data } of batch) for (const [one] of data.matchAll(/\b\d{11}\b/g)) rpps.add(one);
    return rpps;
  }

  test('is not believed without the secret of the keys, also with its digest in the log', async () => {
    const product = store.open(withoutPatients);
    const position = await forgeIndex(product, leavingOut);
    const texts: string[] = [];
    for await (const batch of (await product.readStore.scratch(PATIENT_INDEX_STORE)).scan(''))
      for (const [key, text] of batch) if (key !== 'mark') texts.push(text);
    const data = JSON.stringify({ position, digest: digestOfTexts(texts) });
    const event = { id: '1'.repeat(32), type: 'PatientsIndexed', schemaVersion: 1, effective: KNOWN_ON };
    await product.log.append('index-of-patients', [{ ...event, knownOn: KNOWN_ON, data }], 'any', COMMIT);
    expect(await concernedPatients(storesOf(product), await membersOf(product))).not.toStrictEqual(new Set());
    await recordForged(product);
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual(REFUSED);
  });

  test('is named by a whole recomputation if it was made with the secret, and another one is made', async () => {
    const product = store.open();
    const position = await forgeIndex(product, leavingOut, withSecret(product));
    expect(await concernedPatients(storesOf(product), await membersOf(product))).toStrictEqual(new Set());
    const found = await recomputation(product);
    expect(found).toMatchObject({ patientIndex: position, differing: [], stored: [], fits: false, isRecorded: false });
    expect(patientIndexText(position)).toBe(
      `l’index des patients, tenu jusqu’à la position ${position}, n’est pas celui que donne le journal, et il est refait : une décision prise avec lui a pu laisser un patient de côté`,
    );
    expect(await recomputation(product)).toMatchObject({ patientIndex: undefined, fits: true, isRecorded: true });
  });

  test('does not change a recomputation of one team, also if the process believed it', async () => {
    const product = store.open();
    await forgeIndex(product, leavingOut, withSecret(product));
    await concernedPatients(storesOf(product), await membersOf(product));
    const { calculations, differing } = await recomputation(product, { team: OF.team });
    expect([calculations > 0, differing]).toStrictEqual([true, []]);
  });

  test('proves no decision that leaves patients out: the bundle is refused', async () => {
    const product = store.open(withoutPatients);
    await forgeIndex(product, leavingOut, withSecret(product));
    await concernedPatients(storesOf(product), await membersOf(product));
    await recordForged(product);
    await handle(product, 'submit', 'Alice');
    await handle(product, 'approve', 'Bob');
    await expect(paymentBasis(product, OF)).rejects.toMatchObject({ code: 'RECOMPUTED_OTHERWISE', data: OF });
  });

  test('is not believed if it names a position after the end of the log', async () => {
    const product = store.open();
    const { log } = product;
    const atEnd = async (texts: readonly string[], position: number): Promise<string | undefined> => {
      const link = await log.linkAt(await log.end());
      return log.keys?.referenceOf(`patient-index ${JSON.stringify([position, link, digestOfTexts(texts)])}`);
    };
    await forgeIndex(product, (text) => (/^\d+ 0$/.test(text) ? '999999 0' : leavingOut(text)), atEnd);
    expect(await concernedPatients(storesOf(product), await membersOf(product))).not.toStrictEqual(new Set());
    expect(await recomputation(product)).toMatchObject({ patientIndex: undefined, isRecorded: true });
  });
});

describe('an event that records a recomputation of everything', () => {
  test.each(['', '0'.repeat(64)])('is not believed with the mark « %s »: a release recomputes', async (mark) => {
    const product = store.open(olderPatients);
    const { log } = product;
    await recordForged(product);
    await handle(product, 'submit', 'Alice');
    await handle(product, 'approve', 'Bob');
    const author = { meta: metaOf('Bob'), commit: COMMIT };
    await postDecisions(log, await loadStatement(log, OF), author);
    const data = JSON.stringify({
      position: await log.end(),
      calculations: 1,
      rulesVersion: CURRENT_RULES.version,
      mark,
    });
    const event = { id: '2'.repeat(32), type: 'StatementsRecomputed', schemaVersion: 2, effective: KNOWN_ON };
    await log.append(RECOMPUTATION_STREAM, [{ ...event, knownOn: KNOWN_ON, data }], 'any', COMMIT);
    expect(await recomputedUpTo(log)).toBe(0);
    const run = { envelope: 'FISS', run: 'R2', dueBy: dayFromText('2022-12-31') };
    await expect(makeRun(product, run, metaOf('Carole'), COMMIT)).rejects.toMatchObject({
      code: 'RECOMPUTED_OTHERWISE',
      data: OF,
    });
  });

  test('is believed if a program of this installation recorded it of this log', async () => {
    const { log } = store.open();
    const position = await log.end();
    await recordRecomputed(log, { position, calculations: 1, rulesVersion: CURRENT_RULES.version }, COMMIT);
    expect(await recomputedUpTo(log)).toBe(position);
  });
});

/** The first sum of each team and period is the number of its patients. */
function withMorePatients(text: string, key: string): string {
  return key === 'last' ? text.replaceAll(/(?<=\[\d+,\[)(\d)/g, '9$1') : text;
}

describe('kept sums that were changed', () => {
  test('change no submission: a calculation from them is refused', async () => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'sums'), withMorePatients);
    });
    // Nothing has changed since: the kept sums are used unchanged.
    const before = await latestStatement(product, OF.team, OF.period);
    const [forged] = await product.calculate({ from: OF.period, to: OF.period, knownOn: KNOWN_ON, team: OF.team });
    expect(forged?.digest).not.toBe(before?.digest);
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual([
      expect.stringMatching(/^PEPS-01 2022-T2 n’est pas ce que donne le journal/),
    ]);
  });
});

describe('posting lists that were emptied', () => {
  test('change no submission: a calculation that stayed stale because of them is refused', async () => {
    const product = store.open();
    const asked = (knownOn: string) => ({ from: OF.period, to: OF.period, knownOn });
    const own = (statements: readonly CalculatedStatement[]) => statements.find(({ team }) => team === OF.team)?.digest;
    for (const knownOn of ['2022-07-31', '2022-08-31']) await product.calculate(asked(knownOn));
    forge(fileOf(product.folder, 'postings'), (text, key) => (key.includes('/lists/') ? '{}' : text));
    const [known, afresh] = [
      await product.calculate(asked('2022-09-30')),
      await product.calculateAfresh(asked('2022-09-30')),
    ];
    expect(own(known)).not.toBe(own(afresh));
    expect(refusalsOf(await submit(product, [OF], metaOf('Alice'), COMMIT))).toStrictEqual([
      expect.stringMatching(/^PEPS-01 2022-T2 n’est pas ce que donne le journal/),
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
      forge(fileOf(folder, 'sums'), withMorePatients);
    });
    await product.readStore.rebuild(DOSSIERS, product.log);
    const before = await latestStatement(product, 'PEPS-01', '2022-Q2');
    const [again] = await product.calculate({ from: '2022-Q2', to: '2022-Q2', knownOn: KNOWN_ON, team: 'PEPS-01' });
    expect(again?.digest).toBe(before?.digest);
  });

  test.each([
    ['of an event that there is not', (text: string) => text.replace(/"event":"[0-9a-f]{8}/, '"event":"00000000')],
    ['with another digest', (text: string) => text.replace(/"digest":"[0-9a-f]{8}/, '"digest":"00000000')],
    ['of one that is no longer due', (text: string) => text.replace('"due":true', '"due":false')],
  ])('a statement by a forged pointer, %s, is not shown', async (_, forged) => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'statements'), forged);
    });
    await expect(latestStatement(product, 'PEPS-01', '2022-Q2')).rejects.toMatchObject({
      code: 'STORED_OTHERWISE',
      data: { projection: 'statements' },
    });
  });

  const FIRST = 'key = (SELECT min(key) FROM documents)';
  const MORE = "INSERT INTO documents SELECT key || '-more', bucket, document FROM documents ORDER BY key DESC LIMIT 1";
  const BEFORE = `INSERT INTO documents (rowid, key, bucket, document) SELECT -7, key || '-more', bucket, document FROM documents WHERE ${FIRST}`;
  const CHANGED = `UPDATE documents SET document = '{' WHERE ${FIRST}`;
  // The document of another act: its event exists, but made another act known.
  const OF_OTHER = `UPDATE documents SET document = (SELECT document FROM documents ORDER BY key DESC LIMIT 1) WHERE ${FIRST}`;
  test.each([
    ['added before all others', BEFORE, undefined, { isOfLog: false, isStored: true }],
    ['removed', `DELETE FROM documents WHERE ${FIRST}`, undefined, { isOfLog: true, isStored: false }],
    ['added', MORE, undefined, { isOfLog: false, isStored: true }],
    ['changed', CHANGED, undefined, { isOfLog: true, isStored: true }],
    ['changed, read by threads', CHANGED, OF_OTHER, { isOfLog: true, isStored: true }],
  ])('a dossier and a known act that are %s are named by a whole recomputation', async (way, change, ofActs, found) => {
    const product = store.open((folder) => {
      for (const name of ['dossiers', 'known-acts']) {
        const db = new DatabaseSync(fileOf(folder, name));
        db.exec(name === 'dossiers' ? change : (ofActs ?? change));
        db.close();
      }
    });
    const threads = way.endsWith('threads') ? new Threads({ count: 2, eventsMin: 0 }) : undefined;
    expect(await recomputation(product, {}, threads)).toMatchObject({
      stored: [
        { projection: 'dossiers', ...found },
        { projection: 'known-acts', ...found },
      ],
      differing: [],
      patientIndex: undefined,
      isRecorded: false,
    });
    // The replaced index is the one that another process builds.
    const stores = { log: withOwn(product.log, {}), threads };
    const index = await concernedPatients({ log: product.log }, new Set(['10000002757']));
    expect(index?.size).toBeGreaterThan(0);
    expect(index).toStrictEqual(await concernedPatients(stores, new Set(['10000002757'])));
    await threads?.close();
  });

  test('dossiers that are moved before all others change no calculation', async () => {
    const product = store.open((folder) => {
      const db = new DatabaseSync(fileOf(folder, 'dossiers'));
      db.exec('UPDATE documents SET rowid = -rowid WHERE key IN (SELECT key FROM documents ORDER BY key LIMIT 12)');
      db.close();
    });
    const before = await latestStatement(product, OF.team, OF.period);
    const all = await product.calculateAfresh({ from: OF.period, to: OF.period, knownOn: KNOWN_ON });
    expect(all.find(({ team }) => team === OF.team)?.digest).toBe(before?.digest);
  });

  test('a late fact and its calculation, recorded during a recomputation of everything, make no difference', async () => {
    const product = store.open();
    const end = await product.log.end();
    let isLate = false;
    const log = withOwn(product.log, {
      async *read(options) {
        if (!isLate && options.categories?.join() === 'statement') {
          isLate = true;
          const folder = join(product.folder, 'late');
          mkdirSync(folder);
          const left = `patient_id,rpps,declared_on,known_on\nP0000001,,2021-02-15,${KNOWN_ON}\n`;
          writeFileSync(join(folder, 'declarations.csv'), left);
          await product.import(folder);
          await product.calculate({ from: OF.period, to: OF.period, knownOn: KNOWN_ON });
        }
        yield* product.log.read(options);
      },
    });
    const found = await recomputation({ log, readStore: product.readStore });
    expect([isLate, found]).toMatchObject([true, { differing: [], stored: [], position: end, isRecorded: true }]);
  });

  test('is reported as compared, and recorded', () => {
    const of = { position: 9, calculations: 0, ofOtherRules: 0, isRecorded: true } as RecomputedLog;
    const said = 'Le magasin de lecture dit ce que dit le journal.';
    expect(fittingTexts(of, true)).toStrictEqual([
      'Aucun calcul n’est enregistré : il n’y a rien à refaire.',
      `${said} C’est enregistré au journal.`,
    ]);
    expect(fittingTexts({ ...of, isRecorded: false }, false)).toStrictEqual([
      'Aucun calcul n’est enregistré de ces périodes ou de cette équipe : il n’y a rien à refaire.',
    ]);
    expect(fittingTexts({ ...of, ofOtherRules: 2, isRecorded: false }, true)).toStrictEqual([
      '2 calculs sont de règles que ce programme n’a pas : refaites-les avec le programme qui les a.',
      `${said} Rien n’est enregistré au journal : tout n’est pas refait.`,
    ]);
    expect(fittingTexts({ ...of, calculations: 1, isRecorded: false }, true)).toStrictEqual([
      '1 calcul refait depuis le journal, jusqu’à la position 9 : au centime, rien ne diffère.',
      `${said} Rien n’est enregistré au journal : il est en clair, et n’a pas de secret auquel le reconnaître.`,
    ]);
  });

  test('a log in clear gets no record, as no release would believe it', async () => {
    const product = new Product();
    const { log } = product;
    const recomputed = { position: 0, calculations: 0, rulesVersion: CURRENT_RULES.version };
    expect(await recordRecomputed(log, recomputed, COMMIT)).toBe(false);
    expect(await log.end()).toBe(0);
    await product.close();
  });

  test('unchanged, is recomputed whole and recorded with its position', async () => {
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
