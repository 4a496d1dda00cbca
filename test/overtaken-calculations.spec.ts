/**
 * A calculation during which another one, or a decision, is recorded: the one that read more of the log stands, and nothing is recorded
 * twice.
 */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { type EventStore, RevisionConflict } from '#libs/event-store/event-store.ts';
import { REGULATION_STREAM, latest, publications } from '#libs/regulation/publication/published.ts';
import {
  type CalculationRequest,
  type CalculationSummary,
  type StageProgress,
  calculate,
} from '#libs/statements/calculation/calculate.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { type SumsOf, sumsOfAll } from '#libs/statements/calculation/sums-of.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { COMMIT } from '#test/support/commit.ts';
import { metaOf } from '#test/support/experiment.ts';
import { publishVersion } from '#test/support/money.ts';
import { shippedAs } from '#test/support/shipped.ts';
import { writeCredits } from '#test/support/fact-folders.ts';
import { Product } from '#test/support/product.ts';
import { TINY_FACTS, TINY_YEAR } from '#test/support/tiny-data.ts';

const OF = { team: 'PEPS-01', period: '2021-Q2' };

let product: Product;
beforeEach(async () => {
  product = new Product();
  await product.import(TINY_FACTS);
});
afterEach(() => product.close());

/** A credit of so many cents; '' takes it back. */
async function lateFact(cents = '10000'): Promise<void> {
  const folder = join(product.folder, `late${cents}`);
  writeCredits(folder, `PEPS-01,2021-05-15,supplément,${cents},2021-10-01`);
  await product.import(folder);
}

/** Calculates the year; `meanwhile` happens once it has read the end of the log. */
async function calculateWhile(
  meanwhile: () => Promise<unknown>,
  knownOn = TINY_YEAR.knownOn,
): Promise<CalculationSummary> {
  let isFirst = true;
  const sumsOf: SumsOf = async (inputs, onProgress) => {
    const sums = await sumsOfAll(inputs, onProgress);
    if (isFirst) {
      isFirst = false;
      await meanwhile();
    }
    return sums;
  };
  const { log, readStore } = product;
  return calculate({ log, readStore, sumsOf }, await request(knownOn), COMMIT);
}

async function request(knownOn = TINY_YEAR.knownOn): Promise<CalculationRequest> {
  const { regulation } = (await latest(product.log)) ?? {};
  if (regulation === undefined) throw new RangeError('the log has no regulation');
  const range = { from: quarterFromText(TINY_YEAR.from), to: quarterFromText(TINY_YEAR.to) };
  return { range, knownOn: dayFromText(knownOn), regulation };
}

function isOne({ team, period }: TeamPeriod): boolean {
  return team === OF.team && period === OF.period;
}

async function lastDigest(): Promise<string | undefined> {
  return (await latestStatement(product, OF.team, OF.period))?.digest;
}

async function calculationsOf(): Promise<number> {
  return (await product.log.readStream(statementStream(OF))).filter(({ type }) => type === 'StatementCalculated')
    .length;
}

/** The log with another way to record. */
function withRecord(log: EventStore, record: EventStore['record']): EventStore {
  return withMember(log, 'record', record);
}

