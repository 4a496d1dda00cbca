/**
 * The port of the catalogue: the build that serves each projection. A rebuild grows beside the build in use and replaces it when it has
 * caught up. Adapters implement this and the port of documents; read-store.contract.ts checks their guarantees, and engine/ has the logic
 * common to all engines.
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
  /** The checkpoint of its documents at the time of the request, or later. */
  readonly checkpoint: ProjectionCheckpoint;
}

export interface Catalogue {
  /** The build that serves a projection; undefined if none does. */
  serving(projection: string): Promise<ServingBuild | undefined>;
  /** The projections that a build serves. */
  projections(): Promise<readonly string[]>;
  /** Begins a build without documents, which serves nothing yet. */
  begin(projection: string, version: number): Promise<Build>;
  /** Puts a build into service. False if a later build is already in use: of two simultaneous builds, the later one wins. */
  serve(build: Build): Promise<boolean>;
  /** Removes a build that does not serve and will not. */
  discard(build: Build): Promise<void>;
  /** Removes builds begun before the one in use: replaced ones, and interrupted ones. */
  removeOlder(serving: Build): Promise<void>;
  /** Documents that no event makes, stored under a separate name, apart from those of every projection. */
  scratch(name: string): Promise<DocumentStore>;
  /** Removes scratch documents for good: the files of the engine keep no part of them. */
  emptyScratch(name: string): Promise<void>;
  /** Closes all documents that it gave. */
  close(): Promise<void>;
}
