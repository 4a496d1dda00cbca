/** `decompte audit countersign`, `audit timestamp request | add`: attestations of a checkpoint by others, stored beside it. */
import { createPublicKey } from 'node:crypto';
import { readGivenFile } from '#libs/files/given-file.ts';
import { keepCountersignature, keepTimestamp, readCertificate } from '#libs/audit/attestations.ts';
import { checkpointsIn } from '#libs/audit/bundle-file.ts';
import { type CheckpointFile, checkpointDigest, readKey } from '#libs/audit/checkpoint.ts';
import { checkpointFileAt } from '#libs/audit/consistency.ts';
import { countersign } from '#libs/audit/countersignature.ts';
import { timestampRequest } from '#libs/audit/timestamp/timestamp.ts';
import { instantNow } from '#apps/cli/arguments.ts';
import { checkpointOption } from '#apps/cli/commands/audit-proofs.ts';
import { requirePrivate } from '#apps/cli/commands/audit.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { writeWhole } from '#apps/cli/files.ts';

interface AttestOptions {
  readonly checkpoints: string;
  readonly position?: string;
  readonly json?: boolean;
}

function chosen({ checkpoints: folder, position }: AttestOptions): CheckpointFile {
  return checkpointFileAt(
    checkpointsIn(folder),
    position === undefined ? undefined : checkpointOption('--position', position),
  );
}

/** Throws COUNTERSIGNED_BY_SIGNER, ATTESTED_ALREADY. */
export function countersignCommand(options: AttestOptions & { readonly key: string }): Promise<number> {
  requirePrivate(options.key);
  const key = readKey(options.key, 'private');
  const file = chosen(options);
  const countersignature = countersign(file.checkpoint, key, instantNow());
  const path = keepCountersignature(options.checkpoints, file, countersignature, createPublicKey(key));
  if (options.json === true) printJson(countersignature);
  else
    result(
      `${file.name} contresigné par la clé ${countersignature.key} : ${path}. Se vérifie avec sa clé publique (--public-key).`,
    );
  return Promise.resolve(0);
}

export function timestampRequestCommand(options: AttestOptions & { readonly out: string }): Promise<number> {
  const file = chosen(options);
  const digest = checkpointDigest(file.checkpoint);
  writeWhole(options.out, timestampRequest(digest));
  if (options.json === true) printJson({ checkpoint: file.name, digest, out: options.out });
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
  const authorities = options.tsa.map(readCertificate);
  const { at, by, path } = keepTimestamp(options.checkpoints, file, readGivenFile(answer), authorities);
  if (options.json === true) printJson({ checkpoint: file.name, at, by, path });
  else result(`${file.name} existait le ${at}, dit ${by} : ${path}.`);
  return Promise.resolve(0);
}
