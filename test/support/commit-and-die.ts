/**
 * Commits documents and dies without warning after half of them: `commit-and-die.ts STORE EXPECTED PUTS`, where STORE is the path of a file
 * of SQLite, or the URL of a database of MongoDB, whose documents are the scratch documents `contract`.
 */
import { randomUUID } from 'node:crypto';
import { type DocumentStore, ORIGIN } from '#libs/read-store/document-store.ts';
import { MongoCatalogue } from '#libs/read-store/mongodb/mongo-catalogue.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';

const [, , store = '', expected = '', json = '[]'] = process.argv;
const puts = JSON.parse(json) as [string, string][];

function* handedOver(): Iterable<[string, string]> {
  for (const [i, put] of puts.entries()) {
    if (i >= puts.length / 2) process.kill(process.pid, 'SIGKILL');
    yield put;
  }
}

async function opened(): Promise<DocumentStore> {
  if (!store.startsWith('mongodb:')) return SqliteDocumentStore.open(store);
  const settings = {
    readModels: [],
    uniqueId: randomUUID,
    now: () => performance.now(),
    retryForMs: 5_000,
    keepReplacedMs: 60_000,
  };
  return new MongoCatalogue(store, settings).scratch('contract');
}

const checkpoint = { ...ORIGIN, position: Number(expected) + 1 };
await (await opened()).commit(Number(expected), { puts: handedOver(), checkpoint });
