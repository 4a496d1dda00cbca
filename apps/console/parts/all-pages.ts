/** Every page of a list that is short enough to be read whole. */

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** `read` gets the cursor; undefined for the first page. */
export async function allPages<Item>(
  read: (cursor: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}
