/** The key that wraps the keys of patients, in a file outside their store. During a rotation the new key is in a second file beside it. */
import { randomBytes } from 'node:crypto';
import { readGivenText } from '#libs/files/given-file.ts';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES, fingerprintOf } from '#libs/patient-keys/wrapping.ts';

const PRIVATE = 0o600;

/** The path of a key while it replaces another one. */
function nextPath(path: string): string {
  return `${path}.next`;
}

/** The operations of the wrapping key that a store of keys uses. */
export type WrappingKey = Pick<KeyFile, 'path' | 'read' | 'matching'>;

/** A wrapping key in memory only: without this process nobody can open the store. */
export class KeyInMemory implements WrappingKey {
  readonly path = 'memory';
  readonly #key = randomBytes(KEY_BYTES);

  read(): Buffer {
    return this.#key;
  }

  matching(fingerprint: string): Buffer | undefined {
    return fingerprintOf(this.#key) === fingerprint ? this.#key : undefined;
  }
}

export class KeyFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get path(): string {
    return this.#path;
  }

  /** The key in the file. Throws the error of the system. */
  read(): Buffer {
    return keyIn(this.path);
  }

  /**
   * The key with this fingerprint, from the file or from the next one beside it; finishes a rotation that was interrupted after it wrapped
   * the keys. Undefined if neither has it.
   */
  matching(fingerprint: string): Buffer | undefined {
    // Another process may move the new one into place after the first look.
    for (const path of [this.path, nextPath(this.path), this.path]) {
      const key = keyIfThere(path);
      if (key === undefined || fingerprintOf(key) !== fingerprint) continue;
      if (path !== this.path) this.replace(key);
      return key;
    }
    return undefined;
  }

  /** Makes the key if there is no file, readable only by its user. Gives whether it made one. */
  makeIfMissing(): boolean {
    if (existsSync(this.path)) return false;
    const unfinished = `${this.path}.${process.pid}`;
    writeKey(unfinished);
    try {
      // Unlike renaming, linking never replaces the file of another process.
      linkSync(unfinished, this.path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(unfinished, { force: true });
    }
  }

  /** Makes a new key, in a file beside the present one. */
  prepareNext(): Buffer {
    rmSync(nextPath(this.path), { force: true });
    writeKey(nextPath(this.path));
    return keyIn(nextPath(this.path));
  }

  /** Replaces the key by `next`, unless another process has done so. The old key is lost. */
  replace(next: Uint8Array): void {
    try {
      if (keyIfThere(this.path)?.equals(next) !== true) renameSync(nextPath(this.path), this.path);
    } catch (error) {
      if (!isMissing(error) || keyIfThere(this.path)?.equals(next) !== true) throw error;
    }
    const folder = openSync(dirname(this.path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}

/** In base64, like the other key files of the product. */
function keyIn(path: string): Buffer {
  return Buffer.from(readGivenText(path).trim(), 'base64');
}

function keyIfThere(path: string): Buffer | undefined {
  try {
    return keyIn(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function writeKey(path: string): void {
  const file = openSync(path, 'wx', PRIVATE);
  try {
    writeSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
