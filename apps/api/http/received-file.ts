/** Stores a file that comes with a request, whole, as it comes. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ReceivedUpload {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Throws the errors of `refuseLength` of the bytes received so far, and an error of the request or of the disk. */
export async function receivedFile(
  file: Readable,
  path: string,
  refuseLength?: (bytes: number) => void,
): Promise<ReceivedUpload> {
  const digest = createHash('sha256');
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _, done) {
      digest.update(chunk);
      bytes += chunk.length;
      try {
        refuseLength?.(bytes);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  await pipeline(file, measured, createWriteStream(path, { mode: 0o600, flush: true }));
  return { sha256: digest.digest('hex'), bytes };
}
