/** A key recognises its command, in any order of the fields, and rejects another. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { receivedCommand } from '#libs/commands/received-command.ts';

const META = {
  by: { name: 'Alice', assurance: 'verified', osUser: '' },
  key: 'k',
  at: '2026-01-01T00:00:00Z',
} as const;
const NAME = 'POST /calculations';
const digestOf = (body: unknown): string => receivedCommand({ keys: undefined }, { name: NAME, body }, META).digest;

/** The same value, with the fields of each object in reverse order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, turned(field)]);
  return Object.fromEntries(fields.reverse()) as object;
}

test('the digest does not depend on the order of the fields', () => {
  expect(digestOf({ from: '2021-Q1', of: { a: 1, b: [2] } })).toBe(digestOf({ of: { b: [2], a: 1 }, from: '2021-Q1' }));
  fc.assert(fc.property(fc.jsonValue(), (body) => digestOf(turned(body)) === digestOf(body)));
});

test('the digest changes with a value, the name of a field, or the order of a list', () => {
  const body = { from: '2021-Q1', schemes: ['PEPS', 'IPEP'] };
  for (const other of [
    { ...body, from: '2021-Q2' },
    { until: '2021-Q1', schemes: body.schemes },
    { ...body, schemes: body.schemes.toReversed() },
    { ...body, to: null },
  ])
    expect(digestOf(other)).not.toBe(digestOf(body));
});
