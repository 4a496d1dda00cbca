/** `decompte audit countersign`, `audit timestamp request | add`: what others say of a checkpoint, kept beside it. */
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readCertificate, writeCountersignature, writeTimestamp } from '#libs/audit/attestations.ts';
import { checkpointsIn } from '#libs/audit/bundle-file.ts';
import { type CheckpointFile, checkpointDigest, keyId, readKey } from '#libs/audit/checkpoint.ts';
import { checkpointFileAt } from '#libs/audit/consistency.ts';
import { countersign } from '#libs/audit/countersignature.ts';
import { refused } from '#libs/audit/refusals.ts';
import { timestampRequest, verifyTimestamp } from '#libs/audit/timestamp/timestamp.ts';
import { now } from '#apps/cli/arguments.ts';
import { positionOf } from '#apps/cli/commands/audit-proofs.ts';
import { requirePrivate } from '#apps/cli/commands/audit.ts';
import { json, result } from '#apps/cli/terminal.ts';

interface AttestOptions {
  readonly checkpoints: string;
  readonly position?: string;
  readonly json?: boolean;
}

function chosen({ checkpoints: folder, position }: AttestOptions): CheckpointFile {
  return checkpointFileAt(
    checkpointsIn(folder),
    position === undefined ? undefined : positionOf('--position', position),
  );
}

/** Throws COUNTERSIGNED_BY_SIGNER, ATTESTED_ALREADY. */
export function countersignCommand(options: AttestOptions & { readonly key: string }): Promise<number> {
  requirePrivate(options.key);
  const key = readKey(options.key, 'private');
  const file = chosen(options);
  const id = keyId(createPublicKey(key));
  if (id === file.checkpoint.key) throw refused('COUNTERSIGNED_BY_SIGNER', { key: id });
  const countersignature = countersign(file.checkpoint, key, now());
  const path = neverTwice(() => writeCountersignature(options.checkpoints, file, countersignature));
  if (options.json === true) json(countersignature);
  else result(`${file.name} contresigné par la clé ${id} : ${path}. Se vérifie avec sa clé publique (--public-key).`);
  return Promise.resolve(0);
}

export function timestampRequestCommand(options: AttestOptions & { readonly out: string }): Promise<number> {
  const file = chosen(options);
  const digest = checkpointDigest(file.checkpoint);
  writeFileSync(options.out, timestampRequest(digest));
  if (options.json === true) json({ checkpoint: file.name, digest, out: options.out });
  else
    result(
      `Demande d’horodatage de ${file.name} (SHA-256 ${digest}) : ${options.out}. Envoyez-la à l’autorité (application/timestamp-query), puis gardez sa réponse : decompte audit timestamp add`,
    );
  return Promise.resolve(0);
}

/** Throws TIMESTAMP_REFUSED, ATTESTED_ALREADY, CERTIFICATE_UNREADABLE. */
export function timestampAddCommand(
  answer: string,
  options: AttestOptions & { readonly tsa: readonly string[] },
): Promise<number> {
  const file = chosen(options);
  const bytes = readFileSync(answer);
  const found = verifyTimestamp(bytes, checkpointDigest(file.checkpoint), options.tsa.map(readCertificate));
  if (found.status === 'fault') throw refused('TIMESTAMP_REFUSED', { path: answer, fault: found.fault });
  const path = neverTwice(() => writeTimestamp(options.checkpoints, file, bytes));
  if (options.json === true) json({ checkpoint: file.name, at: found.at, by: found.by, path });
  else result(`${file.name} existait le ${found.at}, dit ${found.by} : ${path}.`);
  return Promise.resolve(0);
}

/** What `write` gives. Throws ATTESTED_ALREADY where the file is there. */
function neverTwice(write: () => string): string {
  try {
    return write();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && path !== undefined && existsSync(path)) throw refused('ATTESTED_ALREADY', { path });
    throw error;
  }
}
