/**
 * The read store on MongoDB in one run on one server (MONGODB_TEST_URL): dossiers rebuilt against raw bulk writes of the same documents,
 * a calculation against reading every dossier with the raw driver, and a statement read over HTTP against the same from SQLite.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Collection, type Document, MongoClient } from 'mongodb';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { READ_MODELS } from '#libs/read-models/read-models.ts';
import { openMongoReadStore } from '#libs/read-store/mongodb/mongo-read-store.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { DEMO, writeExperiment } from '#libs/synthetic/experiment.ts';
import { writeFacts } from './facts.ts';
import { type Served, load, serveProduct } from './load.ts';
import { alternate, mustEqual, timed } from './measure.ts';
import { type Measurement, rate } from './report.ts';
import { CONNECTIONS, RUN_S, STATEMENT, WARM_UP_S, inTurn, tokenOf } from './service.ts';
import { LAST_KNOWN_DAY, Stores } from './stores.ts';

const SEED = 2021;
/** Documents in one raw request. */
const BULK = 1_000;

interface Rig {
  readonly stores: Stores;
  readonly patients: number;
  /** In the product's stored form. */
  readonly dossiers: readonly Document[];
  readonly served: Collection;
}

/** Throws if no server is named. */
export async function measureMongoDb(temporary: string, runs: number, about: number): Promise<Measurement[]> {
  const server = process.env['MONGODB_TEST_URL'];
  if (server === undefined) throw new RangeError('--scale mongodb: MONGODB_TEST_URL names no server');
  const [address = ''] = server.split('?');
  const url = `${address.replace(/\/$/, '')}/bench-${randomUUID()}`;
  const client = new MongoClient(url, { writeConcern: { w: 'majority' }, readConcern: { level: 'majority' } });
  try {
    const [facts, folder] = [join(temporary, 'facts'), join(temporary, 'mongodb')];
    for (const path of [facts, folder]) mkdirSync(path, { recursive: true });
    const patients = await writeFacts(facts, about);
    // The import has separate benchmarks: the input here is on SQLite.
    const imported = await Stores.create(folder);
    await imported.import(facts);
    await imported.leave();
    const stores = await Stores.create(folder, opened(url));
    await stores.readStore.upToDate(DOSSIERS, stores.log);
    const served = await servedCollection(client);
    const rig = { stores, patients, served, dossiers: await served.find().toArray() };
    const measured = [await measureRebuild(rig, client, runs), await measureCalculation(rig, client, runs)];
    await stores.close();
    return [...measured, await measureReading(url, temporary, runs)];
  } finally {
    await client.db().dropDatabase();
    await client.close();
  }
}

function opened(url: string) {
  return openMongoReadStore(url, {
    readModels: READ_MODELS,
    uniqueId: randomUUID,
    now: () => performance.now(),
    retryForMs: 10_000,
    keepReplacedMs: 0,
  });
}

/** The collection of the build of the dossiers that serves. */
async function servedCollection(client: MongoClient): Promise<Collection> {
  const served = client.db().collection<{ _id: string; projection: string; version: number; build: number }>('served');
  const [last] = await served.find({ projection: DOSSIERS.name }).sort({ build: -1 }).limit(1).toArray();
  if (last === undefined) throw new Error(`no build of ${DOSSIERS.name} serves`);
  return client.db().collection(`${DOSSIERS.name}_v${last.version}_${last.build}`);
}

async function measureRebuild(
  { stores, patients, dossiers }: Rig,
  client: MongoClient,
  runs: number,
): Promise<Measurement> {
  let made = 0;
  const pair = await alternate(
    runs,
    'rebuild',
    async () => {
      const raw = client.db().collection(`raw-${made++}`);
      return timed(async () => {
        for (let i = 0; i < dossiers.length; i += BULK)
          await raw.insertMany(dossiers.slice(i, i + BULK), { ordered: false });
        mustEqual('documents written', await raw.countDocuments(), patients);
      });
    },
    () =>
      timed(async () => {
        await stores.readStore.rebuild(DOSSIERS, stores.log);
      }),
  );
  return against(
    `rebuild of ${patients.toLocaleString('en')} dossiers, against bulk writes of them`,
    pair,
    patients,
    0.6,
  );
}

/** Each time on an earlier day, so that every statement is new. */
async function measureCalculation({ stores, patients }: Rig, client: MongoClient, runs: number): Promise<Measurement> {
  let day = LAST_KNOWN_DAY + runs + 1;
  const served = await servedCollection(client);
  const pair = await alternate(
    runs,
    'calculation',
    () =>
      timed(async () => {
        let read = 0;
        for await (const { text } of served.find()) if (typeof text === 'string') read++;
        mustEqual('dossiers read', read, patients);
      }),
    () =>
      timed(async () => {
        const { statements, recorded } = await stores.calculate(day--);
        mustEqual('statements recorded', recorded, statements);
      }),
  );
  return against('calculation of all periods, against reading all dossiers', pair, patients, 0.5);
}

function against(
  name: string,
  { control, product }: { readonly control: number; readonly product: number },
  patients: number,
  atLeast: number,
): Measurement {
  return {
    name,
    control: rate(patients, control, 'patients'),
    product: rate(patients, product, 'patients'),
    ratio: control / product,
    target: { atLeast },
  };
}

/** The control is the same service on SQLite. */
async function measureReading(url: string, temporary: string, runs: number): Promise<Measurement> {
  const [facts, folder] = [join(temporary, 'demo-facts'), join(temporary, 'demo')];
  mkdirSync(facts, { recursive: true });
  await writeExperiment(facts, { seed: SEED, scale: DEMO });
  const stores = await Stores.create(folder);
  await stores.import(facts);
  await stores.calculate(LAST_KNOWN_DAY);
  const onMongo = opened(url);
  for (const readStore of [stores.readStore, onMongo])
    for (const projection of PROJECTIONS) await readStore.upToDate(projection, stores.log);
  await onMongo.close();
  await stores.leave();
  const services = [await serveProduct(folder), await serveProduct(folder, { READ_STORE_URL: url })] as const;
  try {
    const read = async (service: Served, seconds: number): Promise<number> => {
      const token = await tokenOf(service);
      const request = { method: 'GET' as const, path: STATEMENT, headers: { authorization: `Bearer ${token}` } };
      const { done, seconds: taken } = await load({ url: service.url, connections: CONNECTIONS, seconds, request });
      return taken / done;
    };
    for (const service of services) await read(service, WARM_UP_S);
    const pair = await inTurn(
      runs,
      'reads',
      () => read(services[0], RUN_S),
      () => read(services[1], RUN_S),
    );
    return {
      name: `a statement read over HTTP, ${CONNECTIONS} connections, against SQLite`,
      control: rate(1, pair.control, 'reads'),
      product: rate(1, pair.product, 'reads'),
      ratio: pair.control / pair.product,
      target: { atLeast: 0.5 },
    };
  } finally {
    for (const service of services) await service.stop();
  }
}
