/** A second key, such as an auditor's, signs a checkpoint too: then neither key alone can sign another history. */
import { type KeyObject, createPublicKey, sign } from 'node:crypto';
import { type Checkpoint, checkpointDigest, isSignature, keyId } from '#libs/audit/checkpoint.ts';
import { hasFields, isLine, strictJson } from '#libs/audit/strict.ts';

const FORMAT = 'decompte-countersignature-1';

export interface Countersignature {
  readonly format: typeof FORMAT;
  /** checkpointDigest of the signed checkpoint. */
  readonly checkpoint: string;
  /** ISO 8601 instant. */
  readonly time: string;
  /** Id of the key (keyId). */
  readonly key: string;
  /** Ed25519 over countersignedText, in base64. */
  readonly signature: string;
}

function countersignedText({ checkpoint, time, key }: Pick<Countersignature, 'checkpoint' | 'time' | 'key'>): string {
  return `${FORMAT}\n${checkpoint}\n${time}\n${key}\n`;
}

export function countersign(checkpoint: Checkpoint, privateKey: KeyObject, time: string): Countersignature {
  const unsigned = { checkpoint: checkpointDigest(checkpoint), time, key: keyId(createPublicKey(privateKey)) };
  const signature = sign(null, Buffer.from(countersignedText(unsigned)), privateKey).toString('base64');
  return { format: FORMAT, ...unsigned, signature };
}

/** Undefined if the text is no countersignature. */
export function parseCountersignature(text: string): Countersignature | undefined {
  try {
    const value = strictJson(text);
    return isCountersignature(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCountersignature(value: unknown): value is Countersignature {
  if (!hasFields(value, ['format', 'checkpoint', 'time', 'key', 'signature'])) return false;
  return value['format'] === FORMAT && Object.values(value).every(isLine);
}

export function isCountersignedBy(countersignature: Countersignature, publicKey: KeyObject): boolean {
  const { key, signature } = countersignature;
  return key === keyId(publicKey) && isSignature(signature, countersignedText(countersignature), publicKey);
}
