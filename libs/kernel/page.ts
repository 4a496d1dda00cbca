/** Pages of a list that comes in the order of its keys. */
import { compareText } from '#libs/kernel/text.ts';

export interface PageRequest {
  /** Key to continue after; empty for the beginning. */
  readonly after: string;
  /** How many items at most. */
  readonly limit: number;
}

/** The whole list. */
export const ALL: PageRequest = { after: '', limit: Infinity };

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Key of the last item if there are more. */
  readonly next: string | undefined;
}

/** The key to continue after belongs to another list. */
export class ForeignKey extends Error {
  constructor(key: string) {
    super(`${key} is not a key of this list`);
  }
}

export type Keyed<Item> = readonly [key: string, item: Item];

const NUMBER_DIGITS = 15;

/** A key by a number, 0 or more, so that the keys sort as the numbers do. */
export function numberKey(number: number): string {
  return String(number).padStart(NUMBER_DIGITS, '0');
}

/**
 * Reads one item more than it gives, to know whether there are more. Throws RangeError for a key that is not after the one before it: the next
 * page would leave out its item.
 */
export async function pageAfter<Item>(
  { after, limit }: PageRequest,
  sorted: AsyncIterable<readonly Keyed<Item>[]> | Iterable<Keyed<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let [last, before] = ['', ''];
  for await (const batch of batches(sorted))
    for (const [key, item] of batch) {
      if (compareText(key, before) <= 0) throw new RangeError(`key ${key} is not after ${before}`);
      before = key;
      if (compareText(key, after) <= 0) continue;
      if (items.length === limit) return { items, next: last };
      items.push(item);
      last = key;
    }
  return { items, next: undefined };
}

async function* batches<Item>(
  sorted: AsyncIterable<readonly Keyed<Item>[]> | Iterable<Keyed<Item>>,
): AsyncIterable<readonly Keyed<Item>[]> {
  if (Symbol.asyncIterator in sorted) yield* sorted;
  else yield [...sorted];
}
