/**
 * Partitions of the documents, by a hash of the key, so that several workers can share them. A key has the same place on every engine
 * and at any time.
 */
import { crc32 } from 'node:zlib';

/** One of that many parts; from 0. */
export interface Partition {
  readonly of: number;
  readonly index: number;
}

/** Every key is in one bucket, and a partition is a run of buckets, so that this is the most partitions there can be. */
export const BUCKETS = 64;

export function bucketOf(key: string): number {
  return crc32(key) % BUCKETS;
}

/** The buckets of a part, `before` excluded. Throws RangeError on a part that does not exist. */
export function bucketsOf({ of, index }: Partition): readonly [from: number, before: number] {
  if (!Number.isInteger(of) || of < 1 || of > BUCKETS)
    throw new RangeError(`${of} parts: it is a whole number from 1 to ${BUCKETS}`);
  if (!Number.isInteger(index) || index < 0 || index >= of)
    throw new RangeError(`part ${index} of ${of}: it is a whole number from 0 to ${of - 1}`);
  return [Math.floor((index * BUCKETS) / of), Math.floor(((index + 1) * BUCKETS) / of)];
}

export function isOfPartition(key: string, partition: Partition): boolean {
  const [from, before] = bucketsOf(partition);
  const bucket = bucketOf(key);
  return bucket >= from && bucket < before;
}
