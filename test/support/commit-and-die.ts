/** Commits documents to SQLite and dies without warning after half of them: `commit-and-die.ts PATH EXPECTED PUTS`. */
import { ORIGIN } from '#libs/read-store/document-store.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';

const [, , path = '', expected = '', json = '[]'] = process.argv;
const puts = JSON.parse(json) as [string, string][];

function* handedOver(): Iterable<[string, string]> {
  for (const [i, put] of puts.entries()) {
    if (i >= puts.length / 2) process.kill(process.pid, 'SIGKILL');
    yield put;
  }
}

const checkpoint = { ...ORIGIN, position: Number(expected) + 1 };
await SqliteDocumentStore.open(path).commit(Number(expected), { puts: handedOver(), checkpoint });
