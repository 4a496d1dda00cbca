/** Names that two files export. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const EXPORTED =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:interface|type|class|function\*?|const|let|enum) (\w+)/gm;

/** `name: file, file` of each name that several files of a program define. */
export function sharedNames(pattern: string, exclude: readonly string[] = []): readonly string[] {
  const definedIn = new Map<string, Set<string>>();
  const isExcluded = (file: string): boolean => exclude.some((folder) => file.startsWith(folder));
  for (const file of globSync(pattern, { cwd: ROOT }).sort()) {
    if (file.endsWith('.d.ts') || isExcluded(file)) continue;
    for (const [, name = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(EXPORTED))
      definedIn.set(name, (definedIn.get(name) ?? new Set()).add(file));
  }
  return [...definedIn]
    .filter(([, files]) => files.size > 1)
    .map(([name, files]) => `${name}: ${[...files].join(', ')}`)
    .sort();
}
