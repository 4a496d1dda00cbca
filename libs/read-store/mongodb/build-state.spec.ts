/** The states of a build: each is inserted once, even if several processes insert at the same time. */
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { MongoConnection } from '#libs/mongodb/connection.ts';
import { StateKeeper } from '#libs/read-store/mongodb/build-state.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { describeUnless } from '#test/support/unless.ts';

const CHECKPOINT = { position: 3, processed: 2, link: 'x' };

describeUnless(NO_MONGODB)('the states of a build', () => {
  let url: string;
  let connection: MongoConnection;
  let keeper: StateKeeper;
  /** The state keeper of another process. */
  let other: StateKeeper;

  beforeEach(async () => {
    url = await mongoDatabase();
    connection = new MongoConnection(url, { now: () => performance.now(), retryForMs: 0 });
    [keeper, other] = [new StateKeeper(connection, 7), new StateKeeper(connection, 7)];
    await keeper.begin();
  });

  afterEach(async () => {
    await connection.close();
    await dropDatabase(url);
  });

  afterAll(stopMongo);

  test('a replaced build says so to every reader, also after further commits, and once', async () => {
    await other.read();
    await keeper.replace();
    await other.replace();
    const replaced = await other.read();
    expect(replaced).toMatchObject({ number: 1, position: 0, replaced: true });
    const move = { checkpoint: CHECKPOINT, commit: 1, staged: null };
    expect(await other.commit(replaced, 'one', move)).toMatchObject({ ...CHECKPOINT, replaced: true });
    expect(await keeper.read()).toMatchObject({ number: 2, ...CHECKPOINT, replaced: true });
  });

  test('notes that a commit is carried out, also if its build was replaced since', async () => {
    const staged = { checkpoint: CHECKPOINT, commit: 1, staged: 'one' };
    const counted = await keeper.commit(await keeper.read(), 'one', staged);
    if (counted === undefined) throw new RangeError('no other process commits');
    await other.replace();
    expect(await keeper.read()).toMatchObject({ staged: 'one', replaced: true });
    for (const each of [keeper, other]) {
      await each.carriedOut(counted);
      expect(await each.read()).toMatchObject({ number: 3, staged: null, replaced: true, last: 'one' });
    }
  });

  test('a commit from a state that was replaced meanwhile does not count', async () => {
    const before = await keeper.read();
    await other.replace();
    expect(await keeper.commit(before, 'one', { checkpoint: CHECKPOINT, commit: 1, staged: null })).toBe(undefined);
    expect((await keeper.read()).position).toBe(0);
  });

  test('a build without states was removed', async () => {
    await keeper.read();
    await other.remove();
    expect([await keeper.find(), await new StateKeeper(connection, 8).find()]).toStrictEqual([undefined, undefined]);
    await expect(keeper.read()).rejects.toMatchObject({ code: 'BUILD_REMOVED' });
  });
});
