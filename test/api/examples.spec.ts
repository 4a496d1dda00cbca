/**
 * The examples of the contract, sent to a real service: each has the shape its route asks for, a fact of each kind is recorded, and
 * whatever is answered, in whichever status, is what the contract says of it.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Content, HeldContract, Operation } from '#test/support/held-contract.ts';
import { temporaryFolder } from '#test/support/product.ts';
import { Service } from '#test/support/service.ts';
import { withTinyData } from '#test/support/tiny-data.ts';

const folder = temporaryFolder();
let service: Service;
let contract: HeldContract;

before(async () => {
  const key = join(folder, 'key');
  writeFileSync(key, randomBytes(32).toString('base64'));
  await withTinyData({ from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' }, async (data) => {
    service = await Service.start({ data, env: { WEBHOOK_KEY_FILE: key } });
  });
  contract = await service.contract();
});
after(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The body that the contract shows: its own example, or those of its fields. */
function exampleOf({ schema, example }: Content): unknown {
  if (example !== undefined) return example;
  const { properties = {} } = contract.resolved(schema) ?? {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { example: one }]) => (one === undefined ? [] : [[name, one]])),
  );
}

function addressOf(path: string, { parameters = [] }: Operation): string {
  const examples = new Map(parameters.map(({ name, example, schema }) => [name, example ?? schema?.example ?? 'x']));
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(examples.get(name) as string));
}

function operations(method: string): [path: string, operation: Operation][] {
  return Object.entries(contract.document.paths).flatMap(([path, of]) => {
    const operation = of[method];
    return operation === undefined ? [] : [[path, operation] as [string, Operation]];
  });
}

async function tokenFor({ 'x-roles': roles = [] }: Operation): Promise<{ token?: string }> {
  const [role] = roles.filter((one) => one !== 'team');
  return role === undefined ? {} : { token: await service.token(role, 'Alice') };
}

test('a fact of each kind, as the contract shows it, is recorded', async () => {
  const facts = operations('post').filter(([path]) => path.startsWith('/facts/'));
  assert.equal(facts.length, 14);
  for (const [path, operation] of facts) {
    const body = exampleOf(operation.requestBody?.content['application/json'] ?? {});
    const answer = await service.post(path, body, await tokenFor(operation));
    assert.equal(answer.status, 201, `${path}: ${JSON.stringify(answer.body)}`);
  }
});

test('every command, as the contract shows it, has the shape asked for, and is answered as it says', async () => {
  const commands = operations('post').filter(
    ([path]) => !path.startsWith('/facts/') && !path.startsWith('/development'),
  );
  assert.ok(commands.length > 30);
  for (const [path, operation] of commands) {
    const json = operation.requestBody?.content['application/json'];
    // Files have tests of their own.
    if (operation.requestBody !== undefined && json === undefined) continue;
    const address = addressOf(path, operation);
    const answer = await service.post(address, json === undefined ? {} : exampleOf(json), await tokenFor(operation));
    assert.ok(![400, 415].includes(answer.status) && answer.status < 500, `${address}: ${JSON.stringify(answer.body)}`);
  }
});

test('every read is answered as the contract says, lists and single things', async () => {
  const reads = operations('get').filter(([path]) => !['/docs', '/metrics', '/feed', '/openapi.json'].includes(path));
  assert.ok(reads.length > 30);
  const found = new Set<number>();
  for (const [path, operation] of reads) {
    const address = addressOf(path, operation).replace('2023-Q2', '2021-Q2');
    const answer = await service.get(address, await tokenFor(operation));
    assert.ok(answer.status < 500, `${address}: ${JSON.stringify(answer.body)}`);
    found.add(answer.status);
  }
  assert.ok(found.has(200));
});
