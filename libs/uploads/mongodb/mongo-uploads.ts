/**
 * Uploaded files in MongoDB, in pieces, so that every machine reaches them: `uploads` has the files of a job, whole when its last piece is
 * in, and `upload_pieces` their bytes. On this machine are files on their way in, and copies while they are read.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Binary, type Collection } from 'mongodb';
import { MongoConnection, type ConnectionSettings, isDuplicate } from '#libs/mongodb/connection.ts';
import { FolderUploads } from '#libs/uploads/folder/folder-uploads.ts';
import { type KeptUpload, type OpenedUpload, UploadMissing, type Uploads } from '#libs/uploads/uploads.ts';

interface Upload {
  /** Id of the job. */
  readonly _id: string;
  /** By the clock of the server. */
  readonly since: Date;
  /** When all are in. */
  readonly files?: readonly UploadedFile[];
}

interface UploadedFile {
  readonly name: string;
  readonly pieces: number;
  /** Digest of the whole file, in hexadecimal. */
  readonly sha256: string;
}

interface Piece {
  /** Job, file, and number of the piece. */
  readonly _id: string;
  readonly job: string;
  readonly bytes: Binary;
}

const PIECE_BYTES = 1 << 20;
const NUMBER_DIGITS = 8;

interface MongoUploadsSettings extends ConnectionSettings {
  /** Folder for the files on this machine. */
  readonly folder: string;
}

export class MongoUploads implements Uploads {
  readonly #connection: MongoConnection;
  readonly #uploads: Collection<Upload>;
  readonly #pieces: Collection<Piece>;
  readonly #local: FolderUploads;

  /** Connects at the first request. Throws ServerUrlRefused. */
  constructor(url: string, { folder, ...retries }: MongoUploadsSettings) {
    this.#connection = new MongoConnection(url, retries);
    this.#uploads = this.#connection.db.collection('uploads');
    this.#pieces = this.#connection.db.collection('upload_pieces');
    this.#local = new FolderUploads(folder);
  }

  incoming(): Promise<string> {
    return this.#local.incoming();
  }

  /** A keep that was cut off is finished by the next one: the same job has the same files. */
  async keep(job: string, folder: string): Promise<void> {
    if ((await this.#found(job))?.files !== undefined) return;
    await this.#begin(job);
    const files: UploadedFile[] = [];
    for (const name of (await readdir(folder)).sort()) files.push(await this.#send(job, name, join(folder, name)));
    await this.#connection.retried(() => this.#uploads.updateOne({ _id: job }, { $set: { files } }));
  }

  async open(job: string): Promise<OpenedUpload> {
    const files = (await this.#found(job))?.files;
    if (files === undefined) throw new UploadMissing(job, 'they are not all in MongoDB');
    const folder = await this.#local.incoming();
    const close = () => this.#local.remove(basename(folder));
    try {
      for (const file of files) await this.#fetch(job, file, join(folder, file.name));
    } catch (error) {
      await close();
      throw error;
    }
    return { folder, close };
  }

  async kept(): Promise<readonly KeptUpload[]> {
    const all = await this.#connection.retried(() => this.#uploads.find().toArray());
    const shared = all.map(({ _id: job, since }) => ({ job, sinceMs: since.getTime() }));
    return [...shared, ...(await this.#local.kept())];
  }

  async remove(job: string): Promise<void> {
    await this.#local.remove(job);
    await this.#connection.retried(() => this.#pieces.deleteMany({ job }));
    // Last, so that a removal that was interrupted is repeated.
    await this.#connection.retried(() => this.#uploads.deleteOne({ _id: job }));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #found(job: string): Promise<Upload | null> {
    return this.#connection.retried(() => this.#uploads.findOne({ _id: job }));
  }

  async #begin(job: string): Promise<void> {
    await this.#connection.retried(async () => {
      try {
        await this.#uploads.updateOne({ _id: job }, { $currentDate: { since: true } }, { upsert: true });
      } catch (error) {
        // Another process did it at the same time.
        if (!isDuplicate(error)) throw error;
      }
    });
  }

  async #send(job: string, name: string, path: string): Promise<UploadedFile> {
    const digest = createHash('sha256');
    let pieces = 0;
    for await (const bytes of createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
      digest.update(bytes);
      const [_id, piece] = [pieceId(job, name, pieces++), { job, bytes: new Binary(bytes) }];
      await this.#connection.retried(() => this.#pieces.replaceOne({ _id }, piece, { upsert: true }));
    }
    return { name, pieces, sha256: digest.digest('hex') };
  }

  async #fetch(job: string, { name, pieces, sha256 }: UploadedFile, path: string): Promise<void> {
    const digest = createHash('sha256');
    const file = await open(path, 'w', 0o600);
    try {
      for (let number = 0; number < pieces; number++) {
        const _id = pieceId(job, name, number);
        const piece = await this.#connection.retried(() => this.#pieces.findOne({ _id }));
        if (piece === null) throw new UploadMissing(job, `piece ${number} of ${name} is not in MongoDB`);
        const bytes = piece.bytes.value();
        digest.update(bytes);
        // All of them: one write may take fewer, and the end of the file would be missing without an error.
        await file.appendFile(bytes);
      }
    } finally {
      await file.close();
    }
    if (digest.digest('hex') !== sha256) throw new UploadMissing(job, `${name} is not what was received`);
  }
}

function pieceId(job: string, name: string, number: number): string {
  return `${job}/${name}/${String(number).padStart(NUMBER_DIGITS, '0')}`;
}
