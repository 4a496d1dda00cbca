/** `decompte keys status | rotate`: the keys of patients, and the key that wraps them. */
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { counted } from '#libs/kernel/counted.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { fingerprintOf } from '#libs/patient-keys/wrapping.ts';
import { areKeysThere, moveKeys, openKeys } from '#libs/runtime/keys.ts';
import { KEY_FILE_PATH } from '#libs/runtime/variable-kinds.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openLog, storePathsOf, storesExist } from '#apps/cli/stores.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';

interface KeysOptions extends StoreOptions {
  readonly to?: string;
  readonly json?: boolean;
}

export async function keyStatusCommand(options: KeysOptions): Promise<number> {
  const keys = await openKeys(await placesOf(options));
  const status = await keys.status();
  await keys.close();
  if (options.json === true) printJson(status);
  else
    result(
      `${counted(status.keys, 'clé')}, ${counted(status.destroyed, 'détruite')}, protégées par la clé ${status.wrappedBy}.`,
    );
  return 0;
}

/**
 * Without `--to` a new key replaces the old one in its file, where running services read it. With `--to`, stop the services first and start
 * them with the new file.
 */
export async function rotateCommand(options: KeysOptions): Promise<number> {
  const places = await placesOf(options);
  // An older copy, or one of before an erasure, is to be replaced by the last one, which only the key of now opens.
  if (storesExist(options)) await (await openLog(options)).close();
  const keys = await openKeys(places);
  try {
    const file = new KeyFile(places.file);
    const before = await keys.status();
    const next = options.to === undefined ? file.prepareNext() : new KeyFile(checked(options.to)).read();
    if (fingerprintOf(next) === before.wrappedBy)
      throw new CliRefusal(
        '--to a la clé qui protège déjà les clés : les copies d’avant de keys.db s’ouvriraient encore',
      );
    await keys.rotate(next);
    const status = await keys.status();
    // Moves the key into place. Another rotation may have followed.
    if (options.to === undefined) file.matching(status.wrappedBy);
    if (options.json === true) printJson(status);
    else {
      result(`${counted(status.keys, 'clé protégée', 'clés protégées')} par la nouvelle clé ${status.wrappedBy}.`);
      message(
        options.to === undefined
          ? 'L’ancienne n’est plus nulle part ici. Détruisez-en les copies : les sauvegardes d’avant de keys.db ne valent plus rien sans elle.'
          : `Réglez PATIENT_KEY_FILE=${options.to}, relancez les services, puis détruisez l’ancien fichier et ses copies.`,
      );
    }
    return 0;
  } finally {
    await keys.close();
  }
}

/** Moves the keys from the file beside the log to the server of KEY_STORE_URL, for services on several machines. */
export async function moveCommand(options: KeysOptions): Promise<number> {
  const { keys } = storePathsOf(options);
  const server = keys?.server;
  if (keys === undefined || server === undefined)
    throw new CliRefusal('réglez KEY_STORE_URL, la base qui les reçoit, et EVENT_STORE_URL, le serveur du journal');
  if (!existsSync(keys.store)) throw new CliRefusal(`il n’y a pas de clés dans ${keys.store}`);
  const status = await moveKeys(keys, { ...keys, server });
  if (options.json === true) printJson(status);
  else {
    result(`${counted(status.keys, 'clé')} dans KEY_STORE_URL.`);
    message(
      `${keys.store} n’en a plus aucune : ce qui enregistrait avec lui s’arrête. Donnez KEY_STORE_URL à tous les services, et relancez-les ; ses sauvegardes gardent les clés d’avant.`,
    );
  }
  return 0;
}

async function placesOf(options: KeysOptions) {
  const { keys } = storePathsOf(options);
  if (keys === undefined || !(await areKeysThere(keys)))
    throw new CliRefusal(
      'il n’y a pas de clés de patients ici : le journal est en clair ou vide, ou leur fichier keys.db n’y est plus',
    );
  return keys;
}

function checked(path: string): string {
  if (!existsSync(path))
    throw new CliRefusal(
      `il n’y a pas de fichier ${path} ; faites-y d’abord la nouvelle clé, pour vous seul : (umask 077; head -c 32 /dev/urandom | base64 > ${quoted(path)})`,
    );
  const read = v.safeParse(KEY_FILE_PATH, path);
  if (!read.success) throw new CliRefusal(`--to ${read.issues[0].message}`);
  return read.output;
}
