/** Writes rows into a file in large pieces, one at a time, and gives their number and hash. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

interface WrittenFile {
  readonly rows: number;
  readonly sha256: string;
}

const PIECE = 1 << 20;

/** Calls back with rows and yields now and then; then the rows are written if there are enough. */
export type Batches = (write: (row: string) => void) => Generator<void>;

export async function writeFile(path: string, header: string, batches: Batches): Promise<WrittenFile> {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    let rows = 0;
    let text = `${header}\n`;
    const flush = async (): Promise<void> => {
      const bytes = Buffer.from(text);
      text = '';
      hash.update(bytes);
      await file.writeFile(bytes);
    };
    const write = (row: string): void => {
      rows += 1;
      text += row;
      text += '\n';
    };
    const steps = batches(write);
    while (steps.next().done !== true) if (text.length > PIECE) await flush();
    await flush();
    return { rows, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** For rows that are generated one by one. */
export function fromRows(rows: Iterable<string>): Batches {
  return function* (write) {
    for (const row of rows) {
      write(row);
      yield;
    }
  };
}
