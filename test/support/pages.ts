/** Walks the pages of a list, as a client does. */
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { type ClientAnswer, given } from '#test/support/client.ts';
import type { Service } from '#test/support/service.ts';

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** The items of all pages of a size, in order; calls `between` before each page except the first. */
export async function walked<Item>(
  limit: number,
  ask: (query: PageQuery) => Promise<ClientAnswer<PageOf<Item>>>,
  between?: (page: number) => Promise<void>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let query: PageQuery = { limit };
  for (let page = 0; ; page++) {
    if (page > 0) await between?.(page);
    const found = given(await ask(query));
    assert.ok(found.items.length <= limit);
    items.push(...found.items);
    if (found.next === null) return items;
    assert.equal(found.items.length, limit, 'only the last page is short');
    query = { limit, cursor: found.next };
  }
}

/** The rows of all CSV pages of the same list, following the Link headers. */
export async function walkedCsv(
  service: Service,
  path: string,
  { token, limit }: { token: string; limit: number },
): Promise<readonly Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  let address: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
  while (address !== undefined) {
    const answer: { status: number; headers: Headers; body: string } = await service.get<string>(address, {
      token,
      headers: { accept: 'text/csv' },
    });
    assert.equal(answer.status, 200, address);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/);
    rows.push(...(parse(answer.body, { columns: true }) as unknown as Record<string, string>[]));
    address = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  return rows;
}
