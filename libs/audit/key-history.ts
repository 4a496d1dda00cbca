/**
 * The history of the keys that sign checkpoints. A new key replaces the old one by a succession that both keys sign, stored beside the
 * checkpoints (`key-<id>.json`): anyone who trusts one of them can verify the signatures of the others, each in its period.
 */
import { type KeyObject, createPublicKey, sign } from 'node:crypto';
import { writeNewFile } from '#libs/files/new-file.ts';
import { readGivenText } from '#libs/files/given-file.ts';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, isSignature, keyId } from '#libs/audit/checkpoint.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { compareText } from '#libs/kernel/text.ts';
import { invalid } from '#libs/audit/refusals.ts';
import { hasFields, isLine, strictBase64, strictJson } from '#libs/audit/strict.ts';

const FORMAT = 'decompte-key-1';
const FILE = /^key-[0-9a-f]{32}\.json$/;

export interface KeySuccession {
  readonly format: typeof FORMAT;
  /** Ids (keyId) and public keys (SPKI, DER, base64) of the key before and of the new one. */
  readonly previous: string;
  readonly previousPublicKey: string;
  readonly key: string;
  readonly publicKey: string;
  /** The instant from which only the new key signs, ISO 8601. */
  readonly since: string;
  /** Ed25519 over successionText, in base64, by the key before. */
  readonly previousSignature: string;
  /** The same by the new key. */
  readonly signature: string;
}

/** A file in a folder of checkpoints. */
export interface SuccessionFile {
  readonly name: string;
  readonly succession: KeySuccession;
}

/** A key with the time during which its signatures count. */
export interface TrustedKey {
  readonly publicKey: KeyObject;
  since: string | undefined;
  until: string | undefined;
}

type Unsigned = Omit<KeySuccession, 'format' | 'previousSignature' | 'signature'>;

function successionText({ previous, previousPublicKey, key, publicKey, since }: Unsigned): string {
  return `${FORMAT}\n${previous}\n${previousPublicKey}\n${key}\n${publicKey}\n${since}\n`;
}

/** Both keys are private ones. */
export function signSuccession(previous: KeyObject, next: KeyObject, since: string): KeySuccession {
  const [before, after] = [createPublicKey(previous), createPublicKey(next)];
  const unsigned: Unsigned = {
    previous: keyId(before),
    previousPublicKey: written(before),
    key: keyId(after),
    publicKey: written(after),
    since,
  };
  const text = Buffer.from(successionText(unsigned));
  const signedBy = (key: KeyObject): string => sign(null, text, key).toString('base64');
  return { format: FORMAT, ...unsigned, previousSignature: signedBy(previous), signature: signedBy(next) };
}

/** Never overwrites one. Gives its path. */
export function writeSuccession(folder: string, succession: KeySuccession): string {
  const path = join(folder, `key-${succession.key}.json`);
  writeNewFile(path, `${JSON.stringify(succession, null, 2)}\n`);
  return path;
}

/** The successions of a folder that may not exist. Throws SUCCESSION_INVALID. */
export function readSuccessions(folder: string): readonly SuccessionFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort()
    .map((name) => ({ name, succession: parse(join(folder, name)) }));
}

function parse(path: string): KeySuccession {
  const fields = ['previous', 'previousPublicKey', 'key', 'publicKey', 'since', 'previousSignature', 'signature'];
  try {
    const value = strictJson(readGivenText(path));
    const isOne = hasFields(value, ['format', ...fields]) && Object.values(value).every(isLine);
    if (isOne && value['format'] === FORMAT) return value as unknown as KeySuccession;
  } catch {
    // Refused below in the same words.
  }
  throw invalid('SUCCESSION_INVALID', { path, format: FORMAT });
}

/**
 * The keys that follow from the trusted ones by correctly signed successions, with the period of each; and the successions that are signed
 * incorrectly, or give one key two successors.
 */
export function trustedKeys(
  publicKeys: readonly KeyObject[],
  successions: readonly SuccessionFile[],
): { readonly keys: ReadonlyMap<string, TrustedKey>; readonly faults: readonly Misfit[] } {
  const keys = new Map<string, TrustedKey>();
  const trust = (publicKey: KeyObject): TrustedKey => {
    const id = keyId(publicKey);
    const known = keys.get(id) ?? { publicKey, since: undefined, until: undefined };
    keys.set(id, known);
    return known;
  };
  for (const publicKey of publicKeys) trust(publicKey);
  const sound = successions.filter(({ succession }) => isRightlySigned(succession));
  const left = new Set(sound);
  for (let before = -1; left.size !== before;) {
    before = left.size;
    for (const file of left) {
      const { previous, key, previousPublicKey, publicKey, since } = file.succession;
      if (!keys.has(previous) && !keys.has(key)) continue;
      left.delete(file);
      trust(read(previousPublicKey)).until = since;
      trust(read(publicKey)).since = since;
    }
  }
  const wrong = successions
    .filter((file) => !sound.includes(file))
    .map(({ name }): Misfit => ({
      kind: 'checkpoint',
      finding: { code: 'KEY_SUCCESSION_WRONG', data: { file: name } },
    }));
  return { keys, faults: [...wrong, ...succeededTwice(sound)] };
}

