/** `decompte audit consistency | succeed`: proofs between checkpoints, and the history of the keys that sign them. */
import { createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { checkpointsIn } from '#libs/audit/bundle-file.ts';
import { keyId, readKey } from '#libs/audit/checkpoint.ts';
import { checkpointAt, proveConsistency } from '#libs/audit/consistency.ts';
import { readSuccessions, signSuccession, successorOf, writeSuccession } from '#libs/audit/key-history.ts';
import { invalid, refused } from '#libs/audit/refusals.ts';
import { requireOutsideStore } from '#libs/audit/sign-latest.ts';
import { now } from '#apps/cli/arguments.ts';
import { reportMisfits, requirePrivate } from '#apps/cli/commands/audit.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { onStoredLog } from '#apps/cli/stored-log.ts';
import { type StoreOptions, logPathOf } from '#apps/cli/stores.ts';
import { json, message, result } from '#apps/cli/terminal.ts';

const MISFITS = 1;

interface ConsistencyOptions extends StoreOptions {
  readonly checkpoints: string;
  readonly from: string;
  readonly to?: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function consistencyCommand(options: ConsistencyOptions): Promise<number> {
  const files = checkpointsIn(options.checkpoints);
  const from = checkpointAt(files, positionOf('--from', options.from));
  const to = checkpointAt(files, options.to === undefined ? undefined : positionOf('--to', options.to));
  const made = await onStoredLog(options, (stored, progress) => proveConsistency({ stored, from, to, progress }));
  if (made.status === 'misfit') {
    reportMisfits([made.misfit], 0);
    message('Rien n’est prouvé ; decompte audit verify en dit plus.');
    return MISFITS;
  }
  writeFileSync(options.out, `${JSON.stringify(made.proof)}\n`);
  if (options.json === true) json(made.proof);
  else
    result(
      `Preuve que le journal de la position ${from.position} est le début de celui de la position ${to.position} : ${options.out}. ` +
        'Se vérifie hors ligne, sans le journal, par : node apps/audit-verifier/verify.mjs',
    );
  return 0;
}

export function positionOf(option: string, text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Refusal(`${option} est la position d’un point de contrôle, par exemple 178822`);
}

interface SucceedOptions extends StoreOptions {
  readonly checkpoints: string;
  readonly key: string;
  readonly new: string;
  readonly json?: boolean;
}

/** Throws KEY_SUCCEEDED, KEY_SUCCEEDS_ITSELF, KEY_INSIDE_STORE. */
export function succeedCommand(options: SucceedOptions): Promise<number> {
  const { checkpoints: folder, key, new: next } = options;
  for (const path of [key, next]) {
    requireOutsideStore(path, logPathOf(options));
    requirePrivate(path);
  }
  const [before, after] = [readKey(key, 'private'), readKey(next, 'private')];
  const id = keyId(createPublicKey(before));
  const known = successorOf(id, readSuccessions(folder));
  if (known !== undefined) throw refused('KEY_SUCCEEDED', { key: id, by: known.key, since: known.since });
  if (id === keyId(createPublicKey(after))) throw invalid('KEY_SUCCEEDS_ITSELF', { key: id });
  const succession = signSuccession(before, after, now());
  const path = writeSuccession(folder, succession);
  if (options.json === true) json(succession);
  else
    result(
      `La clé ${succession.key} signe depuis le ${succession.since}, à la suite de ${id} : ${path}. Donnez-en copie aux auditeurs, et la clé neuve à qui signe (AUDIT_KEY_FILE).`,
    );
  return Promise.resolve(0);
}
