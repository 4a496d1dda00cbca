/** Access control: every route of the running application, with every role and without a token, over real HTTP. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { fastify } from 'fastify';
import { Allow, Public, ROLES } from '#apps/api/access/role.ts';
import {
  type Route,
  UnguardedRoutes,
  UnmarkedRoutes,
  refuseUnmarked,
  routesOf,
  watchServed,
} from '#apps/api/access/routes.ts';
import { Application } from '#test/support/application.ts';
import { rounds } from '#test/support/deep.ts';
import { committedContract } from '#test/support/held-contract.ts';
import { PlainClient } from '#test/support/plain-client.ts';

/** Longer than any answer takes, except for streams. */
const HEADERS_MS = 60_000;

/** One in so many ways to write the address of a route is tried; each way has all spellings, by several routes. */
const WAYS_OF = rounds(4, 1);

/** The public routes. */
const PUBLIC = [
  '/',
  '/asyncapi.json',
  '/console',
  '/console/*',
  '/console/assets/{file}',
  '/docs',
  '/docs/contract.js',
  '/docs/swagger-ui-bundle.js',
  '/docs/swagger-ui.css',
  '/health/live',
  '/health/ready',
  '/openapi.json',
  '/session/login',
].map((path) => `GET ${path}`);

let service: Application;
let client: PlainClient;
beforeAll(async () => {
  service = await Application.start();
  client = new PlainClient(service.baseUrl, 1);
});
afterAll(async () => {
  client.close();
  await service.close();
});

/** The address of a route with its parameters filled in: the team is the team of the callers. */
function addressOf({ path }: Route): string {
  return path
    .replaceAll('{team}', 'PEPS-01')
    .replaceAll('{period}', '2023-Q2')
    .replaceAll(/\{\w+\}/g, '1');
}

async function statusOf(route: Route, authorization?: string, query = ''): Promise<number> {
  const method = route.method === 'ALL' ? 'GET' : route.method;
  const path = `${addressOf(route)}${query}`;
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const received = await client.send({ method, path, headers }, HEADERS_MS);
  committedContract().hold(method, path, received);
  return received.status;
}

function guarded(): readonly Route[] {
  return service.routes.filter(({ isPublic }) => !isPublic);
}

/** The routes for which the check fails. */
async function failures(
  routes: readonly Route[],
  holds: (route: Route) => Promise<boolean>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const route of routes) if (!(await holds(route))) failed.push(`${route.method} ${route.path}`);
  return failed;
}

