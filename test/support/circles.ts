/** Circles of imports, including those of types: files of a circle can only be read together. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Each circle once, as a path from a file back to itself. */
export function importCircles(): readonly string[] {
  const files = globSync('{libs,apps,test,scripts}/**/*.{ts,tsx,mts,mjs}', { cwd: ROOT });
  const known = new Set(files);
  const imports = new Map(files.map((file) => [file, importsOf(file).filter((other) => known.has(other))]));
  const circles: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const other of imports.get(file) ?? []) visit(other);
    path.pop();
    done.add(file);
  };
  for (const file of files) visit(file);
  return circles;
}

function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'));
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('#') ? fileName.slice(1) : normalize(join(dirname(file), fileName)),
  );
}
