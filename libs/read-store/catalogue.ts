/**
 * Which file serves each projection. A rebuild is made in a new file beside the one that serves, which is replaced only when
 * the new one has caught up.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';
import { type Progress, type Projection, build, catchUp } from '#libs/read-store/projection.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite-document-store.ts';

export interface ProjectionStatus {
  readonly name: string;
  /** 0: never built. */
  readonly version: number;
  readonly position: number;
  readonly end: number;
  readonly stored: number;
  readonly processed: number;
  readonly poison: number;
}

/** No documents of this version of a projection are built yet; they will be, by who folds it. */
export class NotServed extends Error {}

export interface ReadStore {
  /** The documents that serve this projection, what is new folded; built first where there are none of its version. */
  upToDate(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<DocumentStore>;
  /**
   * The documents that serve this projection as they stand, nothing folded: what a process that only reads asks for.
   * Throws NotServed where none of its version is built yet.
   */
  serving(projection: Projection<unknown>): Promise<DocumentStore>;
  /** Builds anew beside the one that serves, then takes its place. */
  rebuild(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<ProjectionStatus>;
  status(projection: Projection<unknown>, log: EventStore): Promise<ProjectionStatus>;
  /** Documents that no event makes, such as simulations, kept under a name of their own. */
  scratch(name: string): Promise<DocumentStore>;
  close(): Promise<void>;
}

/** Raised when the tables here change: what was made before is then made anew. */
const FORMAT = 3;
const BUSY_MS = 10_000;

const SCHEMA = `
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS serving (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  file TEXT NOT NULL,
  build INTEGER NOT NULL,
  -- Link of the log at a position it was folded to: another log, or one put back from a copy, has another there.
  position INTEGER NOT NULL,
  link TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS builds (no INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
`;

interface Serving {
  readonly version: number;
  readonly file: string;
  readonly build: number;
  readonly position: number;
  readonly link: string;
}

/** Whether what was folded is of this log: its chain has the same link at the same position. */
async function isOfLog({ position, link }: Serving, log: EventStore): Promise<boolean> {
  return position === 0 ? true : (await log.linkAt(position)) === link;
}

/** A read store of another format is emptied: everything in it is made again from the log, but simulations and kept replays. */
function openCatalogue(folder: string): DatabaseSync {
  const open = (): DatabaseSync => new DatabaseSync(join(folder, 'catalogue.db'), { timeout: BUSY_MS });
  let catalogue = open();
  const isNew = catalogue.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0;
  if (!isNew && catalogue.prepare('PRAGMA user_version').get()?.['user_version'] !== FORMAT) {
    catalogue.close();
    for (const file of readdirSync(folder))
      if (/\.db(-wal|-shm)?$/.test(file)) rmSync(join(folder, file), { force: true });
    catalogue = open();
  }
  catalogue.exec(SCHEMA);
  catalogue.exec(`PRAGMA user_version = ${FORMAT}`);
  return catalogue;
}

export class SqliteReadStore implements ReadStore {
  readonly #folder: string;
  readonly #catalogue: DatabaseSync;
  readonly #servingOf: StatementSync;
  readonly #open = new Map<string, DocumentStore>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#catalogue = openCatalogue(folder);
    this.#servingOf = this.#catalogue.prepare('SELECT * FROM serving WHERE name = ?');
  }

  async upToDate(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<DocumentStore> {
    const serving = this.#serving(projection.name);
    const usable = serving?.version === projection.version && (await isOfLog(serving, log));
    if (!usable) await this.#build(projection, log, onProgress);
    const documents = this.#documents(this.#serving(projection.name)?.file ?? '');
    await catchUp(projection, log, documents, onProgress);
    await this.#tie(projection.name, documents, log);
    return documents;
  }

  async serving({ name, version }: Projection<unknown>): Promise<DocumentStore> {
    const serving = this.#serving(name);
    if (serving?.version !== version)
      throw new NotServed(`la projection ${name} (version ${version}) n'est pas encore construite ; réessayez`);
    return this.#documents(serving.file);
  }

  async rebuild(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<ProjectionStatus> {
    await this.#build(projection, log, onProgress);
    return this.status(projection, log);
  }

  async #build(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<void> {
    const { name, version } = projection;
    const no = Number(this.#catalogue.prepare('INSERT INTO builds (name) VALUES (?)').run(name).lastInsertRowid);
    const file = `${name}-v${version}-${no}.db`;
    const documents = this.#documents(file);
    await build(projection, log, documents, onProgress);
    await catchUp(projection, log, documents, onProgress);
    // Of two builds at once the one begun last serves, whichever ends first.
    this.#catalogue
      .prepare(
        `INSERT INTO serving VALUES (?, ?, ?, ?, 0, '') ON CONFLICT (name) DO UPDATE SET version = excluded.version,
         file = excluded.file, build = excluded.build, position = 0, link = '' WHERE build < excluded.build`,
      )
      .run(name, version, file, no);
    await this.#removeOlder(name);
  }

  async status(projection: Projection<unknown>, log: EventStore): Promise<ProjectionStatus> {
    const serving = this.#serving(projection.name);
    const documents = serving === undefined ? undefined : this.#documents(serving.file);
    const { position, processed } = (await documents?.checkpoint()) ?? { position: 0, processed: 0 };
    return {
      name: projection.name,
      version: serving?.version ?? 0,
      position,
      end: await log.end(),
      stored: await log.count(projection.categories),
      processed,
      poison: (await documents?.poison())?.length ?? 0,
    };
  }

  async scratch(name: string): Promise<DocumentStore> {
    return this.#documents(`${name}.db`);
  }

  async close(): Promise<void> {
    for (const documents of this.#open.values()) await documents.close();
    this.#catalogue.close();
  }

  #serving(name: string): Serving | undefined {
    return this.#servingOf.get(name) as Serving | undefined;
  }

  async #tie(name: string, documents: DocumentStore, log: EventStore): Promise<void> {
    const { position } = await documents.checkpoint();
    if (this.#serving(name)?.position === position) return;
    const link = (await log.linkAt(position)) ?? '';
    this.#catalogue.prepare('UPDATE serving SET position = ?, link = ? WHERE name = ?').run(position, link, name);
  }

  #documents(file: string): DocumentStore {
    let documents = this.#open.get(file);
    if (documents === undefined) {
      documents = new SqliteDocumentStore(join(this.#folder, file));
      this.#open.set(file, documents);
    }
    return documents;
  }

  /** Builds before the one that serves: replaced, or cut off before they could. */
  async #removeOlder(name: string): Promise<void> {
    const serving = this.#serving(name);
    for (const file of readdirSync(this.#folder)) {
      const match = /^(.+)-v\d+-(\d+)\.db/.exec(file);
      if (match?.[1] !== name || Number(match[2]) >= (serving?.build ?? 0)) continue;
      await this.#open.get(file)?.close();
      this.#open.delete(file);
      rmSync(join(this.#folder, file), { force: true });
    }
  }
}
