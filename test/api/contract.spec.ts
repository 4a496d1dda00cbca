/** The contract matches the running application and stays compatible with the released one, and its client works. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Controller, Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiExtraModels, ApiProperty, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { contractOf } from '#apps/api/contract/document.ts';
import { type OpenAPIObject, operationsOf } from '#apps/api/contract/open-api.ts';
import { breakingChanges } from '#libs/client/breaking-changes.ts';
import type { ContractDocument } from '#libs/client/contract-document.ts';
import { clientOf } from '#libs/client/client.ts';
import { Application } from '#test/support/application.ts';
import { contractFilesOf } from '#test/support/contract.ts';
import { experimentOfTwoTeams } from '#test/support/experiment.ts';
import { contractServedAt } from '#test/support/held-contract.ts';

function committed(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

function classOf(name: string): Type<object> {
  // oxlint-disable-next-line typescript/no-extraneous-class -- what it holds is what decorators say of it
  return Object.defineProperty(class {}, 'name', { value: name });
}

/** A class named View with one field. */
function viewOf(field: string): Type {
  const view = classOf('View');
  ApiProperty({ type: String })(view.prototype as object, field);
  return view;
}

let service: Application;
beforeAll(async () => {
  service = await Application.start(await experimentOfTwoTeams());
});
afterAll(() => service.close());

describe('the contract', () => {
  test('as committed matches the application, and so do the types of its client (npm run docs writes both)', async () => {
    const { document, types } = await contractFilesOf(service);
    assert.ok(committed('docs/openapi.json') === document, 'docs/openapi.json is another');
    assert.ok(committed('libs/client/contract.d.ts') === types, 'libs/client/contract.d.ts is another');
  });

  test('lets each command that ends or settles what a person read take the code of it', () => {
    const contract = JSON.parse(committed('docs/openapi.json')) as OpenAPIObject;
    const VERBS = /\/(?:confirm|refuse|withdraw|drop|release|publish|acknowledge|reject|approve|submit|leave)$/;
    const without = [...operationsOf(contract)].flatMap(({ path, operation }) => {
      const body = operation.requestBody as { content?: Record<string, { schema?: { $ref?: string } }> } | undefined;
      const named = body?.content?.['application/json']?.schema?.$ref?.split('/').at(-1) ?? '';
      const schema = contract.components?.schemas?.[named] as { properties?: object } | undefined;
      const takesCode = ['code', 'codes', 'variance'].some((field) => field in (schema?.properties ?? {}));
      return VERBS.test(path) && !takesCode ? [path] : [];
    });
    expect(without).toStrictEqual([]);
  });

  test('bounds every requested number, names its server, and says of each route who may call it', () => {
    const contract = JSON.parse(JSON.stringify(service.contract)) as OpenAPIObject;
    expect(contract.servers?.map(({ url }) => url)).toStrictEqual(['/']);
    for (const { method, path, operation } of operationsOf(contract)) {
      assert.ok(operation.security !== undefined, `${method} ${path}`);
      for (const parameter of operation.parameters ?? []) {
        const { type, minimum, maximum } = ('schema' in parameter ? parameter.schema : {}) as Record<string, unknown>;
        const isBounded = type === 'integer' && minimum !== undefined && maximum !== undefined;
        assert.ok(
          isBounded || (type !== 'number' && type !== 'integer'),
          `${method} ${path} ${JSON.stringify(parameter)}`,
        );
      }
    }
  });

  test('stays compatible with the released one', () => {
    const released = JSON.parse(committed('docs/contract/released.json')) as ContractDocument;
    const now = JSON.parse(JSON.stringify(service.contract)) as ContractDocument;
    expect(breakingChanges(released, now)).toStrictEqual([]);
  });

  test('has every documented route, each operation with a unique name and a summary', () => {
    const operations = [...operationsOf(service.contract)];
    const names = operations.map(({ operation }) => operation.operationId ?? '');
    expect(new Set(names).size).toBe(names.length);
    expect(
      operations
        .filter(({ operation: { operationId = '', summary = '' } }) => operationId.includes('_') || summary === '')
        .map(({ method, path }) => `${method} ${path}`),
    ).toStrictEqual([]);
    const left = service.routes.filter(
      ({ method, path, isPublic }) =>
        !isPublic && service.contract.paths[path]?.[method.toLowerCase() as 'get'] === undefined,
    );
    expect(left).toStrictEqual([]);
  });

  test('gives each shape a unique name', async () => {
    const warn = jest.spyOn(Logger, 'warn').mockReturnValue(undefined);
    const clashes = (): readonly string[] => warn.mock.calls.map(([said]) => String(said));
    contractOf(service.app);
    expect(clashes()).toStrictEqual([]);

    // When two classes with different fields share a name, Nest warns and shows the later one for both.
    const [controller, root] = [classOf('ClashController'), classOf('ClashModule')];
    Controller('clash')(controller);
    ApiExtraModels(viewOf('name'), viewOf('amountCents'))(controller);
    Module({ controllers: [controller] })(root);
    const app = await NestFactory.create(root, new FastifyAdapter(), { logger: false });
    SwaggerModule.createDocument(app, new DocumentBuilder().build());
    expect(clashes().join()).toMatch(/"View" is defined multiple times with different schemas/);
    await app.close();
    warn.mockRestore();
    warn.mockRestore();
  });

  test('shows examples that match their schemas', async () => {
    const held = await contractServedAt(service.baseUrl);
    expect(held.exampleFaults()).toStrictEqual([]);
  });

  test('is public, as JSON and as a page that loads nothing from another site', async () => {
    const document = await service.fetch('/openapi.json');
    expect(((await document.json()) as { openapi: string }).openapi).toBe('3.1.0');
    const page = await service.fetch('/docs');
    const html = await page.text();
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const asked = [...html.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, address = '']) => address);
    expect(asked).toHaveLength(4);
    for (const address of asked) {
      const answer = await service.fetch(new URL(address, 'http://here/docs').pathname);
      assert.equal(answer.status, 200, address);
      if (address.endsWith('contract.js'))
        expect(await answer.text()).toMatch(/url: 'openapi\.json',[^]*validatorUrl: null/);
    }
  });
});

test('its client reads a statement and gets the reason of a refusal', async () => {
  const client = clientOf(service.baseUrl, await service.provider.tokenOf('auditor'));
  const path = { team: 'PEPS-01', period: '2023-Q2' };
  const { response } = await client.GET('/statements/{team}/{period}', { params: { path } });
  expect(response.status).toBe(200);
  const { error } = await client.GET('/statements/{team}/{period}', {
    params: { path: { ...path, period: '1999-Q1' } },
  });
  expect(error?.status).toBe(404);
});

test('reports a missing key, wrong fields and missing fields together', async () => {
  const authorization = await service.bearer('operator');
  const response = await service.fetch('/facts/teams', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ team_id: 1, intrus: 'x' }),
  });
  const { errors } = (await response.json()) as { errors: { path: string }[] };
  expect(response.status).toBe(400);
  const paths = errors.map(({ path }) => path);
  for (const path of ['header.idempotency-key', '/intrus', '/team_id', '/scheme'])
    assert.ok(paths.includes(path), path);
});
