/** `decompte audit consistency | prove-published | keys | succeed`: proofs under checkpoints, and the history of the keys that sign them. */
import { createPublicKey } from 'node:crypto';
import { checkpointsIn } from '#libs/audit/bundle-file.ts';
import { keyId, readCheckpoints, readKey } from '#libs/audit/checkpoint.ts';
import { checkpointAt, proveConsistency } from '#libs/audit/consistency.ts';
import {
  keysInHistory,
  readSuccessions,
  signSuccession,
  successorOf,
  writeSuccession,
} from '#libs/audit/key-history.ts';
import { provePublished } from '#libs/feed/prove-published.ts';
import { invalid, refused } from '#libs/audit/refusals.ts';
import { requireOutsideStore } from '#libs/audit/sign-latest.ts';
import { instantNow } from '#apps/cli/arguments.ts';
import { reportMisfits, requirePrivate } from '#apps/cli/commands/audit.ts';
import { offlineCheck } from '#apps/cli/offline-check.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { onStoredLog } from '#apps/cli/stored-log.ts';
import { counted } from '#libs/kernel/counted.ts';
import { type StoreOptions, logPathOf, openLog } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { writeWhole } from '#apps/cli/files.ts';

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
  const from = checkpointAt(files, checkpointOption('--from', options.from));
  const to = checkpointAt(files, options.to === undefined ? undefined : checkpointOption('--to', options.to));
  const made = await onStoredLog(options, (stored, progress) => proveConsistency({ stored, from, to, progress }));
  if (made.status === 'misfit') {
    reportMisfits([made.misfit], 0);
    message('Rien n’est prouvé ; decompte audit verify en dit plus.');
    return MISFITS;
  }
  writeWhole(options.out, `${JSON.stringify(made.proof)}\n`);
  if (options.json === true) printJson(made.proof);
  else
    result(
      `Preuve que le journal de la position ${from.position} est le début de celui de la position ${to.position} : ${options.out}. ` +
        offlineCheck('verify', { file: options.out, checkpoints: options.checkpoints }),
    );
  return 0;
}

interface PublishedOptions extends StoreOptions {
  readonly checkpoints: string;
  readonly out: string;
  readonly json?: boolean;
}

/** Throws the errors of `provePublished`. */
export async function provePublishedCommand(ids: readonly string[], options: PublishedOptions): Promise<number> {
  const { checkpoints: folder, out } = options;
  const log = await openLog(options);
  try {
    const made = await onStoredLog(options, (stored, progress) =>
      provePublished({ log, stored, folder, ids, progress }),
    );
    writeWhole(out, made.bundle);
    if (options.json === true) printJson(made);
    else
      result(
        `${counted(made.proved.length, 'événement publié prouvé', 'événements publiés prouvés')} par le point de contrôle de la position ${made.checkpoint} : ${out}. ` +
          offlineCheck('verify', { file: out, checkpoints: folder }),
      );
    return 0;
  } finally {
    await log.close();
  }
}

interface KeysOptions {
  readonly checkpoints: string;
  readonly publicKey?: readonly string[];
  readonly json?: boolean;
}

export function keysCommand({ checkpoints: folder, publicKey = [], ...options }: KeysOptions): Promise<number> {
  const trusted = publicKey.map((path) => readKey(path, 'public'));
  const checkpoints = readCheckpoints(folder).map(({ checkpoint }) => checkpoint);
  const keys = keysInHistory(trusted, readSuccessions(folder), checkpoints);
  if (options.json === true) printJson(keys);
  else
    result(
      table(
        ['clé', 'depuis', 'jusqu’à', 'à la suite de', 'points de contrôle'],
        keys.map(({ key, since, until, previous, checkpoints: count }) => [
          key,
          since ?? 'le début',
          until ?? '',
          previous ?? '',
          String(count),
        ]),
      ),
    );
  return Promise.resolve(0);
}

export function checkpointOption(option: string, text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CliRefusal(`${option} est la position d’un point de contrôle, par exemple 178822`);
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
  const succession = signSuccession(before, after, instantNow());
  const path = writeSuccession(folder, succession);
  if (options.json === true) printJson(succession);
  else
    result(
      `La clé ${succession.key} signe depuis le ${succession.since}, à la suite de ${id} : ${path}. Donnez-en copie aux auditeurs, et la clé neuve à qui signe (AUDIT_KEY_FILE).`,
    );
  return Promise.resolve(0);
}
