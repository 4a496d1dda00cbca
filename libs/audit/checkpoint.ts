/**
 * Signed checkpoints: the link and the Merkle root of the log at a position. The key is stored away from the log and auditors keep copies
 * of the checkpoints, so that a truncated log or a recomputed chain is detected.
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
import { writeNewFile } from '#libs/files/new-file.ts';
import { readGivenText } from '#libs/files/given-file.ts';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Keyed, numberKey } from '#libs/kernel/page.ts';
import { compareText } from '#libs/kernel/text.ts';
import { invalid } from '#libs/audit/refusals.ts';
import { hasFields, isLine, strictBase64, strictJson } from '#libs/audit/strict.ts';

/** The format before checkpoints named their predecessor. */
const FORMER = 'decompte-checkpoint-1';
const FORMAT = 'decompte-checkpoint-2';
export const CHECKPOINT_FORMATS = [FORMER, FORMAT] as const;

interface OfBoth {
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

interface FormerCheckpoint extends OfBoth {
  readonly format: typeof FORMER;
}

/** The chain of checkpoints, and the streams of the log. */
export interface Chained {
  /** 1 for the first of a folder, then one more each time. */
  readonly sequence: number;
  /** checkpointDigest of the predecessor; null for the first. */
  readonly previous: string | null;
  /** The number of streams in the log, and the Merkle root over their last revisions (stream-heads.ts). */
  readonly streams: number;
  readonly streamsRoot: string;
}

interface ChainedCheckpoint extends OfBoth, Chained {
  readonly format: typeof FORMAT;
}

export type Checkpoint = FormerCheckpoint | ChainedCheckpoint;

function signedText(checkpoint: Unsigned): string {
  const { format, position, link, root, time, key } = checkpoint;
  const ofBoth = `${position}\n${link}\n${root}\n${time}\n${key}\n`;
  if (format === FORMER) return `${format}\n${ofBoth}`;
  const { sequence, previous, streams, streamsRoot } = checkpoint;
  return `${format}\n${ofBoth}${sequence}\n${previous ?? ''}\n${streams}\n${streamsRoot}\n`;
}

type Unsigned = Omit<FormerCheckpoint, 'signature'> | Omit<ChainedCheckpoint, 'signature'>;

/** Names a checkpoint with its signature: SHA-256 in hexadecimal. The next one is signed over it. */
export function checkpointDigest(checkpoint: Checkpoint): string {
  return createHash('sha256')
    .update(`${signedText(checkpoint)}${checkpoint.signature}\n`)
    .digest('hex');
}

/** 0 for the former format. */
export function sequenceOf(checkpoint: Checkpoint): number {
  return checkpoint.format === FORMAT ? checkpoint.sequence : 0;
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
    pem = readGivenText(path);
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
  what: Pick<OfBoth, 'position' | 'link' | 'root' | 'time'> & Chained,
  privateKey: KeyObject,
): Checkpoint {
  const { position, link, root, time, sequence, previous, streams, streamsRoot } = what;
  const key = keyId(createPublicKey(privateKey));
  const unsigned = {
    format: FORMAT,
    sequence,
    previous,
    position,
    link,
    root,
    streams,
    streamsRoot,
    time,
    key,
  } as const;
  return { ...unsigned, signature: sign(null, Buffer.from(signedText(unsigned)), privateKey).toString('base64') };
}

export function isSignedBy(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  return checkpoint.key === keyId(publicKey) && isSignature(checkpoint.signature, signedText(checkpoint), publicKey);
}

/** Whether `signature` (base64) is the Ed25519 signature of the text `signed` by the key. */
export function isSignature(signature: string, signed: string, publicKey: KeyObject): boolean {
  const bytes = strictBase64(signature);
  return bytes !== undefined && verify(null, Buffer.from(signed), publicKey, bytes);
}

/** A file in a folder of checkpoints. */
export interface CheckpointFile {
  readonly name: string;
  readonly checkpoint: Checkpoint;
}

/** If two have one position (the log lost its end, or was carried over), the name of the second includes its link. */
function checkpointName(folder: string, { position, link }: Checkpoint): string {
  const name = `checkpoint-${position}.json`;
  return existsSync(join(folder, name)) ? `checkpoint-${position}-${link.slice(0, 8)}.json` : name;
}

/** The checkpoints of a folder, by position. Throws DomainError for an unreadable folder or checkpoint. */
export function readCheckpoints(folder: string): CheckpointFile[] {
  return checkpointNames(folder)
    .map((name) => read(folder, name))
    .sort(({ checkpoint: a }, { checkpoint: b }) => a.position - b.position || Date.parse(a.time) - Date.parse(b.time));
}

function checkpointNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^checkpoint-.*\.json$/.test(name));
  } catch (error) {
    throw invalid('CHECKPOINTS_UNREADABLE', { folder, reason: reason(error) });
  }
}

