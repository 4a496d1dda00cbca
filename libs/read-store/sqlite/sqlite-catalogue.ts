/**
 * The catalogue in a folder: each build is a separate file (`<projection>-v<version>-<number>.db`), scratch documents too (`<name>.db`),
 * and `catalogue.db` names the build in use of each projection.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { makeFolder } from '#libs/files/make-folder.ts';
import type { Build, Catalogue, ServingBuild } from '#libs/read-store/catalogue.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';
import { AMPLE, type FileMemory, openDatabase } from '#libs/sqlite/database.ts';
import { askDatabase } from '#libs/sqlite/failure.ts';
import { inTransaction, inTransactionAtOnce, whenUnlocked } from '#libs/sqlite/transaction.ts';

/** Raised when the tables here or those of documents change: then older builds are built again. Scratch documents stay. */
const FORMAT = 4;
const CATALOGUE = 'catalogue.db';
/** The -journal is of a process that was killed as it began the file: only then there is no write-ahead log yet. */
const BUILD_FILE = /^(?<projection>.+)-v\d+-(?<number>\d+)\.db(-wal|-shm|-journal)?$/;

const SCHEMA = `
DROP TABLE IF EXISTS serving;
DROP TABLE IF EXISTS builds;
CREATE TABLE serving (projection TEXT PRIMARY KEY, version INTEGER NOT NULL, build INTEGER NOT NULL) STRICT;
CREATE TABLE builds (number INTEGER PRIMARY KEY, projection TEXT NOT NULL) STRICT;
PRAGMA user_version = ${FORMAT};
`;

interface BuildFile {
  readonly projection: string;
  readonly number: number;
}

export class SqliteCatalogue implements Catalogue {
  readonly #folder: string;
  readonly #memory: FileMemory;
  readonly #db: DatabaseSync;
  readonly #servingOf: StatementSync;
  /** Keyed by file. A replaced build is left out, not closed, because a reader may still be reading it. */
  readonly #open = new Map<string, SqliteDocumentStore>();

  constructor(folder: string, memory = AMPLE) {
    makeFolder(folder);
    this.#folder = folder;
    this.#memory = memory;
    this.#db = openCatalogue(folder);
    this.#servingOf = this.#db.prepare('SELECT version, build FROM serving WHERE projection = ?');
  }

  async serving(projection: string): Promise<ServingBuild | undefined> {
    for (let missing = -1; ;) {
      const row = askDatabase(() => this.#servingOf.get(projection)) as { version: number; build: number } | undefined;
      // A missing file was replaced meanwhile; if the same name comes again, it was deleted by hand.
      if (row === undefined || row.build === missing) return undefined;
      const { version, build: number } = row;
      const file = fileOf(projection, version, number);
      const documents = this.#open.get(file) ?? this.#reopened(projection, number, file);
      if (documents !== undefined)
        return { projection, version, number, documents, checkpoint: await documents.checkpoint() };
      missing = number;
    }
  }

  async projections(): Promise<readonly string[]> {
    const rows = askDatabase(() => this.#db.prepare('SELECT projection FROM serving').all());
    return rows.map((row) => row['projection'] as string);
  }

  async begin(projection: string, version: number): Promise<Build> {
    const added = this.#db.prepare('INSERT INTO builds (projection) VALUES (?)');
    const { lastInsertRowid } = await whenUnlocked(() => inTransactionAtOnce(this.#db, () => added.run(projection)));
    const number = Number(lastInsertRowid);
    return { projection, version, number, documents: this.#documents(fileOf(projection, version, number)) };
  }

  async serve({ projection, version, number }: Build): Promise<boolean> {
    const named = this.#db.prepare(
      `INSERT INTO serving VALUES (?, ?, ?) ON CONFLICT (projection) DO UPDATE
       SET version = excluded.version, build = excluded.build WHERE build < excluded.build`,
    );
    const { changes } = await whenUnlocked(() =>
      inTransactionAtOnce(this.#db, () => named.run(projection, version, number)),
    );
    return Number(changes) > 0;
  }

  async discard({ projection, number }: Build): Promise<void> {
    this.#remove((file) => file.projection === projection && file.number === number);
  }

  async removeOlder({ projection, number }: Build): Promise<void> {
    this.#remove((file) => file.projection === projection && file.number < number);
  }

  async scratch(name: string): Promise<DocumentStore> {
    const file = scratchFileName(name);
    if (file === CATALOGUE || buildOf(file) !== undefined)
      throw new RangeError(`scratch documents cannot be named ${name}: ${file} is the name of a file of the catalogue`);
    return this.#documents(file);
  }

  async emptyScratch(name: string): Promise<void> {
    if (existsSync(scratchFile(this.#folder, name))) await this.#documents(scratchFileName(name)).empty();
  }

  async close(): Promise<void> {
    for (const documents of this.#open.values()) documents.close();
    this.#db.close();
  }

  #documents(file: string): SqliteDocumentStore {
    const documents = this.#open.get(file) ?? SqliteDocumentStore.open(join(this.#folder, file), this.#memory);
    this.#open.set(file, documents);
    return documents;
  }

  /** Documents that another process built; undefined if they no longer exist. */
  #reopened(projection: string, number: number, file: string): SqliteDocumentStore | undefined {
    const documents = SqliteDocumentStore.reopen(join(this.#folder, file), this.#memory);
    if (documents === undefined) return undefined;
    this.#forget((build) => build.projection === projection && build.number < number);
    this.#open.set(file, documents);
    return documents;
  }

  #remove(isRemoved: (build: BuildFile) => boolean): void {
    this.#forget(isRemoved);
    // Deletes the database before the related files: a process that opens it meanwhile finds it whole or gone.
    for (const file of readdirSync(this.#folder).sort()) {
      const build = buildOf(file);
      if (build !== undefined && isRemoved(build)) rmSync(join(this.#folder, file), { force: true });
    }
  }

  #forget(isForgotten: (build: BuildFile) => boolean): void {
    for (const file of this.#open.keys()) {
      const build = buildOf(file);
      if (build !== undefined && isForgotten(build)) this.#open.delete(file);
    }
  }
}

/** The file of scratch documents, which may not exist. */
export function scratchFile(folder: string, name: string): string {
  return join(folder, scratchFileName(name));
}

function scratchFileName(name: string): string {
  return `${name}.db`;
}

function fileOf(projection: string, version: number, number: number): string {
  return `${projection}-v${version}-${number}.db`;
}

function buildOf(file: string): BuildFile | undefined {
  const { projection, number } = BUILD_FILE.exec(file)?.groups ?? {};
  return projection === undefined ? undefined : { projection, number: Number(number) };
}

/** In one transaction, because several processes may start simultaneously on the files of another format. */
function openCatalogue(folder: string): DatabaseSync {
  const db = openDatabase(join(folder, CATALOGUE), 'PRAGMA journal_mode = WAL');
  const isMade = (): boolean => db.prepare('PRAGMA user_version').get()?.['user_version'] === FORMAT;
  // Checked first, as an existing catalogue needs no lock.
  if (isMade()) return db;
  inTransaction(db, () => {
    if (isMade()) return;
    for (const file of readdirSync(folder))
      if (buildOf(file) !== undefined) rmSync(join(folder, file), { force: true });
    db.exec(SCHEMA);
  });
  return db;
}
