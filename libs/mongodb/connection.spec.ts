/** The settings that the URL of a MongoDB may change, and those that it cannot. */
import { type Socket as DatagramSocket, createSocket } from 'node:dgram';
import { getServers, setServers } from 'node:dns';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BSON, MongoServerError } from 'mongodb';
import { ServerUrlRefused } from '#libs/kernel/server-url.ts';
import { MongoConnection } from '#libs/mongodb/connection.ts';
import { freePort } from '#test/support/free-port.ts';
import { MongoProxy } from '#test/support/mongo-proxy.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { testUnless } from '#test/support/unless.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const opened: MongoConnection[] = [];

afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(url: string, retryForMs = 0): MongoConnection {
  const connection = new MongoConnection(url, { now: () => performance.now(), retryForMs });
  opened.push(connection);
  return connection;
}

test.each([
  ['mongodb://localhost', 'decompte'],
  ['mongodb://localhost/', 'decompte'],
  ['mongodb://a:1,b:2/paie?replicaSet=rs0', 'paie'],
  ['mongodb://localhost/?tls=true', 'decompte'],
  ['mongodb://localhost/pa%69e-1', 'paie-1'],
  ['mongodb+srv://cluster.example/paie?retryWrites=true', 'paie'],
])('the database of %s is %s', (url, database) => {
  expect(open(url).db.databaseName).toBe(database);
});

