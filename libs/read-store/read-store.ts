/** The read store as the product uses it. Commands and workers have all of it; queries have a ProjectionReader, which cannot fold. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { DomainError, type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import type { Batch, ProjectionCheckpoint, DocumentStore, Documents } from '#libs/read-store/document-store.ts';
import type { Progress, Projection } from '#libs/read-store/projection.ts';

export interface ProjectionStatus {
  readonly name: string;
  /** 0: never built. */
  readonly version: number;
  readonly position: number;
  readonly end: number;
  readonly stored: number;
  readonly processed: number;
  readonly poison: number;
  /** The size of its documents, as the engine reports it. */
  readonly bytes: number;
}

export type ReadStoreRefusal =
  | Refusal<'NO_SUCH_PROJECTION', { readonly projection: string; readonly known: readonly string[] }>
  | Refusal<'PROJECTION_NOT_SERVED', { readonly projection: string; readonly version: number }>
  /** A patient was erased, and the documents that may show the patient are being rebuilt. */
  | Refusal<'ERASED_NOT_REMOVED_YET', { readonly projection: string }>
  /** The answer needs more of the log than is folded. Positions. */
  | Refusal<'NOT_FOLDED_YET', { readonly reached: number; readonly needed: number }>;

export const unknown = errorsOf<ReadStoreRefusal>('unknown');
export const unavailable = errorsOf<ReadStoreRefusal>('unavailable');

/** A stored document and the one from the log; undefined if there is none. */
export interface OtherDocument {
  readonly key: string;
  readonly stored: string | undefined;
  readonly folded: string | undefined;
}

/** The present or past position of a projection's documents in the log that they were folded from. */
export interface ProjectionStanding {
  readonly projection: string;
  readonly position: number;
  /** Link of the chain of that log at the position. */
  readonly link: string;
}

/** The documents that serve a projection. */
export interface ServedProjection {
  readonly documents: Documents;
  /** Their checkpoint at the time of the request, or later: asking again costs a request if they are on a server. */
  readonly checkpoint: ProjectionCheckpoint;
}

/** No documents of this version of a projection are built yet from this log; the process that folds it will build them. */
export class NotServed extends DomainError {
  constructor({ name, version }: Pick<Projection<unknown>, 'name' | 'version'>) {
    const refusal: ReadStoreRefusal = { code: 'PROJECTION_NOT_SERVED', data: { projection: name, version } };
    super('unavailable', refusal);
  }
}

export type EventPlace = Pick<RecordedEvent, 'position' | 'type'>;

/** A build met an event that the projection cannot fold. `message`: why, for the log of the program. */
export class PoisonEvent extends StoreDamaged {
  readonly event: EventPlace;

  constructor({ position, type }: EventPlace, message: string, options?: ErrorOptions) {
    super({ code: 'EVENT_GARBLED', data: { position, type } }, options);
    this.event = { position, type };
    this.message = message;
  }
}

export interface ReadStore {
  /** Whether other programs query the engine, so that costly results are stored for them. */
  readonly servesOthers: boolean;
  /**
   * The documents in use of this projection, with the new events folded; built first if there are no documents of its version, or only
   * those of another log. An event that cannot be folded is set aside and counted; in a build it throws PoisonEvent.
   */
  upToDate(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<Documents>;
  /**
   * The documents in use of this projection, without folding anything.
   * Throws NotServed if no documents of its version are built yet from this log.
   */
  serving(projection: Projection<unknown>, log: EventStore): Promise<ServedProjection>;
  /**
   * Builds from the beginning beside the documents in use, then replaces them.
   * Throws PoisonEvent, and then the old documents stay in use.
   */
  rebuild(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<ProjectionStatus>;
  status(projection: Projection<unknown>, log: EventStore): Promise<ProjectionStatus>;
  /** Like upToDate, for a caller that folds the projection itself as it appends to the log. */
  forFolding(projection: Projection<unknown>, log: EventStore): Promise<DocumentStore>;
  /**
   * The first document in use that does not match the log, folded again from the beginning; undefined if all match, or if no build is in
   * use.
   */
  firstOther(
    projection: Projection<unknown>,
    log: EventStore,
    onProgress?: Progress,
  ): Promise<OtherDocument | undefined>;
  /** Number of the build in use, which every rebuild raises; 0 if there is none. */
  buildOf(projection: Projection<unknown>): Promise<number>;
  /**
   * The positions of all builds in use, older versions included, and of builds that were replaced because they were folded from another
   * log. They are witnesses of the log's history.
   */
  standings(): Promise<readonly ProjectionStanding[]>;
  /** Documents that no event makes, such as simulations, stored under a separate name. */
  scratch(name: string): Promise<ScratchDocuments>;
  close(): Promise<void>;
}

/** The place where a calculation reads documents, and caches its sums for the next one. */
export type DocumentSource = Pick<ReadStore, 'upToDate' | 'buildOf' | 'scratch'>;

/** Documents that belong to no position of the log. */
export interface ScratchDocuments extends Pick<Documents, 'get' | 'scan'> {
  /** All or nothing. */
  write(changes: Pick<Batch, 'puts' | 'removes'>): Promise<void>;
}

/** The documents for a query. */
export interface ProjectionReader {
  /** The documents that answer for a projection. Throws NotServed. */
  documents(projection: Projection<unknown>): Promise<Documents>;
  /** The same, with their checkpoint. Throws NotServed. */
  served(projection: Projection<unknown>): Promise<ServedProjection>;
  /** Documents that no event makes, by the name they are kept under. */
  scratch(name: string): Promise<Pick<Documents, 'get' | 'scan'>>;
  /** Number of the build in use, which every rebuild raises; 0 if there is none. */
  buildOf(projection: Projection<unknown>): Promise<number>;
  status(projection: Projection<unknown>): Promise<ProjectionStatus>;
}

export interface QueryStores {
  readonly log: EventStore;
  readonly projections: ProjectionReader;
}

interface Stores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

/** Reads documents without folding: for a service, whose workers fold the new events. */
export function readServed({ log, readStore }: Stores): ProjectionReader {
  return {
    documents: async (projection) => (await readStore.serving(projection, log)).documents,
    served: (projection) => readStore.serving(projection, log),
    scratch: (name) => readStore.scratch(name),
    buildOf: (projection) => readStore.buildOf(projection),
    status: (projection) => readStore.status(projection, log),
  };
}

/** First brings documents up to the end of the log: for commands, and if no worker folds. */
export function readUpToDate({ log, readStore }: Stores): ProjectionReader {
  const documents = (projection: Projection<unknown>): Promise<Documents> => readStore.upToDate(projection, log);
  const served = async (projection: Projection<unknown>): Promise<ServedProjection> => {
    const found = await documents(projection);
    return { documents: found, checkpoint: await found.checkpoint() };
  };
  return { ...readServed({ log, readStore }), documents, served };
}