function withMember<Of extends object, Name extends keyof Of>(of: Of, name: Name, member: Of[Name]): Of {
  return new Proxy(of, {
    get: (target, property) => {
      if (property === name) return member;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

test('one that began before a late fact does not undo the result that a later one recorded with it', async () => {
  const summary = await calculateWhile(async () => {
    await lateFact();
    await product.calculate(TINY_YEAR);
  });
  const [afresh] = (await product.calculateAfresh(TINY_YEAR)).filter(isOne);
  expect(await lastDigest()).toBe(afresh?.digest);
  expect(summary.statements.find(isOne)?.digest).toBe(afresh?.digest);
  expect([await calculationsOf(), summary.recorded]).toStrictEqual([1, 0]);
});

test('one that began before a fact was taken back does not put it back if a later one had nothing to record', async () => {
  await product.calculate(TINY_YEAR);
  const digest = await lastDigest();
  await lateFact();
  const { log, readStore } = product;
  let isFirst = true;
  const upToDate = async (...[projection, of, onFolded]: Parameters<typeof readStore.upToDate>) => {
    if (projection.name === STATEMENTS.name && isFirst) {
      isFirst = false;
      await lateFact('');
      await product.calculate(TINY_YEAR);
    }
    return readStore.upToDate(projection, of, onFolded);
  };
  const late = withMember(readStore, 'upToDate', upToDate);
  const summary = await calculate({ log, readStore: late }, await request(), COMMIT);
  expect([await lastDigest(), summary.statements.find(isOne)?.digest]).toStrictEqual([digest, digest]);
  expect([await calculationsOf(), summary.recorded]).toStrictEqual([1, 0]);
});

test('one that another overtakes after it was compared is not recorded over it', async () => {
  let isFirst = true;
  const { log, readStore } = product;
  const record: EventStore['record'] = async (...asked) => {
    if (isFirst) {
      isFirst = false;
      await lateFact();
      await product.calculate(TINY_YEAR);
    }
    return log.record(...asked);
  };
  const summary = await calculate({ log: withRecord(log, record), readStore }, await request(), COMMIT);
  const [afresh] = (await product.calculateAfresh(TINY_YEAR)).filter(isOne);
  expect([await lastDigest(), summary.statements.find(isOne)?.digest]).toStrictEqual([afresh?.digest, afresh?.digest]);
  expect([await calculationsOf(), summary.recorded]).toStrictEqual([1, 0]);
});

test('one during which a version of the regulation is published gives the amounts of that version', async () => {
  const meta = metaOf('Alice');
  const propose = { type: 'propose', by: meta.by, source: shippedAs('next') } as const;
  await publications(product.log).handle(REGULATION_STREAM, { command: propose, meta, commit: COMMIT });
  const summary = await calculateWhile(async () => {
    await publishVersion(product, { meta: metaOf('Bruno'), commit: COMMIT });
    await product.calculate(TINY_YEAR);
  });
  expect((await latestStatement(product, OF.team, OF.period))?.pin.regulationVersion).toBe('next');
  expect(summary.statements.find(isOne)?.digest).toBe(await lastDigest());
  expect([await calculationsOf(), summary.recorded]).toStrictEqual([1, 0]);
});

test('one that read an earlier version than the publication is made again by the version in force', async () => {
  const before = await request();
  const meta = metaOf('Alice');
  const propose = { type: 'propose', by: meta.by, source: shippedAs('next') } as const;
  await publications(product.log).handle(REGULATION_STREAM, { command: propose, meta, commit: COMMIT });
  await publishVersion(product, { meta: metaOf('Bruno'), commit: COMMIT });
  const summary = await calculate(product, before, COMMIT);
  expect(summary.pin.regulationVersion).toBe('next');
  expect(await calculationsOf()).toBe(1);
});

test('the same asked for several times at once is recorded once', async () => {
  const summaries = await Promise.all([1, 2, 3].map(async () => calculate(product, await request(), COMMIT)));
  const [first] = summaries;
  expect(await product.log.count(['statement'])).toBe(first?.statements.length);
  expect(summaries.reduce((sum, one) => sum + one.recorded, 0)).toBe(first?.statements.length);
});

test('an overtaken one of another day known is made again at the end of the log', async () => {
  const summary = await calculateWhile(async () => {
    await lateFact();
    await product.calculate(TINY_YEAR);
  }, '2022-01-30');
  const of = summary.statements.find(isOne);
  expect(summary.pin.position).toBeGreaterThan(
    (await latestStatement(product, OF.team, OF.period, TINY_YEAR.knownOn))?.pin.position ?? 0,
  );
  expect(of?.digest).toBe((await latestStatement(product, OF.team, OF.period))?.digest);
});

test('one that is overtaken each time gives up, and says so', async () => {
  const { log, readStore } = product;
  let tries = 0;
  const record: EventStore['record'] = async ([first]) => {
    tries++;
    throw new RevisionConflict(first?.stream ?? '', 0, 1);
  };
  await expect(calculate({ log: withRecord(log, record), readStore }, await request(), COMMIT)).rejects.toMatchObject({
    code: 'STORE_BUSY',
  });
  expect([tries > 1, await log.count(['statement'])]).toStrictEqual([true, 0]);
});

test('a pointer beyond the log overtakes nothing: the program says that the read store differs from the log', async () => {
  const { log, readStore } = product;
  await product.calculate(TINY_YEAR);
  const upToDate = async (...asked: Parameters<typeof readStore.upToDate>) => {
    const documents = await readStore.upToDate(...asked);
    const scan: typeof documents.scan = async function* (...[prefix, options]) {
      for await (const batch of documents.scan(prefix, options))
        yield batch.map(([key, text]) => [key, text.replace(/"position":\d+/, '"position":1000000')] as const);
    };
    return asked[0].name === STATEMENTS.name ? withMember(documents, 'scan', scan) : documents;
  };
  const forged = withMember(readStore, 'upToDate', upToDate);
  await expect(calculate({ log, readStore: forged }, await request(), COMMIT)).rejects.toMatchObject({
    code: 'STORED_OTHERWISE',
  });
});

test('a calculation that is stopped before it records leaves the log as it was, and the next one records all', async () => {
  const { log, readStore } = product;
  const [asked, end] = [await request(), await log.end()];
  const stopped = new Error('stopped');
  const shown: unknown[] = [];
  const stop: StageProgress = (stage, done, total) => {
    if (stage !== 'record') return;
    shown.push([done, total]);
    throw stopped;
  };
  await expect(calculate({ log, readStore }, asked, COMMIT, stop)).rejects.toBe(stopped);
  expect(await log.end()).toBe(end);
  const { recorded } = await calculate({ log, readStore }, asked, COMMIT);
  expect(recorded).toBeGreaterThan(0);
  expect(shown).toStrictEqual([[0, recorded]]);
});
