/** Files that a command line names. */
import { readFileSync } from 'node:fs';
import type { JsonObject } from '#libs/regulation/values.ts';
import { Refusal } from '#apps/cli/refusal.ts';

/** Throws Refusal if the file cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refusal(
      `le fichier ${path} ne peut pas être lu (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** Overrides for a what-if: a JSON object from parameter name to value. Throws Refusal. */
export function readParameters(path: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(readText(path));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} n’est pas du JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Refusal(
      `${path} doit être un objet JSON, du nom du paramètre à sa valeur, par exemple {"presence": "DAYS"}`,
    );
  return value as JsonObject;
}
