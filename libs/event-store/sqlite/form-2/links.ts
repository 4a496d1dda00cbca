/** Links of the chain at positions inside a commit, which the log does not store. */
import { GENESIS } from '#libs/event-store/chain.ts';
import { partLink } from '#libs/event-store/sqlite/form-2/commit-chain.ts';
import { LEAF_BYTES } from '#libs/event-store/sqlite/form-2/row-text.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** The link at a position inside the commit `no`. `statements` give rows as arrays. */
export function linkInside(statements: Statements, position: number, no: number): string {
  const [from, link] = (statements.get(
    'SELECT position, link FROM commits WHERE no < ? ORDER BY no DESC LIMIT 1',
    no,
  ) as [number, Uint8Array] | undefined) ?? [0, undefined];
  const rows = statements.all(
    'SELECT leaves FROM rows WHERE position > ? AND position - events < ? AND commit_no = ? ORDER BY position',
    from,
    position,
    no,
  ) as [Uint8Array][];
  const leaves = rows.map(([all]) => hex(all)).join('');
  const upTo = leaves.slice(0, 2 * LEAF_BYTES * (position - from));
  return partLink(link === undefined ? GENESIS : hex(link), position, upTo);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
