/** The key that wraps the keys of patients, in a file outside their store. During a rotation the new key is in a second file beside it. */
import { randomBytes } from 'node:crypto';
import { readGivenText } from '#libs/files/given-file.ts';
import { syncFolder, writeNewFile } from '#libs/files/new-file.ts';
import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES, fingerprintOf } from '#libs/patient-keys/wrapping.ts';

const PRIVATE = 0o600;

/** The path of a key while it replaces another one. It has the name of its key: of two rotations at once, none can move the key of the other. */
function nextPath(path: string, fingerprint: string): string {
  return `${path}.next-${fingerprint}`;
}

/** The same for a rotation by a former program. */
function formerNextPath(path: string): string {
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
   * The key with this fingerprint, from the file or from the next one beside it, which it then moves into place: the store is wrapped by it, so
   * the old key is lost. Undefined if neither has it.
   */
  matching(fingerprint: string): Buffer | undefined {
    const { path } = this;
    // Another process may move the new one into place after the first look.
    for (const place of [path, nextPath(path, fingerprint), formerNextPath(path), path]) {
      const key = keyIfThere(place);
      if (key === undefined || fingerprintOf(key) !== fingerprint) continue;
      if (place !== path) this.#moveIntoPlace(place);
      return key;
    }
    return undefined;
  }

  /** Makes the key if there is no file, readable only by its user. Gives whether it made one. */
  makeIfMissing(): boolean {
    if (existsSync(this.path)) return false;
    try {
      writeKey(this.path, randomBytes(KEY_BYTES));
      return true;
    } catch (error) {
      // Another process has made one.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** Makes a new key, in a file of its own beside the present one. */
  prepareNext(): Buffer {
    const key = randomBytes(KEY_BYTES);
    writeKey(nextPath(this.path, fingerprintOf(key)), key);
    return key;
  }

  #moveIntoPlace(from: string): void {
    try {
      renameSync(from, this.path);
    } catch (error) {
      // Another process has moved it.
      if (!isMissing(error)) throw error;
    }
    syncFolder(dirname(this.path));
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

/** On disk when it returns: nothing may be wrapped by a key that a power cut takes away. */
function writeKey(path: string, key: Uint8Array): void {
  writeNewFile(path, `${Buffer.from(key).toString('base64')}\n`, PRIVATE);
}
