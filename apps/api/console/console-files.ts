/** The built console, in memory and compressed beforehand (scripts/console.mjs builds it). */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { type ConstantFile, constantTag } from '#apps/api/http/constant-file.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The folder of the build, beside package.json; the same from the sources and from the output of `nest build`. */
export function consoleFolder(): string {
  const manifest = findPackageJSON('..', import.meta.url);
  if (manifest === undefined) throw new Error('there is no package.json above the console’s files');
  return join(dirname(manifest), 'dist', 'console');
}

/** Keyed by path: `index.html`, `assets/main-3f0a.js`. Empty if the console is not built. */
export function consoleFiles(folder: string): ReadonlyMap<string, ConstantFile> {
  if (!existsSync(join(folder, 'index.html'))) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names.flatMap((name) => {
      const type = TYPES[extname(name)];
      return type === undefined ? [] : [[name, fileAt(join(folder, name), type)] as const];
    }),
  );
}

function fileAt(path: string, type: string): ConstantFile {
  const plain = readFileSync(path);
  const compressed = (extension: string): Buffer | undefined =>
    existsSync(path + extension) ? readFileSync(path + extension) : undefined;
  return { type, plain, brotli: compressed('.br'), gzip: compressed('.gz'), etag: constantTag(plain) };
}
