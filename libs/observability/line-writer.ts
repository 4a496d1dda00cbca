/**
 * Writes lines to a file descriptor in batches, without blocking: one write per line would cost a request more than all its other work. We
 * do not use pino.destination: it counts the bytes of its buffer again at each line, 3.8 µs of processor a line with a buffer of 4 kB and
 * 10 with 64, against 2.0 here and about 30 for a whole read.
 */
import { write, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Characters, or age in ms, at which the buffer is written. */
const ENOUGH = 65_536;
const AT_LATEST_MS = 250;
/** Delay before retrying a pipe whose reader is behind, ms. */
const AGAIN_MS = 10;
/** The same for a full disk or a reader that went away, neither of which ends the service. */
const UNWRITABLE_MS = 1_000;
/** Maximum buffered characters for a slow reader; later lines are lost, and a line reports their number. */
const MOST = 64 << 20;

export class LineWriter {
  readonly #fd: number;
  #waiting = '';
  #lost = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closing = false;

  constructor(fd: number) {
    this.#fd = fd;
    process.once('exit', this.#atExit);
  }

  write(line: string): void {
    if (this.#waiting.length >= MOST) {
      this.#lost++;
      return;
    }
    this.#waiting += line;
    if (this.#waiting.length >= ENOUGH) this.#begin();
    else this.#beginSoon();
  }

  /** Resolves when everything is written, or cannot be. */
  async close(): Promise<void> {
    this.#closing = true;
    while (this.#writing !== undefined || this.#waiting.length > 0) {
      this.#begin();
      await this.#writing;
    }
  }

  /** Writes the last lines of a process that ends without `close`. */
  readonly #atExit = (): void => {
    if (this.#waiting.length === 0) return;
    try {
      writeSync(this.#fd, this.#taken());
    } catch {
      // The reader is gone or the disk is full: the process ends without these lines.
    }
  };

  #beginSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#begin();
    }, AT_LATEST_MS).unref();
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
      // The time of a line may have come while another write was under way.
      if (this.#waiting.length > 0) this.#beginSoon();
    });
  }

  async #writeAll(): Promise<void> {
    do await this.#writeWhole(this.#taken());
    while (this.#waiting.length >= ENOUGH);
  }

  #taken(): Buffer {
    if (this.#lost > 0) this.#waiting += `{"level":50,"lost":${this.#lost},"msg":"lines lost"}\n`;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    this.#lost = 0;
    return bytes;
  }

  async #writeWhole(bytes: Buffer): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      const written = await writeSome(this.#fd, rest);
      if (written === undefined && this.#closing) return;
      if (written === undefined) await pause(UNWRITABLE_MS, undefined, { ref: false });
      else if (written === 0) await pause(AGAIN_MS);
      rest = rest.subarray(written ?? 0);
    }
  }
}

/** Number of bytes written; 0 if the reader is behind, undefined if nothing can be written. */
function writeSome(fd: number, bytes: Buffer): Promise<number | undefined> {
  return new Promise((resolve) => {
    write(fd, bytes, (error, written) => {
      if (error === null) resolve(written);
      else resolve(error.code === 'EAGAIN' ? 0 : undefined);
    });
  });
}
