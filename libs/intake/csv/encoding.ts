/** The encoding of a facts file, derived from all its bytes, and its bytes as UTF-8. */
import type { FileHandle } from 'node:fs/promises';
import { OtherEncoding } from '#libs/csv/bytes.ts';
import type { Encoding, LineBreak } from '#libs/csv/dialect.ts';
import { type Bytes, chunksOf } from '#libs/intake/csv/chunks.ts';
import { refusedFile } from '#libs/intake/refusals.ts';

/** Whether the bytes so far are UTF-8; without a chunk, whether they end whole. */
export function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    if (chunk === undefined) decoder.decode();
    else decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** For a file that is not all UTF-8. Throws RefusedFile if it can be read in two ways, or in none. */
export async function otherEncoding(handle: FileHandle, lineBreak: LineBreak): Promise<Encoding> {
  const other = new OtherEncoding(lineBreak);
  for await (const chunk of chunksOf(handle)) other.take(chunk);
  const verdict = other.verdict();
  if (typeof verdict === 'string') return verdict;
  throw refusedFile(verdict.fault === 'CUT_OFF' ? 'LETTER_CUT_OFF' : 'NOT_UTF8', { line: verdict.line });
}

export async function* asUtf8(bytes: Bytes, encoding: Encoding): Bytes {
  if (encoding === 'UTF-8') yield* bytes;
  else {
    const decoder = new TextDecoder('windows-1252');
    for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  }
}
