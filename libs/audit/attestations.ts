/**
 * Attestations of checkpoints by others, stored beside them: countersignatures (`countersignature-<checkpoint>-<key>.json`) and time stamps
 * (`timestamp-<checkpoint>.tsr`). Each is named after its checkpoint.
 */
import { type KeyObject, X509Certificate } from 'node:crypto';
import { writeNewFile } from '#libs/files/new-file.ts';
import { readGivenFile } from '#libs/files/given-file.ts';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Checkpoint, type CheckpointFile, checkpointDigest, keyId } from '#libs/audit/checkpoint.ts';
import { type Countersignature, isCountersignedBy, parseCountersignature } from '#libs/audit/countersignature.ts';
import { keysLinkedTo, readSuccessions } from '#libs/audit/key-history.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { invalid, refused } from '#libs/audit/refusals.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { verifyTimestamp } from '#libs/audit/timestamp/timestamp.ts';

const COUNTERSIGNATURE = /^countersignature-(?<of>.+)-[0-9a-f]{8}\.json$/;
const TIMESTAMP = /^timestamp-(?<of>.+)\.tsr$/;
const KEY_LENGTH = 8;

/** The trusted keys and authorities. */
interface Trusted {
  readonly publicKeys: readonly KeyObject[];
  /** Certificates of time stamp authorities, or of their issuers. */
  readonly authorities: readonly X509Certificate[];
}

export interface AttestationCounts {
  /** Numbers of checkpoints with a verified countersignature, and with a verified time stamp. */
  readonly countersigned: number;
  readonly stamped: number;
  /** Attestations by keys and authorities that are not given. */
  readonly unverified: number;
  readonly misfits: readonly Misfit[];
}

