/**
 * The port of uploaded files, which wait for their import under the id of its job. The API that receives them and the worker that imports
 * them may be on different machines. Adapters share one contract suite (uploads.contract.ts).
 */

/** The files of a job, in a folder of this machine. */
export interface OpenedUpload {
  readonly folder: string;
  /** Called when the files are no longer read. */
  readonly close: () => Promise<void>;
}

export interface KeptUpload {
  /** Id of a job; or the name of a folder of incoming files, which no job names yet (INCOMING). */
  readonly job: string;
  /** When it was last written to on this machine, otherwise when its keeping began, ms since 1970. */
  readonly sinceMs: number;
}

/** Incoming files are in a folder of this machine whose name begins with this. */
export const INCOMING = 'incoming-';

export interface Uploads {
  /** A new folder of this machine for files on their way in. */
  incoming(): Promise<string>;
  /**
   * Stores the files of such a folder for a job; they may be moved. If the job already has complete files, those stay. All or nothing: a
   * job's files can be opened when all of them exist.
   */
  keep(job: string, folder: string): Promise<void>;
  /** Throws UploadMissing if the job has no complete files. */
  open(job: string): Promise<OpenedUpload>;
  /** All that is kept, whole or not. */
  kept(): Promise<readonly KeptUpload[]>;
  remove(job: string): Promise<void>;
  close(): Promise<void>;
}

/** The files of a job are missing, or differ from the received ones. */
export class UploadMissing extends Error {
  constructor(job: string, reason: string, options?: ErrorOptions) {
    super(`the files of the job ${job} cannot be read: ${reason}`, options);
  }
}