test('the second database uses the accounts of the first', () => {
  const url = 'mongodb://decompte:secret@localhost/paie';
  const connection = new MongoConnection(url, {
    now: () => performance.now(),
    retryForMs: 0,
    besideDatabase: '_shared',
  });
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

test('writes and reads by majority, on the primary, even if the URL asks otherwise', () => {
  const { db } = open('mongodb://localhost/?w=0&readConcernLevel=local&readPreference=nearest');
  expect([db.writeConcern?.w, db.readConcern?.level, db.readPreference.mode]).toStrictEqual([
    'majority',
    'majority',
    'primary',
  ]);
});

test('options of the URL are respected, in any case', () => {
  const { options } = open('mongodb://localhost/?MAXPOOLSIZE=3&serverselectiontimeoutms=77&appName=mine', 9_000).db
    .client;
  expect([options.maxPoolSize, options.serverSelectionTimeoutMS, options.appName]).toStrictEqual([3, 77, 'mine']);
  const by = open('mongodb://localhost/', 9_000).db.client.options;
  // A hung server is detected within the time of the retries.
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
  // A password that is not encoded.
  ['mongodb://a:b/secret@localhost/paie', 'READ_STORE_URL_INVALID'],
  ['mongodb://a:b@secret@localhost/paie', 'READ_STORE_URL_INVALID'],
  ['mongodb://a:secret@/paie', 'READ_STORE_URL_INVALID'],
  ['mongodb://a:secret@localhost/%zz', 'READ_STORE_URL_INVALID'],
  ['mongodb://a:secret@localhost/admin', 'READ_STORE_DATABASE_REFUSED'],
  ['mongodb://a:secret@localhost/a.b', 'READ_STORE_DATABASE_REFUSED'],
  ['mongodb://a:secret@localhost/a%2Fb', 'READ_STORE_DATABASE_REFUSED'],
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
  // A replica set that has just formed has no majority-committed data yet.
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

test('a fault of a server names the variable of the server', async () => {
  const settings = { now: () => performance.now(), retryForMs: 50, variable: 'KEY_STORE_URL' };
  const connection = new MongoConnection(
    `mongodb://127.0.0.1:${await freePort()}/?serverSelectionTimeoutMS=50`,
    settings,
  );
  const asked = connection.retried(() => connection.db.collection('any').findOne());
  await expect(asked).rejects.toMatchObject({ code: 'READ_STORE_SILENT', data: { variable: 'KEY_STORE_URL' } });
  await connection.close();
  expect(() => new MongoConnection('mongodb://localhost/?passwordFile=/nowhere', settings)).toThrow(ServerUrlRefused);
});

test('reports a file that the URL names and that is not there', async () => {
  const connection = open('mongodb://127.0.0.1:1/?tls=true&tlsCAFile=/nowhere/ca.pem', 60_000);
  await expect(connection.retried(() => connection.db.collection('any').findOne())).rejects.toMatchObject({
    code: 'READ_STORE_URL_INVALID',
    data: { reason: expect.stringContaining('/nowhere/ca.pem') },
  });
});

const HELLO = { ok: 1, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 21, maxBsonObjectSize: 1 << 24 };

test('does not blame the URL if a connection is closed while it is being made', async () => {
  const connection = open(`mongodb://127.0.0.1:${await freePort()}/`, 500);
  const asked = connection.retried(() => connection.db.collection('any').findOne());
  const ended = asked.catch((error: unknown) => error);
  await setTimeout(50);
  await connection.close();
  expect((await ended) instanceof ServerUrlRefused).toBe(false);
});

test('reports a server of a version that is too old', async () => {
  const server = await answering(() => ({ ...HELLO, maxWireVersion: 6 }));
  const connection = open(`mongodb://127.0.0.1:${server.port}/?serverSelectionTimeoutMS=50`, 100);
  const asked = async (): Promise<unknown> =>
    connection.retried(() => connection.db.collection('any').findOne()).catch((error: unknown) => error);
  let found = await asked();
  // A busy machine may not have its answer at first.
  while ((found as { readonly data: { readonly reason: string } }).data.reason.includes('timed out'))
    found = await asked();
  expect(found).toMatchObject({
    code: 'READ_STORE_SILENT',
    data: { reason: expect.stringContaining('wire version 6') },
  });
  await connection.close();
  server.close();
});

test('reports a wrong password at once', async () => {
  const wrong = { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed.' };
  const server = await answering((name) => (name === 'saslStart' ? wrong : HELLO));
  const connection = open(`mongodb://a:wrong@127.0.0.1:${server.port}/`, 60_000);
  const asked = connection.retried(() => connection.db.collection('any').findOne());
  await expect(asked).rejects.toMatchObject({ code: 'READ_STORE_ACCESS_DENIED', data: { variable: 'READ_STORE_URL' } });
  await connection.close();
  server.close();
});

const HEADER_BYTES = 16;
const OP_MSG = 2013;

/** A server that answers each command by its name. */
async function answering(
  answer: (name: string) => object,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on('data', (some: Buffer) => {
      held = Buffer.concat([held, some]);
      while (held.length >= HEADER_BYTES && held.length >= held.readInt32LE(0)) {
        const asked = held.subarray(0, held.readInt32LE(0));
        held = held.subarray(asked.length);
        socket.write(replyTo(asked, answer));
      }
    });
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.close();
    },
  };
}

/** OP_REPLY to the first command of a connection, OP_MSG to the others. */
function replyTo(asked: Buffer, answer: (name: string) => object): Buffer {
  const isMessage = asked.readInt32LE(12) === OP_MSG;
  const name = isMessage ? Object.keys(BSON.deserialize(asked.subarray(HEADER_BYTES + 5)))[0] : 'hello';
  const body = BSON.serialize(answer(name ?? ''));
  const head = Buffer.alloc(HEADER_BYTES + (isMessage ? 5 : 20));
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(asked.readInt32LE(4), 8);
  head.writeInt32LE(isMessage ? OP_MSG : 1, 12);
  if (!isMessage) head.writeInt32LE(1, HEADER_BYTES + 16);
  return Buffer.concat([head, body]);
}

describe('the servers of mongodb+srv://', () => {
  const before = getServers();
  let names: DatagramSocket;
  /** The answer of the name server about the servers: their name, or that no such name exists. */
  let target: string | undefined;

  beforeEach(async () => {
    names = createSocket('udp4', (query, from) => {
      names.send(answerTo(query, target), from.port, from.address);
    });
    names.bind(0, '127.0.0.1');
    await once(names, 'listening');
    setServers([`127.0.0.1:${names.address().port}`]);
  });

  afterEach(() => {
    setServers(before);
    names.close();
  });

  test.each([
    ['are those that DNS gives', 'one.read.invalid', 'one.read.invalid'],
    ['are looked for again where DNS does not know them', undefined, '_mongodb._tcp.cluster.read.invalid'],
  ])('%s', async (_, given, named) => {
    target = given;
    const connection = open('mongodb+srv://cluster.read.invalid/?tls=false&serverSelectionTimeoutMS=50', 100);
    await expect(connection.retried(() => connection.db.collection('any').findOne())).rejects.toMatchObject({
      code: 'READ_STORE_SILENT',
      data: { reason: expect.stringContaining(named) },
    });
  });

  test('are refused if they are of another domain', async () => {
    target = 'one.elsewhere.invalid';
    const connection = open('mongodb+srv://cluster.read.invalid/', 60_000);
    await expect(connection.retried(() => connection.db.collection('any').findOne())).rejects.toMatchObject({
      code: 'READ_STORE_URL_INVALID',
    });
  });
});

const SRV = 33;

/** The answer to one question: a server record if there is a target, otherwise that no such name exists. */
function answerTo(query: Buffer, target: string | undefined): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const question = query.subarray(12, end);
  const hasAnswer = target !== undefined && question.readUInt16BE(question.length - 4) === SRV;
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(hasAnswer ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(hasAnswer ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  if (!hasAnswer) return Buffer.concat([head, question]);
  const name = Buffer.concat([
    ...target.split('.').map((part) => Buffer.from([part.length, ...Buffer.from(part)])),
    Buffer.of(0),
  ]);
  const record = Buffer.alloc(18);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(SRV, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(60, 6);
  record.writeUInt16BE(6 + name.length, 10);
  record.writeUInt16BE(27_017, 16);
  return Buffer.concat([head, question, record, name]);
}
