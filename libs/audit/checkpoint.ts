/**
 * Signed checkpoints: the link and the Merkle root of the log at a position. The key is kept away from the store and auditors
 * keep copies of the checkpoints, so that neither a truncated log nor a recomputed chain passes.
 */
import {
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invalid } from '#libs/audit/refusals.ts';

const FORMAT = 'decompte-checkpoint-1';

export interface Checkpoint {
  readonly format: typeof FORMAT;
  readonly position: number;
  readonly link: string;
  readonly root: string;
  /** When it was signed, ISO 8601, UTC. */
  readonly time: string;
  /** Id of the key that signed it (keyId). */
  readonly key: string;
  /** Ed25519 over signedText, in base64. */
  readonly signature: string;
}

/** The text that is signed. */
function signedText({ position, link, root, time, key }: Omit<Checkpoint, 'format' | 'signature'>): string {
  return `${FORMAT}\n${position}\n${link}\n${root}\n${time}\n${key}\n`;
}

/** The first 32 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

export function makeKeyPair(): { readonly privatePem: string; readonly publicPem: string; readonly id: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    id: keyId(publicKey),
  };
}

/** Throws DomainError for a file without an Ed25519 key of this kind. */
export function readKey(path: string, kind: 'private' | 'public'): KeyObject {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw invalid('KEY_UNREADABLE', { path, reason: reason(error) });
  }
  // Node derives a public key from a private one, but a private key must not be accepted as a public one.
  const isPrivate = pem.includes('PRIVATE KEY');
  if (isPrivate !== (kind === 'private')) throw invalid('KEY_OF_OTHER_KIND', { path, expected: kind });
  try {
    const key = kind === 'private' ? createPrivateKey(pem) : createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The check below reports it with the same message.
  }
  throw invalid('KEY_NOT_ED25519', { path });
}

export function signCheckpoint(
  what: Pick<Checkpoint, 'position' | 'link' | 'root' | 'time'>,
  privateKey: KeyObject,
): Checkpoint {
  const unsigned = { ...what, key: keyId(createPublicKey(privateKey)) };
  return {
    format: FORMAT,
    ...unsigned,
    signature: sign(null, Buffer.from(signedText(unsigned)), privateKey).toString('base64'),
  };
}

export function isSignedBy(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  return (
    checkpoint.key === keyId(publicKey) &&
    verify(null, Buffer.from(signedText(checkpoint)), publicKey, Buffer.from(checkpoint.signature, 'base64'))
  );
}

/** One file of a folder of checkpoints. */
export interface CheckpointFile {
  readonly name: string;
  readonly checkpoint: Checkpoint;
}

function checkpointName(position: number): string {
  return `checkpoint-${position}.json`;
}

/** The checkpoints of a folder, by position. Throws DomainError for an unreadable folder or checkpoint. */
export function readCheckpoints(folder: string): CheckpointFile[] {
  return checkpointNames(folder)
    .map((name) => ({ name, checkpoint: parse(join(folder, name)) }))
    .sort(({ checkpoint: a }, { checkpoint: b }) => a.position - b.position || Date.parse(a.time) - Date.parse(b.time));
}

function checkpointNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^checkpoint-.*\.json$/.test(name));
  } catch (error) {
    throw invalid('CHECKPOINTS_UNREADABLE', { folder, reason: reason(error) });
  }
}

/** The same; a folder that no checkpoint made yet is an empty one. */
export function checkpointsSoFar(folder: string): CheckpointFile[] {
  return existsSync(folder) ? readCheckpoints(folder) : [];
}

/** Those of a folder, which may not be there, the newest first, each read when it is asked for. Throws as `readCheckpoints`. */
export function* checkpointsFromNewest(folder: string): Iterable<CheckpointFile> {
  if (!existsSync(folder)) return;
  const byPosition = checkpointNames(folder).sort((a, b) => positionIn(b) - positionIn(a));
  for (const name of byPosition) yield { name, checkpoint: parse(join(folder, name)) };
}

function positionIn(name: string): number {
  return Number(/^checkpoint-(\d+)/.exec(name)?.[1] ?? 0);
}

/** Never overwrites a checkpoint. */
export function writeCheckpoint(folder: string, checkpoint: Checkpoint): string {
  const name = checkpointName(checkpoint.position);
  // That of the log that this one was carried over from has the name.
  const isTaken = existsSync(join(folder, name));
  const path = join(folder, isTaken ? name.replace('.json', `-${checkpoint.link.slice(0, 8)}.json`) : name);
  writeFileSync(path, `${JSON.stringify(checkpoint, null, 2)}\n`, { flag: 'wx' });
  return path;
}

function parse(path: string): Checkpoint {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw invalid('CHECKPOINT_UNREADABLE', { path, reason: reason(error) });
  }
  if (!isCheckpoint(value)) throw invalid('CHECKPOINT_INVALID', { path, format: FORMAT });
  return value;
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== 'object' || value === null) return false;
  const { format, position, link, root, time, key, signature } = value as Record<string, unknown>;
  return (
    format === FORMAT &&
    Number.isSafeInteger(position) &&
    (position as number) > 0 &&
    [link, root].every((text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)) &&
    [time, key, signature].every((text) => typeof text === 'string' && !text.includes('\n'))
  );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