describe('every route of the application', () => {
  test('is listed: the facts, the statements, the contract', () => {
    const paths = service.routes.map(({ method, path }) => `${method} ${path}`);
    for (const path of ['POST /facts/acts', 'GET /statements/{team}/{period}', 'GET /openapi.json', 'GET /docs'])
      assert.ok(paths.includes(path), path);
  });

  test('refuses a request without a token: 401', async () => {
    expect(await failures(guarded(), async (route) => (await statusOf(route)) === 401)).toStrictEqual([]);
  });

  test('refuses a malformed token: 401', async () => {
    for (const authorization of ['Bearer nothing', 'Basic QWxpY2U6', 'Bearer ', 'Bearer a b'])
      expect(await failures(guarded(), async (route) => (await statusOf(route, authorization)) === 401)).toStrictEqual(
        [],
      );
  });

  for (const role of ROLES)
    test(`refuses ${role} unless it names that role: 403`, async () => {
      const authorization = await service.bearer(role);
      const wrong = await failures(guarded(), async (route) => {
        const status = await statusOf(route, authorization);
        return route.roles?.includes(role) === true ? status !== 401 && status !== 403 : status === 403;
      });
      expect(wrong).toStrictEqual([]);
    });

  test('refuses a HEAD request like a GET', async () => {
    const reads = guarded().filter(({ method }) => method === 'GET');
    expect(reads.length).toBeGreaterThan(30);
    const head = async (route: Route, headers: Readonly<Record<string, string>>): Promise<number> =>
      (await client.send({ method: 'HEAD', path: addressOf(route), headers })).status;
    expect(await failures(reads, async (route) => (await head(route, {})) === 401)).toStrictEqual([]);
    const authorization = await service.bearer('team', 'PEPS-02');
    const others = reads.filter(({ roles = [], path }) => !roles.includes('team') || path.includes('{team}'));
    expect(await failures(others, async (route) => (await head(route, { authorization })) === 403)).toStrictEqual([]);
  });

  test('answers at no other address without a token', async () => {
    const answered: string[] = [];
    // Each route in every spelling, and each spelling in every way at some of the routes: the address is read before all routes.
    for (const [i, route] of guarded().entries()) {
      const path = addressOf(route);
      const others = [`${path}/`, `/${path}`, path.toUpperCase(), `/.${path}`, `${path}//`, `${path}%20`, `${path};`];
      for (const [j, other] of others.entries()) {
        const ways = [other, `http://elsewhere.example${other}`, `${other}#`, `/health/live/..${other}`];
        for (const way of ways.filter((_, k) => (i + j + k) % WAYS_OF === 0)) {
          const body = route.method === 'GET' ? {} : { body: '{}' };
          const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' };
          const { status } = await client.send({ method: route.method, path: way, headers, ...body });
          if (status < 400 || status > 499) answered.push(`${route.method} ${way}: ${status}`);
        }
      }
    }
    expect(answered).toStrictEqual([]);
  });

  test('is on the list of public routes if it answers without a token', async () => {
    const open = service.routes.filter(({ isPublic }) => isPublic);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toStrictEqual(PUBLIC);
    expect(await failures(open, async (route) => ![401, 403].includes(await statusOf(route)))).toStrictEqual([]);
  });

  test('names the roles of an address, as people call them', async () => {
    const authorization = await service.bearer('team', 'PEPS-01');
    const answer = await fetch(`${service.baseUrl}/payment-runs`, { headers: { authorization } });
    expect(await answer.text()).toMatch(/demande le rôle (?:\p{L}+ ou )+\p{L}+\./u);
  });

  test('refuses a team the data of another team, in the path and in the query: 403', async () => {
    const other = await service.bearer('team', 'PEPS-02');
    const ofTeams = guarded().filter(({ roles = [] }) => roles.includes('team'));
    const named = ofTeams.filter(({ path }) => path.includes('{team}'));
    expect(named.length).toBeGreaterThan(0);
    expect(await failures(named, async (route) => (await statusOf(route, other)) === 403)).toStrictEqual([]);
    for (const query of ['?team=PEPS-03', '?team=PEPS-02&team=PEPS-03', '?team='])
      expect(await failures(ofTeams, async (route) => (await statusOf(route, other, query)) === 403)).toStrictEqual([]);
  });
});

describe('the service refuses to start with a route', () => {
  @Controller('rogue')
  class Rogue {
    @Get('forgotten')
    forgotten(): string {
      return 'seen by all';
    }
  }

  @Controller('rogue')
  class Nobody {
    @Get('nobody')
    @Allow()
    nobody(): string {
      return 'seen by none';
    }
  }

  @Public()
  @Controller('rogue')
  class Both {
    @Get('both')
    @Allow('operator')
    both(): string {
      return 'seen by whom?';
    }
  }

  @Module({})
  class Rogues {}

  for (const [what, controller, name] of [
    ['without a mark', Rogue, 'GET /rogue/forgotten (Rogue.forgotten)'],
    ['without a role', Nobody, 'GET /rogue/nobody (Nobody.nobody)'],
    ['that is public and names a role', Both, 'GET /rogue/both (Both.both)'],
  ] as const)
    test(what, async () => {
      const rogue = { module: Rogues, imports: [DiscoveryModule], controllers: [controller] };
      const context = await NestFactory.createApplicationContext(rogue, { logger: false });
      const routes = routesOf(context.get(DiscoveryService));
      await context.close();
      assert.throws(
        () => {
          refuseUnmarked(routes);
        },
        (error) => error instanceof UnmarkedRoutes && error.message.includes(name),
      );
    });

  test('that belongs to no controller', async () => {
    const instance = fastify();
    const refuse = watchServed(instance);
    instance.get('/rogue/:team', () => 'seen by all');
    await instance.ready();
    assert.throws(
      () => {
        refuse(service.routes);
      },
      (error) => error instanceof UnguardedRoutes && error.message.includes('GET /rogue/{team}'),
    );
    await instance.close();
  });
});
