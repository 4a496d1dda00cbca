/** The screens against the contract: each role of a screen may read everything that the screen requires. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { MENU_GROUPS, type Screen } from '#apps/console/frame/screen.ts';

interface Operation {
  readonly operationId: string;
  readonly 'x-roles'?: readonly string[];
}

const contract = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.values(contract.paths).flatMap((methods) => Object.values(methods));

let screens: readonly Screen[];
beforeAll(async () => {
  const entries = readdirSync(new URL('.', import.meta.url), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const modules = folders.map(
    (name) => import(`#apps/console/screens/${name}/screen.ts`) as Promise<{ screen: Screen }>,
  );
  screens = (await Promise.all(modules)).map(({ screen }) => screen);
  assert.ok(screens.length > 0);
});

test('every role of a screen may read what the screen needs', () => {
  const refused = screens.flatMap(({ path, roles, reads }) =>
    reads.flatMap((id) => {
      const found = operations.find(({ operationId }) => operationId === id) ?? assert.fail(`no operation is ${id}`);
      return roles.filter((role) => found['x-roles']?.includes(role) !== true).map((role) => `${path}: ${role}, ${id}`);
    }),
  );
  expect(refused).toStrictEqual([]);
});

test('each screen has an address, a title and its own letter', () => {
  for (const values of [
    screens.map(({ path }) => path),
    screens.map(({ title }) => title),
    screens.flatMap(({ menu }) => menu?.letter ?? []),
  ])
    expect(values.filter((value, i) => values.indexOf(value) !== i)).toStrictEqual([]);
  expect(screens.flatMap(({ menu }) => menu ?? []).filter(({ group }) => !MENU_GROUPS.includes(group))).toStrictEqual(
    [],
  );
});
