/** A read after a command waits for what the command wrote. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { WITHOUT_AFTER, afterWritten, rememberWritten } from './written.ts';

const SERVICE = 'https://decompte.example';
const contract = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Record<string, { readonly get?: { readonly parameters?: readonly { readonly name: string }[] } }>;
};

test('sends the position of the last command with every read that takes one, and with no other', () => {
  const takesNone = Object.entries(contract.paths)
    .filter(([, { get }]) => get !== undefined && !(get.parameters ?? []).some(({ name }) => name === 'after'))
    .map(([path]) => path);
  expect([...WITHOUT_AFTER].toSorted()).toStrictEqual(takesNone.toSorted());
});

test('a read carries the highest position of the command, its outcomes or its ended job', () => {
  const read = new Request(`${SERVICE}/statements?limit=5`);
  expect(afterWritten(read, '/statements').url).toBe(read.url);
  rememberWritten({ position: 12 });
  rememberWritten({ outcomes: [{ position: 31 }, { refused: 'non' }, { position: 30 }] });
  rememberWritten({ id: 'a job', position: 25 });
  expect(afterWritten(read, '/statements').url).toBe(`${SERVICE}/statements?limit=5&after=31`);
  expect(afterWritten(new Request(`${SERVICE}/jobs/4`), '/jobs/{id}').url).toBe(`${SERVICE}/jobs/4`);
  const command = new Request(`${SERVICE}/replays`, { method: 'POST', body: '{}' });
  expect(afterWritten(command, '/replays')).toBe(command);
});
