/** Uploaded files in one folder, with a folder for each job: on one machine, or on a disk that all of them share. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { INCOMING, type KeptUpload, type OpenedUpload, UploadMissing, type Uploads } from '#libs/uploads/uploads.ts';

export class FolderUploads implements Uploads {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async incoming(): Promise<string> {
    const folder = join(this.#folder, `${INCOMING}${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async keep(job: string, folder: string): Promise<void> {
    try {
      await rename(folder, join(this.#folder, job));
    } catch (error) {
      // Already stored: a worker may be reading them.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
  }

  async open(job: string): Promise<OpenedUpload> {
    const folder = join(this.#folder, job);
    try {
      await stat(folder);
    } catch (error) {
      throw new UploadMissing(job, `there is no folder ${folder}`, { cause: error });
    }
    return { folder, close: () => Promise.resolve() };
  }

  async kept(): Promise<readonly KeptUpload[]> {
    const found: KeptUpload[] = [];
    for (const job of await this.#names()) {
      const sinceMs = await lastChangedMs(join(this.#folder, job));
      if (sinceMs !== undefined) found.push({ job, sinceMs });
    }
    return found;
  }

  async remove(job: string): Promise<void> {
    await rm(join(this.#folder, job), { recursive: true, force: true });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#folder);
    } catch (error) {
      if (isAbsent(error)) return [];
      throw error;
    }
  }
}

/** The last change of a file, or of a folder and all in it. Undefined if it was removed meanwhile. */
async function lastChangedMs(path: string): Promise<number | undefined> {
  const own = await changedMs(path);
  if (own === undefined) return undefined;
  const within = await Promise.all((await namesIn(path)).map((name) => changedMs(join(path, name))));
  return Math.max(own, ...within.filter((ms) => ms !== undefined));
}

/** At any depth. Empty for a file, and for what was removed meanwhile. */
async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path, { recursive: true });
  } catch (error) {
    if (isAbsent(error) || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return [];
    throw error;
  }
}

/** Undefined if it was removed meanwhile. */
async function changedMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
