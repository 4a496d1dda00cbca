/** The built console, in memory and compressed beforehand (scripts/console.mjs builds it). */
import { hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';

export interface ConsoleFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Undefined for what is compressed as it is, such as fonts. */
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The folder of the build, beside package.json, from the sources as from what `nest build` made. */
export function consoleFolder(): string {
  const manifest = findPackageJSON('..', import.meta.url);
  if (manifest === undefined) throw new Error('there is no package.json above the console’s files');
  return join(dirname(manifest), 'dist', 'console');
}

/** By path: `index.html`, `assets/main-3f0a.js`. Empty where it is not built. */
export function consoleFiles(folder: string): ReadonlyMap<string, ConsoleFile> {
  if (!existsSync(join(folder, 'index.html'))) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names.flatMap((name) => {
      const type = TYPES[extname(name)];
      return type === undefined ? [] : [[name, fileAt(join(folder, name), type)] as const];
    }),
  );
}

function fileAt(path: string, type: string): ConsoleFile {
  const plain = readFileSync(path);
  const compressed = (extension: string): Buffer | undefined =>
    existsSync(path + extension) ? readFileSync(path + extension) : undefined;
  const etag = `"${hash('sha256', plain, 'base64url').slice(0, 22)}"`;
  return { type, plain, brotli: compressed('.br'), gzip: compressed('.gz'), etag };
}
