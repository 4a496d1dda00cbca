/** The bytes of a file in chunks of one size, so that two readings cut it at the same places. */
import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { refusedFile } from '#libs/intake/refusals.ts';

const CHUNK = 1 << 20;

export type Bytes = AsyncIterable<Buffer>;

/** The results of a first reading, so that a second one recognises the checked bytes. */
export interface ReadBefore {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of each chunk. */
  readonly chunks: readonly string[];
}

export async function* chunksOf(handle: FileHandle): Bytes {
  const { size } = await handle.stat();
  let position = 0;
  for (;;) {
    // Most files are smaller than a chunk, and whole short-lived chunks make V8 collect garbage again and again.
    let buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(0, size - position) + 1));
    let filled = 0;
    // A read may be short; a chunk must not be, or the two passes would cut the file differently.
    while (filled < CHUNK) {
      // The file has grown.
      if (filled === buffer.length) buffer = Buffer.concat([buffer], CHUNK);
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled === 0) return;
    position += filled;
    yield buffer.subarray(0, filled);
  }
}

/** The same bytes as before; `onBytes` receives the number so far. Throws RefusedFile at the first chunk that differs. */
export async function* sameChunks(handle: FileHandle, before: ReadBefore, onBytes?: (bytes: number) => void): Bytes {
  const changed = (): Error => refusedFile('FILE_CHANGED', { file: before.path });
  if ((await handle.stat()).size !== before.bytes) throw changed();
  let [i, bytes] = [0, 0];
  for await (const chunk of chunksOf(handle)) {
    if (hash('sha256', chunk, 'hex') !== before.chunks[i++]) throw changed();
    bytes += chunk.length;
    yield chunk;
    onBytes?.(bytes);
  }
  if (i !== before.chunks.length) throw changed();
}
