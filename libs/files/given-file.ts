/**
 * Files that a person gives, by name or in a folder. Reading a pipe or a device may never end and would block the whole program, so only
 * regular files are read. A path that the shell has opened for this process (`<(command)`, /dev/stdin) is allowed, because somebody writes
 * to it.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Has the fields of a system error. `EISDIR`: a folder. `ENOTREG`: a pipe, a socket or a device. */
export class NotAFile extends Error implements NodeJS.ErrnoException {
  readonly code: 'EISDIR' | 'ENOTREG';
  readonly syscall = 'open';
  readonly path: string;

  constructor(code: NotAFile['code'], path: string) {
    super(`${code}: not a file, open '${path}'`);
    this.name = 'NotAFile';
    this.code = code;
    this.path = path;
  }
}

const OPENED_BY_SHELL = /^\/dev\/(?:stdin|fd\/\d+)$/;

/** Bytes. Throws NotAFile, and the error of the system. */
export function givenFileSize(path: string): number {
  const found = statSync(path);
  if (found.isDirectory()) throw new NotAFile('EISDIR', path);
  if (!found.isFile() && !OPENED_BY_SHELL.test(path)) throw new NotAFile('ENOTREG', path);
  return found.size;
}

/** Throws as `givenFileSize`. */
export function readGivenFile(path: string): Buffer {
  givenFileSize(path);
  return readFileSync(path);
}

/** As UTF-8. Throws as `givenFileSize`. */
export function readGivenText(path: string): string {
  return readGivenFile(path).toString('utf8');
}

/** Throws as `givenFileSize`. */
export async function openGivenFile(path: string): Promise<FileHandle> {
  givenFileSize(path);
  return open(path);
}

/** Throws as `givenFileSize`, when it is read. */
export async function* givenFileBytes(path: string): AsyncGenerator<Uint8Array> {
  givenFileSize(path);
  for await (const chunk of createReadStream(path)) yield chunk as Buffer;
}
