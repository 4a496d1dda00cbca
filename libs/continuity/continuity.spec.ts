/** A log that lost its end, or has another history than its witnesses saw, is noticed until two people acknowledge it. */
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeKeyPair, signCheckpoint, writeCheckpoint } from '#libs/audit/checkpoint.ts';
import type { Author } from '#libs/commands/author.ts';
import { AcknowledgeLoss, AcknowledgeLossHandler } from '#libs/continuity/commands/acknowledge-loss.ts';
import { RefuseLossReport, RefuseLossReportHandler } from '#libs/continuity/commands/refuse-loss-report.ts';
import { ReportLoss, ReportLossHandler } from '#libs/continuity/commands/report-loss.ts';
import { WithdrawLossReport, WithdrawLossReportHandler } from '#libs/continuity/commands/withdraw-loss-report.ts';
import { Continuity } from '#libs/continuity/continuity.ts';
import { keptBankFile, keptWitnesses } from '#libs/continuity/kept-witnesses.ts';
import { LOSSES_STREAM, lossesOf } from '#libs/continuity/losses.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { person } from '#test/support/specification.ts';
import { FIRST } from '#test/support/audited-log.ts';
import { openReport } from '#test/support/continuity.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { cutRows, withoutTriggers } from '#test/support/stored-rows.ts';

const products: Product[] = [];
const logs: EventStore[] = [];

afterEach(async () => {
  for (const log of logs.splice(0)) await log.close();
  for (const product of products.splice(0)) await product.close();
});

/** Appends events of a stream that no projection folds; their content distinguishes one history from another. */
async function grow(log: EventStore, events: number, what = 'first'): Promise<void> {
  for (let i = 0; i < events; i++) {
    const id = Buffer.from(`${what} ${(await log.end()) + 1}`)
      .toString('hex')
      .padStart(32, '0')
      .slice(-32);
    const event = { id, type: 'Said', schemaVersion: 1, effective: '2026', knownOn: '2026-11-01', data: `"${what}"` };
    await log.append('talk-1', [event], 'any', COMMIT);
  }
}

interface Grown {
  readonly product: Product;
  readonly checkpoints: string;
}

/** Ten events, up to which a projection is folded. */
async function grown(): Promise<Grown> {
  const product = new Product();
  products.push(product);
  await grow(product.log, 10);
  await product.readStore.upToDate(ROSTERS, product.log);
  const checkpoints = join(product.folder, 'checkpoints');
  mkdirSync(checkpoints);
  return { product, checkpoints };
}

/** A replacement of the log: its first events, and others after them. */
async function otherLog({ product }: Grown, kept: number, others = 0): Promise<EventStore> {
  const path = join(product.folder, `other-${logs.length}.db`);
  const whole = new DatabaseSync(join(product.folder, 'events.db'), { readOnly: true });
  whole.exec(`VACUUM INTO '${path}'`);
  whole.close();
  const copy = new DatabaseSync(path);
  withoutTriggers(copy, () => {
    cutRows(copy, kept);
  });
  copy.close();
  const log = new SqliteEventStore(path);
  logs.push(log);
  await grow(log, others, 'other');
  return log;
}

const { privatePem } = makeKeyPair();

async function sign({ product, checkpoints }: Grown, position: number): Promise<void> {
  const what = {
    position,
    link: (await product.log.linkAt(position)) ?? '',
    root: '0'.repeat(64),
    time: '2026-11-28T10:00:00Z',
    ...FIRST,
  };
  writeCheckpoint(checkpoints, signCheckpoint(what, createPrivateKey(privatePem)));
}

function continuityOf({ product, checkpoints }: Grown, log: EventStore): Continuity {
  return new Continuity({ log, readStore: product.readStore, checkpoints });
}

async function headOf(log: EventStore, position: number) {
  return { position, link: await log.linkAt(position) };
}

test('a log with all the events that its witnesses saw lost nothing, however much longer it is', async () => {
  const before = await grown();
  await sign(before, 7);
  await grow(before.product.log, 5);
  expect(await continuityOf(before, before.product.log).loss()).toBeUndefined();
});

test('a projection that was further on finds a shorter log, with the last place where a checkpoint agrees', async () => {
  const before = await grown();
  const { log } = before.product;
  await sign(before, 4);
  const shorter = await otherLog(before, 6);
  expect(await continuityOf(before, shorter).loss()).toStrictEqual({
    lost: [{ kind: 'READ_STORE', name: 'rosters', ...(await headOf(log, 10)) }],
    agreed: await headOf(log, 4),
    end: await headOf(log, 6),
  });
});

