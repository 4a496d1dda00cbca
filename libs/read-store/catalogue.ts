/**
 * The port of the catalogue: which build serves each projection. A rebuild grows beside the build that serves and replaces it when it
 * has caught up. Adapters implement this and the port of documents; read-store.contract.ts holds what they promise, and
 * engine/ does with them what is the same on every engine.
 */
import type { ProjectionCheckpoint, DocumentStore } from '#libs/read-store/document-store.ts';

/** The documents of one version of a projection, made from the beginning of the log. */
export interface Build {
  readonly projection: string;
  readonly version: number;
  /** A later build has a higher number, also when another process begins it. */
  readonly number: number;
  readonly documents: DocumentStore;
}

/** The build that serves a projection. Its documents are the same object as long as it serves. */
export interface ServingBuild extends Build {
  /** Where its documents stood when it was asked for, or later. */
  readonly checkpoint: ProjectionCheckpoint;
}

export interface Catalogue {
  /** The build that serves a projection; undefined where none does. */
  serving(projection: string): Promise<ServingBuild | undefined>;
  /** The projections that a build serves. */
  projections(): Promise<readonly string[]>;
  /** Begins a build, with no documents yet, which serves nothing. */
  begin(projection: string, version: number): Promise<Build>;
  /**
   * Lets a build serve. False where a later build serves already: of two builds at once, the later one serves in the end.
   */
  serve(build: Build): Promise<boolean>;
  /** Removes a build that does not serve and will not. */
  discard(build: Build): Promise<void>;
  /** Removes what was begun before the build that serves: builds that it replaced, and those that were cut off. */
  removeOlder(serving: Build): Promise<void>;
  /** Documents that no event makes, kept under a name of their own, apart from those of every projection. */
  scratch(name: string): Promise<DocumentStore>;
  /** Removes scratch documents for good: nothing of them is left in the files of the engine. */
  emptyScratch(name: string): Promise<void>;
  /** Closes all documents that it gave. */
  close(): Promise<void>;
}