/** The same; a folder that does not exist yet counts as empty. */
export function checkpointsSoFar(folder: string): CheckpointFile[] {
  return existsSync(folder) ? readCheckpoints(folder) : [];
}

/** The checkpoints of a folder that may not exist, newest first, each read on demand. Throws as `readCheckpoints`. */
export function* checkpointsFromNewest(folder: string): Iterable<CheckpointFile> {
  for (const { name } of namesByPosition(folder).reverse()) yield read(folder, name);
}

/** Those after a key, by position, each with its key and read on demand: a page reads no other files. Throws as `readCheckpoints`. */
export async function* checkpointsAfter(
  folder: string,
  after: string,
): AsyncIterable<readonly Keyed<CheckpointFile>[]> {
  for (const { name, position, second } of namesByPosition(folder)) {
    const key = `${numberKey(position)}${second}`;
    if (compareText(key, after) > 0) yield [[key, read(folder, name)]];
  }
}

/** Those of a position, the first one before those that came after it: files whose names tell another position are not read. Throws as `readCheckpoints`. */
export function checkpointsOf(folder: string, position: number): CheckpointFile[] {
  return namesByPosition(folder)
    .filter((one) => one.position === position || one.position === UNTOLD)
    .map(({ name }) => read(folder, name))
    .filter(({ checkpoint }) => checkpoint.position === position);
}

/** Those with another name than the given ones. Throws as `readCheckpoints`. */
export function checkpointsBesides(folder: string, seen: ReadonlySet<string>): CheckpointFile[] {
  return namesByPosition(folder)
    .filter(({ name }) => !seen.has(name))
    .map(({ name }) => read(folder, name));
}

const UNTOLD = 0;

interface PlacedName {
  readonly name: string;
  /** UNTOLD for a name that somebody else gave. */
  readonly position: number;
  /** What distinguishes a second checkpoint of its position; empty for the first. */
  readonly second: string;
}

/** Empty for a folder that does not exist. */
function namesByPosition(folder: string): PlacedName[] {
  if (!existsSync(folder)) return [];
  return checkpointNames(folder)
    .map((name) => {
      const [, position = UNTOLD, second = name] = /^checkpoint-(\d+)(.*)\.json$/.exec(name) ?? [];
      return { name, position: Number(position), second };
    })
    .sort((a, b) => a.position - b.position || compareText(a.second, b.second));
}

function read(folder: string, name: string): CheckpointFile {
  return { name, checkpoint: parse(join(folder, name)) };
}

/** Never overwrites a checkpoint. */
export function writeCheckpoint(folder: string, checkpoint: Checkpoint): string {
  const path = join(folder, checkpointName(folder, checkpoint));
  writeNewFile(path, `${JSON.stringify(checkpoint, null, 2)}\n`);
  return path;
}

function parse(path: string): Checkpoint {
  let value: unknown;
  try {
    value = strictJson(readGivenText(path));
  } catch (error) {
    throw invalid('CHECKPOINT_UNREADABLE', { path, reason: reason(error) });
  }
  if (!isCheckpoint(value)) throw invalid('CHECKPOINT_INVALID', { path, format: FORMAT });
  return value;
}

const FIELDS = ['format', 'position', 'link', 'root', 'time', 'key', 'signature'];
const CHAINED = ['sequence', 'previous', 'streams', 'streamsRoot'];

function isCheckpoint(value: unknown): value is Checkpoint {
  const isOfBoth = hasFields(value, FIELDS);
  if (!isOfBoth && !hasFields(value, [...FIELDS, ...CHAINED])) return false;
  const { format, position, link, root, time, key, signature } = value;
  return (
    (isOfBoth ? format === FORMER : format === FORMAT && isChained(value)) &&
    isPositive(position) &&
    isHash(link) &&
    isHash(root) &&
    [time, key, signature].every(isLine)
  );
}

function isChained({ sequence, previous, streams, streamsRoot }: Record<string, unknown>): boolean {
  return isPositive(sequence) && (previous === null || isHash(previous)) && isPositive(streams) && isHash(streamsRoot);
}

function isPositive(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