test('another history is found at the same position, and beyond it', async () => {
  const before = await grown();
  for (const others of [1, 5]) {
    const loss = await continuityOf(before, await otherLog(before, 9, others)).loss();
    expect(loss?.lost.map(({ position }) => position)).toStrictEqual([10]);
    expect(loss?.end.position).toBe(9 + others);
  }
});

test('an empty log lost everything', async () => {
  const before = await grown();
  const loss = await continuityOf(before, await otherLog(before, 0)).loss();
  expect(loss).toMatchObject({ agreed: { position: 0 }, end: { position: 0 } });
});

test('a checkpoint finds the loss if no read store is left', async () => {
  const before = await grown();
  await sign(before, 4);
  await sign(before, 8);
  const other = new Product();
  products.push(other);
  const shorter = await otherLog(before, 6);
  const { checkpoints } = before;
  const loss = await new Continuity({ log: shorter, readStore: other.readStore, checkpoints }).loss();
  expect(loss?.lost.map(({ kind, name }) => [kind, name])).toStrictEqual([['CHECKPOINT', 'checkpoint-8.json']]);
  expect(loss?.agreed.position).toBe(4);
});

test('the last file that was handed out for the bank tells it, from the folder of checkpoints and from the read store', async () => {
  const before = await grown();
  await grow(before.product.log, 2);
  await continuityOf(before, before.product.log).fileSent('2026-R1-1', 12);
  const longer = await otherLog(before, 11);
  const witnesses = async (checkpoints: string | undefined, { readStore }: Product) =>
    (await new Continuity({ log: longer, readStore, checkpoints }).loss())?.lost.map(({ name }) => name);
  expect(await witnesses(undefined, before.product)).toStrictEqual(['2026-R1-1']);
  const other = new Product();
  products.push(other);
  expect(await witnesses(before.checkpoints, other)).toStrictEqual(['2026-R1-1']);
});

test('the end that a command noted tells it, and is not noted again while something is lost', async () => {
  const before = await grown();
  await grow(before.product.log, 3);
  await continuityOf(before, before.product.log).noteEnd();
  const shorter = await otherLog(before, 11);
  const kinds = async () => (await continuityOf(before, shorter).loss())?.lost.map(({ kind }) => kind);
  expect(await kinds()).toStrictEqual(['END']);
  await continuityOf(before, shorter).noteEnd();
  expect(await kinds()).toStrictEqual(['END']);
});

test('a file for the bank that was handed out before the last one does not take its place as a witness', async () => {
  const before = await grown();
  await grow(before.product.log, 2);
  const continuity = continuityOf(before, before.product.log);
  await continuity.fileSent('2026-R1-2', 12);
  await continuity.fileSent('2026-R1-1', 9);
  expect(keptBankFile(before.checkpoints)?.name).toBe('2026-R1-2');
  expect((await keptWitnesses(before.product.readStore)).map(({ name }) => name)).toStrictEqual(['2026-R1-2']);
  expect(readdirSync(before.checkpoints)).toStrictEqual(['last-bank-file.json']);
});

test('keeps the file for the bank while another process writes there', async () => {
  const before = await grown();
  // A directory of this name prevents any write of the file.
  mkdirSync(join(before.checkpoints, 'last-bank-file.json.part'));
  await continuityOf(before, before.product.log).fileSent('2026-R1-1', 9);
  expect(keptBankFile(before.checkpoints)?.name).toBe('2026-R1-1');
});

test('a read store rebuilt on a shortened log remembers its former position', async () => {
  const before = await grown();
  const shorter = await otherLog(before, 6, 8);
  await before.product.readStore.upToDate(ROSTERS, shorter);
  await before.product.readStore.rebuild(ROSTERS, shorter);
  const loss = await continuityOf(before, shorter).loss();
  expect(loss?.lost).toStrictEqual([
    { kind: 'READ_STORE', name: 'rosters', ...(await headOf(before.product.log, 10)) },
  ]);
});

test('a checkpoint that cannot be read is refused, not passed over', async () => {
  const before = await grown();
  writeFileSync(join(before.checkpoints, 'checkpoint-9.json'), '{}');
  await expect(continuityOf(before, before.product.log).loss()).rejects.toMatchObject({ code: 'CHECKPOINT_INVALID' });
});

