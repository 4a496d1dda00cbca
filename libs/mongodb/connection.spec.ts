/** What the URL of a MongoDB may set, and what it cannot change. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { MongoServerError } from 'mongodb';
import { ServerUrlRefused } from '#libs/kernel/server-url.ts';
import { Connection } from '#libs/mongodb/connection.ts';
import { freePort } from '#test/support/free-port.ts';
import { MongoProxy } from '#test/support/mongo-proxy.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { testUnless } from '#test/support/unless.ts';
import { temporaryFolder } from '#test/support/product.ts';

const folder = temporaryFolder();
const opened: Connection[] = [];

afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(url: string, retryForMs = 0): Connection {
  const connection = new Connection(url, { now: () => performance.now(), retryForMs });
  opened.push(connection);
  return connection;
}

test.each([
  ['mongodb://localhost', 'decompte'],
  ['mongodb://localhost/', 'decompte'],
  ['mongodb://a:1,b:2/paie?replicaSet=rs0', 'paie'],
  ['mongodb://localhost/?tls=true', 'decompte'],
  ['mongodb://localhost/a%20b', 'a b'],
  ['mongodb+srv://cluster.example/paie?retryWrites=true', 'paie'],
])('the database of %s is %s', (url, database) => {
  expect(open(url).db.databaseName).toBe(database);
});

test('the database beside another has its accounts', () => {
  const url = 'mongodb://decompte:secret@localhost/paie';
  const connection = new Connection(url, { now: () => performance.now(), retryForMs: 0, besideDatabase: '_shared' });
  opened.push(connection);
  expect([connection.db.databaseName, connection.db.client.options.credentials?.source]).toStrictEqual([
    'paie_shared',
    'paie',
  ]);
});

test('reads the password from a file, with any characters', () => {
  const file = join(folder, 'password');
  writeFileSync(file, 'p@ss/w:rd ?\n');
  const { credentials } = open(`mongodb://decompte@localhost/paie?authSource=admin&passwordFile=${file}`).db.client
    .options;
  expect([credentials?.username, credentials?.password, credentials?.source]).toStrictEqual([
    'decompte',
    'p@ss/w:rd ?',
    'admin',
  ]);
});

test('writes and reads by majority, of the primary, even where the URL asks otherwise', () => {
  const { db } = open('mongodb://localhost/?w=0&readConcernLevel=local&readPreference=nearest');
  expect([db.writeConcern?.w, db.readConcern?.level, db.readPreference.mode]).toStrictEqual([
    'majority',
    'majority',
    'primary',
  ]);
});

test('options of the URL are respected', () => {
  const { options } = open('mongodb://localhost/?maxPoolSize=3&serverSelectionTimeoutMS=77&appName=mine', 9_000).db
    .client;
  expect([options.maxPoolSize, options.serverSelectionTimeoutMS, options.appName]).toStrictEqual([3, 77, 'mine']);
  const by = open('mongodb://localhost/', 9_000).db.client.options;
  // A server that stands still is found within the time of the retries.
  const { maxPoolSize, serverSelectionTimeoutMS, connectTimeoutMS, heartbeatFrequencyMS } = by;
  expect([maxPoolSize, serverSelectionTimeoutMS, connectTimeoutMS + heartbeatFrequencyMS]).toStrictEqual([
    20, 1_800, 9_000,
  ]);
});

test.each([
  ['mongodb://localhost/?passwordFile=/nowhere', 'READ_STORE_USER_MISSING'],
  ['mongodb://a@localhost/?passwordFile=/nowhere', 'READ_STORE_URL_INVALID'],
  ['mongodb://a:secret@localhost:x/', 'READ_STORE_URL_INVALID'],
  ['mongodb://a:secret@localhost/?tls=perhaps', 'READ_STORE_URL_INVALID'],
  ['mongodb+srv://a:secret@localhost:1/', 'READ_STORE_URL_INVALID'],
])('refuses %s (%s), without its password', (url, code) => {
  let refused: unknown;
  try {
    open(url);
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({ code });
  expect(JSON.stringify((refused as { data: unknown }).data)).not.toContain('secret');
});

testUnless(NO_MONGODB)('a server that is there only later is waited for', async () => {
  const url = await mongoDatabase();
  const proxy = await MongoProxy.before(url);
  proxy.down();
  const connection = open(`${proxy.url}?serverSelectionTimeoutMS=100`, 10_000);
  const asked = connection.retried(() => connection.db.collection('any').findOne());
  await setTimeout(400);
  proxy.up();
  expect(await asked).toBe(null);
  // A set that has just found itself has nothing yet that a majority keeps.
  const early = [new MongoServerError({ message: 'not yet', code: 134 })];
  const throwing = async (): Promise<string> => {
    const error = early.pop();
    if (error !== undefined) throw error;
    return 'answered';
  };
  expect(await connection.retried(throwing)).toBe('answered');
  await connection.close();
  await proxy.close();
  await dropDatabase(url);
  await stopMongo();
});

test('a server that does not answer is reported when the retries are over', async () => {
  const connection = open(`mongodb://127.0.0.1:${await freePort()}/?serverSelectionTimeoutMS=50`, 200);
  const asked = connection.retried(() => connection.db.collection('any').findOne());
  await expect(asked).rejects.toMatchObject({
    code: 'READ_STORE_SILENT',
    data: { seconds: 0.2, variable: 'READ_STORE_URL' },
  });
});

test('what is wrong with a server is said of the variable that names it', async () => {
  const settings = { now: () => performance.now(), retryForMs: 50, variable: 'KEY_STORE_URL' };
  const connection = new Connection(`mongodb://127.0.0.1:${await freePort()}/?serverSelectionTimeoutMS=50`, settings);
  const asked = connection.retried(() => connection.db.collection('any').findOne());
  await expect(asked).rejects.toMatchObject({ code: 'READ_STORE_SILENT', data: { variable: 'KEY_STORE_URL' } });
  await connection.close();
  expect(() => new Connection('mongodb://localhost/?passwordFile=/nowhere', settings)).toThrow(ServerUrlRefused);
});
