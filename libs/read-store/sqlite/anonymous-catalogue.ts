/**
 * A catalogue for temporary work: each build is in a database without a name, which the system removes with the process, however it ends.
 * Other processes and threads cannot open it.
 */
import type { Build, Catalogue, ServingBuild } from '#libs/read-store/catalogue.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';
import type { FileMemory } from '#libs/sqlite/database.ts';

/** SQLite keeps such a database in memory, and spills to a file that it deletes as soon as it is open. */
const WITHOUT_NAME = '';

export class AnonymousCatalogue implements Catalogue {
  readonly #memory: FileMemory;
  readonly #serving = new Map<string, Build>();
  readonly #scratch = new Map<string, SqliteDocumentStore>();
  readonly #opened = new Map<DocumentStore, SqliteDocumentStore>();
  #builds = 0;

  constructor(memory: FileMemory) {
    this.#memory = memory;
  }

  async serving(projection: string): Promise<ServingBuild | undefined> {
    const build = this.#serving.get(projection);
    return build && { ...build, checkpoint: await build.documents.checkpoint() };
  }

  async projections(): Promise<readonly string[]> {
    return [...this.#serving.keys()];
  }

  async begin(projection: string, version: number): Promise<Build> {
    return { projection, version, number: ++this.#builds, documents: this.#documents() };
  }

  async serve(build: Build): Promise<boolean> {
    if ((this.#serving.get(build.projection)?.number ?? 0) >= build.number) return false;
    this.#serving.set(build.projection, build);
    return true;
  }

  async discard({ documents }: Build): Promise<void> {
    this.#opened.get(documents)?.close();
    this.#opened.delete(documents);
  }

  async removeOlder(): Promise<void> {
    // A present reader may still be reading: it ends with all of them.
  }

  async scratch(name: string): Promise<SqliteDocumentStore> {
    const documents = this.#scratch.get(name) ?? this.#documents();
    this.#scratch.set(name, documents);
    return documents;
  }

  async emptyScratch(name: string): Promise<void> {
    await this.#scratch.get(name)?.empty();
  }

  async close(): Promise<void> {
    for (const documents of this.#opened.values()) documents.close();
  }

  #documents(): SqliteDocumentStore {
    const documents = SqliteDocumentStore.open(WITHOUT_NAME, this.#memory);
    this.#opened.set(documents, documents);
    return documents;
  }
}