/** Throws CERTIFICATE_UNREADABLE. */
export function readCertificate(path: string): X509Certificate {
  try {
    return new X509Certificate(readGivenFile(path));
  } catch (error) {
    throw invalid('CERTIFICATE_UNREADABLE', { path, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** The part of a checkpoint's name that its attestations share: `1234` of `checkpoint-1234.json`. */
function stemOf({ name }: Pick<CheckpointFile, 'name'>): string {
  return name.replace(/^checkpoint-/, '').replace(/\.json$/, '');
}

/** Gives its path. Throws COUNTERSIGNED_BY_SIGNER, ATTESTED_ALREADY, and COUNTERSIGNATURE_REFUSED if it signs another checkpoint. */
export function keepCountersignature(
  folder: string,
  file: CheckpointFile,
  countersignature: Countersignature,
  publicKey: KeyObject | undefined,
): string {
  const { key, checkpoint } = countersignature;
  if (keysLinkedTo(file.checkpoint.key, readSuccessions(folder)).has(key))
    throw refused('COUNTERSIGNED_BY_SIGNER', { key });
  const isOfIt = publicKey !== undefined && isCountersignedBy(countersignature, publicKey);
  if (!isOfIt || checkpoint !== checkpointDigest(file.checkpoint)) throw refused('COUNTERSIGNATURE_REFUSED', { key });
  const name = `countersignature-${stemOf(file)}-${key.slice(0, KEY_LENGTH)}.json`;
  return kept(join(folder, name), `${JSON.stringify(countersignature, null, 2)}\n`);
}

interface KeptStamp {
  readonly path: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The subject of the certificate that signed. */
  readonly by: string;
}

/** Throws TIMESTAMP_REFUSED, ATTESTED_ALREADY. */
export function keepTimestamp(
  folder: string,
  file: CheckpointFile,
  answer: Buffer,
  authorities: readonly X509Certificate[],
): KeptStamp {
  const found = verifyTimestamp(answer, checkpointDigest(file.checkpoint), authorities);
  if (found.status === 'fault') throw refused('TIMESTAMP_REFUSED', { fault: found.fault });
  const path = kept(join(folder, `timestamp-${stemOf(file)}.tsr`), answer);
  return { path, at: found.at, by: found.by };
}

/** Never overwrites one. */
function kept(path: string, content: string | Buffer): string {
  if (existsSync(path)) throw refused('ATTESTED_ALREADY', { file: basename(path) });
  writeNewFile(path, content);
  return path;
}

/** The names of the files beside a checkpoint that attest it. */
export function attestationsOf(folder: string, file: CheckpointFile): readonly string[] {
  const stem = stemOf(file);
  return readdirSync(folder)
    .filter((name) => [COUNTERSIGNATURE, TIMESTAMP].some((pattern) => pattern.exec(name)?.groups?.['of'] === stem))
    .sort();
}

/** Throws ATTESTATION_UNREADABLE, COUNTERSIGNATURE_INVALID, SUCCESSION_INVALID. An attestation of an absent checkpoint is a misfit. */
export function checkAttestations(
  folder: string,
  files: readonly CheckpointFile[],
  trusted: Trusted,
): AttestationCounts {
  const byStem = new Map(files.map((file) => [stemOf(file), file]));
  const successions = readSuccessions(folder);
  const signersOf = memoised((key: string) => keysLinkedTo(key, successions));
  const verified = { countersigned: new Set<string>(), stamped: new Set<string>() };
  const misfits: Misfit[] = [];
  let unverified = 0;
  for (const name of readdirSync(folder).sort()) {
    const [countersigned, stamped] = [COUNTERSIGNATURE, TIMESTAMP].map((pattern) => pattern.exec(name)?.groups?.['of']);
    const of = countersigned ?? stamped;
    if (of === undefined) continue;
    const file = byStem.get(of);
    if (file === undefined) {
      misfits.push({ kind: 'checkpoint', finding: { code: 'ATTESTED_CHECKPOINT_MISSING', data: { file: name } } });
      continue;
    }
    const attestation = { path: join(folder, name), name, checkpoint: file.checkpoint };
    const said =
      countersigned === undefined
        ? stampIn(attestation, trusted)
        : countersignatureIn(attestation, trusted, signersOf(file.checkpoint.key));
    if (said === 'unverified') unverified++;
    else if (typeof said === 'string') verified[said].add(checkpointDigest(file.checkpoint));
    else misfits.push({ kind: 'checkpoint', finding: said });
  }
  return { countersigned: verified.countersigned.size, stamped: verified.stamped.size, unverified, misfits };
}

/** A file beside a checkpoint, named after it. */
interface Attestation {
  readonly path: string;
  readonly name: string;
  readonly checkpoint: Checkpoint;
}

/** `signers`: keys of the signers of the checkpoint, trusted or not; their countersignature proves nothing. */
function countersignatureIn(
  { path, name, checkpoint }: Attestation,
  { publicKeys }: Trusted,
  signers: ReadonlySet<string>,
) {
  const wrong = { code: 'COUNTERSIGNATURE_WRONG', data: { file: name } } as const;
  const found = parse(path);
  if (signers.has(found.key)) return wrong;
  const publicKey = publicKeys.find((key) => keyId(key) === found.key);
  if (publicKey === undefined) return 'unverified';
  const isOfIt = found.checkpoint === checkpointDigest(checkpoint) && isCountersignedBy(found, publicKey);
  return isOfIt ? 'countersigned' : wrong;
}

function stampIn({ path, name, checkpoint }: Attestation, { authorities }: Trusted) {
  const found = verifyTimestamp(attestationIn(path), checkpointDigest(checkpoint), authorities);
  if (found.status === 'stamped') return 'stamped';
  // An unknown authority can be neither confirmed nor refuted.
  if (found.fault === 'SIGNER_UNKNOWN' && authorities.length === 0) return 'unverified';
  return { code: 'TIMESTAMP_WRONG', data: { file: name, fault: found.fault } } as const;
}

/** Throws ATTESTATION_UNREADABLE. */
function attestationIn(path: string): Buffer {
  try {
    return readGivenFile(path);
  } catch (error) {
    throw invalid('ATTESTATION_UNREADABLE', { path, reason: error instanceof Error ? error.message : String(error) });
  }
}

function parse(path: string): Countersignature {
  const found = parseCountersignature(attestationIn(path).toString('utf8'));
  if (found === undefined) throw invalid('COUNTERSIGNATURE_INVALID', { path });
  return found;
}
