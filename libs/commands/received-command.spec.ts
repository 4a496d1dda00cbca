/** The same command under its key is known again, however it is written; another is refused. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { receivedCommand } from '#libs/commands/received-command.ts';

const META = {
  by: { name: 'Alice', assurance: 'verified', osUser: '' },
  key: 'k',
  at: '2026-01-01T00:00:00Z',
} as const;
const NAME = 'POST /calculations';
const digestOf = (body: unknown): string => receivedCommand({ name: NAME, body }, META).digest;

/** The same, with the fields of each object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, turned(field)]);
  return Object.fromEntries(fields.reverse()) as object;
}

test('a command is the same in whatever order its fields come', () => {
  expect(digestOf({ from: '2021-Q1', of: { a: 1, b: [2] } })).toBe(digestOf({ of: { b: [2], a: 1 }, from: '2021-Q1' }));
  fc.assert(fc.property(fc.jsonValue(), (body) => digestOf(turned(body)) === digestOf(body)));
});

test('it is another with another value, another name of a field, or other elements in order', () => {
  const body = { from: '2021-Q1', schemes: ['PEPS', 'IPEP'] };
  for (const other of [
    { ...body, from: '2021-Q2' },
    { until: '2021-Q1', schemes: body.schemes },
    { ...body, schemes: body.schemes.toReversed() },
    { ...body, to: null },
  ])
    expect(digestOf(other)).not.toBe(digestOf(body));
});