function succeededTwice(files: readonly SuccessionFile[]): readonly Misfit[] {
  return [...Map.groupBy(files, ({ succession }) => succession.previous)].flatMap(([key, some]): Misfit[] =>
    some.length < 2
      ? []
      : [
          {
            kind: 'checkpoint',
            finding: { code: 'KEY_SUCCEEDED_TWICE', data: { key, files: some.map(({ name }) => name) } },
          },
        ],
  );
}

/** A key in the history of a folder's signing keys. */
export interface KeyInHistory {
  readonly key: string;
  /** SPKI, DER, base64; null if only its checkpoints are known. */
  readonly publicKey: string | null;
  /** The period in which its signatures count, ISO 8601 instants; null: from the beginning, or still open. */
  readonly since: string | null;
  readonly until: string | null;
  /** The key that it replaced, by `key-<id>.json`, which both signed. */
  readonly previous: string | null;
  /** How many checkpoints it signed. */
  readonly checkpoints: number;
}

/** The oldest first. `publicKeys`: the trusted keys. Successions that are signed incorrectly are left out: `audit verify` names them. */
export function keysInHistory(
  publicKeys: readonly KeyObject[],
  successions: readonly SuccessionFile[],
  checkpoints: readonly Checkpoint[],
): readonly KeyInHistory[] {
  const sound = successions.map(({ succession }) => succession).filter(isRightlySigned);
  const known = new Map<string, string | null>(checkpoints.map(({ key }) => [key, null]));
  for (const publicKey of publicKeys) known.set(keyId(publicKey), written(publicKey));
  for (const { previous, previousPublicKey, key, publicKey } of sound)
    known.set(previous, previousPublicKey).set(key, publicKey);
  const found = [...known].map(([key, publicKey]): KeyInHistory => {
    const from = sound.find((one) => one.key === key);
    return {
      key,
      publicKey,
      since: from?.since ?? null,
      until: sound.find((one) => one.previous === key)?.since ?? null,
      previous: from?.previous ?? null,
      checkpoints: checkpoints.filter((one) => one.key === key).length,
    };
  });
  return found.sort((a, b) => compareText(a.since ?? '', b.since ?? '') || compareText(a.key, b.key));
}

/** Whether the key signed in its time. */
export function isInTime({ since, until }: TrustedKey, { time }: Pick<Checkpoint, 'time'>): boolean {
  const at = Date.parse(time);
  return (since === undefined || at >= Date.parse(since)) && (until === undefined || at <= Date.parse(until));
}

/** The succession of a key; undefined for the present signing key. */
export function successorOf(id: string, successions: readonly SuccessionFile[]): KeySuccession | undefined {
  return successions.find(({ succession }) => succession.previous === id)?.succession;
}

/** A key with all its predecessors and successors: they belong to one signer. */
export function keysLinkedTo(id: string, successions: readonly SuccessionFile[]): ReadonlySet<string> {
  const linked = new Set([id]);
  const sound = successions.filter(({ succession }) => isRightlySigned(succession));
  for (let before = 0; linked.size !== before;) {
    before = linked.size;
    for (const { succession } of sound)
      if (linked.has(succession.previous) || linked.has(succession.key))
        linked.add(succession.previous).add(succession.key);
  }
  return linked;
}

function isRightlySigned(succession: KeySuccession): boolean {
  try {
    const [before, after] = [read(succession.previousPublicKey), read(succession.publicKey)];
    const text = successionText(succession);
    return (
      keyId(before) === succession.previous &&
      keyId(after) === succession.key &&
      isSignature(succession.previousSignature, text, before) &&
      isSignature(succession.signature, text, after)
    );
  } catch {
    // Bytes that are no key cannot sign.
    return false;
  }
}

function written(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

function read(publicKey: string): KeyObject {
  const key = createPublicKey({ key: strictBase64(publicKey) ?? Buffer.alloc(0), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('the key of a succession is not an Ed25519 one');
  return key;
}
