/** Checks that bytes are UTF-8, and finds the first line that is not. */
import type { FileHandle } from 'node:fs/promises';
import { chunksOf } from '#libs/intake/csv/chunks.ts';
import { type RefusedFile, refusedFile } from '#libs/intake/refusals.ts';

const LINE_FEED = 0x0a;

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

/** The refusal of a file with bytes that are not UTF-8. */
export async function notUtf8(handle: FileHandle): Promise<RefusedFile> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  const isUtf8 = (text: Buffer): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(text);
      return true;
    } catch {
      return false;
    }
  };
  for await (const chunk of chunksOf(handle)) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
      if (!isUtf8(rest.subarray(0, end))) return refusedFile('NOT_UTF8', { line });
      rest = rest.subarray(end + 1);
      line++;
    }
  }
  return refusedFile('NOT_UTF8', { line });
}