describe('its acknowledgement', () => {
  let keys = 0;
  const authorOf = (name: string, at = COMMIT.recordedAt): Author => ({
    meta: { by: person(name), key: `key-${++keys}`, at },
    commit: COMMIT,
  });

  async function lost() {
    const before = await grown();
    await sign(before, 4);
    const log = await otherLog(before, 6);
    const { readStore } = before.product;
    const stores = new Stores(log, readStore, { witnesses: { checkpoints: before.checkpoints } });
    const report = (name: string) =>
      new ReportLossHandler(stores).execute(new ReportLoss('sauvegarde', authorOf(name)));
    const codeNow = async () => (await openReport(log)).code;
    const acknowledge = (name: string, code: string | undefined) =>
      new AcknowledgeLossHandler(stores).execute(new AcknowledgeLoss(code, authorOf(name)));
    return { before, log, stores, report, codeNow, acknowledge };
  }

  test('takes a second person and the code of the proposal, and names the lost events and the witness', async () => {
    const { before, log, stores, report, codeNow, acknowledge } = await lost();
    await expect(stores.continuity.requireWhole()).rejects.toMatchObject({ code: 'LOG_LOST_ITS_END' });
    await expect(acknowledge('Bob', 'x')).rejects.toMatchObject({ code: 'NO_LOSS_REPORTED' });
    await report('Alice');
    const code = await codeNow();
    await expect(acknowledge(' alice', code)).rejects.toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    await expect(acknowledge('Bob', undefined)).rejects.toMatchObject({ code: 'CONFIRMATION_CODE_REQUIRED' });
    await expect(acknowledge('Bob', '0123456789')).rejects.toMatchObject({ code: 'PROPOSAL_CHANGED' });
    await expect(stores.continuity.requireWhole()).rejects.toMatchObject({ code: 'LOG_LOST_ITS_END' });
    await acknowledge('Bob', code);
    await stores.continuity.requireWhole();
    const [last] = await log.readStream(LOSSES_STREAM, { backwards: true, limit: 1 });
    expect(last?.type).toBe('LogLossAcknowledged');
    expect(JSON.parse(last?.data ?? '')).toMatchObject({
      lost: [{ kind: 'READ_STORE', name: 'rosters', ...(await headOf(before.product.log, 10)) }],
      agreed: { position: 4 },
      end: { position: 6 },
      reason: 'sauvegarde',
    });
  });

  test('lets an earlier end and an earlier file for the bank be witnesses from then on', async () => {
    const before = await grown();
    await grow(before.product.log, 3);
    const whole = continuityOf(before, before.product.log);
    await whole.noteEnd();
    await whole.fileSent('2026-R1-2', 13);
    const log = await otherLog(before, 6);
    const { readStore } = before.product;
    const stores = new Stores(log, readStore, { witnesses: { checkpoints: before.checkpoints } });
    await new ReportLossHandler(stores).execute(new ReportLoss('sauvegarde', authorOf('Alice')));
    const places = async () => (await keptWitnesses(readStore)).map(({ position }) => position);
    await stores.continuity.fileSent('2026-R1-1', 5);
    expect(await places()).toStrictEqual([13, 13]);
    const { code } = await openReport(log);
    await new AcknowledgeLossHandler(stores).execute(new AcknowledgeLoss(code, authorOf('Bob')));
    await stores.continuity.noteEnd();
    await stores.continuity.fileSent('2026-R1-1', 5);
    expect(await places()).toStrictEqual([5, await log.end()]);
    expect(keptBankFile(before.checkpoints)?.position).toBe(5);
  });

  test('covers the loss known then: a later loss is another', async () => {
    const { before, log, stores, report, codeNow, acknowledge } = await lost();
    await report('Alice');
    await acknowledge('Bob', await codeNow());
    await before.product.readStore.upToDate(ROSTERS, log);
    const again = await otherLog(before, 6);
    const loss = await new Continuity({ log: again, readStore: before.product.readStore }).loss();
    expect(loss?.lost.map(({ position }) => position)).toStrictEqual([10, 8]);
    expect(await stores.continuity.loss()).toBeUndefined();
  });

  test('is refused by another person or withdrawn by its author, and cannot be proposed without a loss', async () => {
    const { before, log, stores, report, codeNow, acknowledge } = await lost();
    await report('Alice');
    const code = await codeNow();
    const refuse = (name: string) =>
      new RefuseLossReportHandler(stores).execute(new RefuseLossReport('la sauvegarde revient', authorOf(name)));
    await expect(refuse('Alice')).rejects.toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    await refuse('Bob');
    await expect(acknowledge('Bob', code)).rejects.toMatchObject({ code: 'NO_LOSS_REPORTED' });
    await report('Alice');
    const withdraw = (name: string) =>
      new WithdrawLossReportHandler(stores).execute(new WithdrawLossReport(authorOf(name)));
    await expect(withdraw('Bob')).rejects.toMatchObject({ code: 'PROPOSED_BY_ANOTHER' });
    await withdraw('Alice');
    expect((await lossesOf(log)).status).toBe('SETTLED');
    const whole = new Stores(before.product.log, before.product.readStore);
    await expect(new ReportLossHandler(whole).execute(new ReportLoss('?', authorOf('Alice')))).rejects.toMatchObject({
      code: 'NOTHING_LOST',
    });
  });
});
