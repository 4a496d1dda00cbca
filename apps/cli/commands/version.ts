/** `decompte --version`: the program, its rules, and the regulation that it ships. */
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { loadRegulation } from '#libs/regulation/load.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { result } from '#apps/cli/terminal.ts';

/** Throws if there is no package.json above: the program is not whole. */
export function versionCommand(): Promise<number> {
  const manifest = findPackageJSON('..', import.meta.url);
  if (manifest === undefined) throw new Error('there is no package.json above the program');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  const shipped = loadRegulation(shippedRegulation());
  result(`decompte ${version}`);
  result(`Règles : version ${CURRENT_RULES.version}.`);
  result(`Réglementation livrée : version ${shipped.version} (empreinte ${shipped.fingerprint.slice(0, 16)}).`);
  return Promise.resolve(0);
}
