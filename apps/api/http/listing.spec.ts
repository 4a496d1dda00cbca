/** A list as CSV runs nothing in a spreadsheet program, unless the caller asks for raw fields. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, test } from '@jest/globals';
import { sendPage } from '#apps/api/http/listing.ts';

interface Item {
  readonly name: string;
  readonly cents: string;
}

function csvOf(items: readonly Item[], query: Readonly<Record<string, string>>): unknown {
  const request = {
    raw: { headers: { accept: 'text/csv' } },
    url: '/x',
    query,
    params: {},
    routeOptions: { url: '/x' },
  };
  const reply = { header: () => reply, type: () => reply };
  const columns = { name: ({ name }: Item) => name, cents: ({ cents }: Item) => cents };
  const page = { items, next: undefined };
  return sendPage(request as unknown as FastifyRequest, reply as unknown as FastifyReply, page, columns);
}

test('a field that is a formula begins with an apostrophe, and is unchanged with raw=true', () => {
  const items = [{ name: '=1+1', cents: '-250' }];
  expect(csvOf(items, {})).toBe("name,cents\n'=1+1,-250\n");
  expect(csvOf(items, { raw: 'false' })).toBe("name,cents\n'=1+1,-250\n");
  expect(csvOf(items, { raw: 'true' })).toBe('name,cents\n=1+1,-250\n');
});

test('a list for Excel in France has semicolons, euros with a comma and days as they are written there', () => {
  const row = { name: '=1+1', paid: '-123456', rate: '62.5', on: '2021-03-05', none: null };
  const columns = {
    name: ({ name }: typeof row) => name,
    paid_cents: ({ paid }: typeof row) => paid,
    small_cents: () => 5n,
    rate: ({ rate }: typeof row) => rate,
    on: ({ on }: typeof row) => on,
    none: ({ none }: typeof row) => none,
  };
  const request = { raw: { headers: { accept: 'text/csv' } }, url: '/x', query: { excel: 'true' }, params: {} };
  const reply = { header: () => reply, type: () => reply };
  const page = { items: [row], next: undefined };
  expect(sendPage(request as unknown as FastifyRequest, reply as unknown as FastifyReply, page, columns)).toBe(
    "\uFEFFname;paid_euros;small_euros;rate;on;none\r\n'=1+1;-1234,56;0,05;62,5;05/03/2021;\r\n",
  );
});
