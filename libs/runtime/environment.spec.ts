/** The configuration: checked whole before anything starts, every fault told at once, every variable of the table read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentOf } from '#apps/api/environment.ts';
import { EnvironmentRefused, VARIABLES, type Variables, workerEnvironment } from '#libs/runtime/environment.ts';

const OPENID = {
  OIDC_ISSUER: 'https://id.example/',
  OIDC_AUDIENCE: 'decompte',
  OIDC_JWKS_URL: 'https://id.example/keys',
};

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    assert.ok(error instanceof EnvironmentRefused);
    return error.faults;
  }
}

/** Names that are read, of those that the table has. */
function readOf(read: (variables: Variables) => unknown, given: Variables): string[] {
  const names = new Set<string>();
  read(
    new Proxy(given, {
      get: (target, name: string) => {
        names.add(name);
        return target[name];
      },
    }),
  );
  return [...names].filter((name) => name in VARIABLES);
}

test('nothing set but who gives the tokens is enough', () => {
  const { port, host, logLevel, limits } = environmentOf(OPENID);
  assert.deepEqual([port, host, logLevel, limits.requestsPerMinute], [3000, '127.0.0.1', 'info', 6_000]);
});

test('every fault is told at once, each with its variable, what it is and what it must be', () => {
  const faults = faultsOf(() =>
    environmentOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      MAX_BODY_BYTES: 'many',
      OIDC_ISSUER: 'junk',
      OIDC_JWKS_URL: 'id.example',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://collector:4317',
      EVENT_STORE_URL: 'postgres://here',
      WEBHOOK_KEY_FILE: '/there/is/no/such/file',
      READY_MAX_LAG_SECONDS: '-1',
      STOP_GRACE_MS: '1.5',
      TRUSTED_PROXIES: '10.0.0.1, fd00::/8, proxy.example, 10.0.0.0/33, 0.0.0.0/0',
    }),
  );
  for (const fault of [
    'PORT vaut « 70000 » ; il faut un nombre entier de 0 à 65535',
    'LOG_LEVEL vaut « loud » ; choisissez parmi fatal, error, warn, info, debug, trace, silent',
    'OIDC_ISSUER vaut « junk » ; il faut une adresse http(s)://…',
    "OIDC_AUDIENCE n'est pas réglé ; il le faut",
    'OIDC_JWKS_URL vaut « id.example » ; il faut une adresse http(s)://…',
    'OTEL_EXPORTER_OTLP_ENDPOINT vaut « grpc://collector:4317 » ; il faut une adresse http(s)://…',
    ...['proxy.example', '10.0.0.0/33', '0.0.0.0/0'].map(
      (entry) => `TRUSTED_PROXIES : « ${entry} » n’est ni une adresse, ni un réseau comme 10.1.0.0/16`,
    ),
  ])
    assert.ok(faults.includes(fault), `${fault} is not among ${faults.join('\n')}`);
  for (const name of [
    'MAX_BODY_BYTES',
    'EVENT_STORE_URL',
    'WEBHOOK_KEY_FILE',
    'READY_MAX_LAG_SECONDS',
    'STOP_GRACE_MS',
  ])
    assert.equal(faults.filter((fault) => fault.startsWith(name)).length, 1, name);
  assert.equal(faults.length, 14);
});

test('tokens for whoever asks are not given in production, however that is written', () => {
  for (const read of [environmentOf, workerEnvironment])
    for (const NODE_ENV of ['production', 'PRODUCTION', ' Production '])
      assert.match(
        faultsOf(() => read({ ACCESS: 'development', NODE_ENV })).join('\n'),
        /^ACCESS vaut development et NODE_ENV production/,
      );
  assert.deepEqual(
    faultsOf(() => environmentOf({ ACCESS: 'development', NODE_ENV: 'test' })),
    [],
  );
});

test('a worker checks whose tokens are taken, though it takes none', () => {
  assert.deepEqual(
    faultsOf(() => workerEnvironment({ ACCESS: 'foo' })),
    ['ACCESS vaut « foo » ; choisissez parmi openid, development'],
  );
});

test('the issuer is kept as it is written', () => {
  const { access } = environmentOf({ ...OPENID, OIDC_ISSUER: 'https://id.example' });
  assert.ok(access.mode === 'openid');
  assert.equal(access.issuer, 'https://id.example');
});

test('a folder is that of the variable that names it', () => {
  const named = ({ folders }: ReturnType<typeof workerEnvironment>) =>
    folders.map(({ variable, path }) => [variable, path]);
  assert.deepEqual(named(workerEnvironment({ DATA: '/a' })), [
    ['DATA', '/a'],
    ['DATA', '/a/read'],
    ['DATA', '/a/uploads'],
    ['DATA', '/a'],
  ]);
  assert.deepEqual(
    named(
      workerEnvironment({
        EVENT_STORE_URL: 'sqlite:/b/events.db',
        READ_STORE_URL: 'sqlite:/c',
        UPLOADS: '/d',
        JOBS_URL: 'redis://here',
      }),
    ),
    [
      ['EVENT_STORE_URL', '/b'],
      ['READ_STORE_URL', '/c'],
      ['UPLOADS', '/d'],
    ],
  );
});

test('each variable of the table is read by the process that the table says, and by no other', () => {
  const byApi = new Set([...readOf(environmentOf, OPENID), ...readOf(environmentOf, { ACCESS: 'development' })]);
  const byWorker = new Set([
    ...readOf(workerEnvironment, { WORKER_PORT: '1' }),
    ...readOf(workerEnvironment, { ACCESS: 'development' }),
  ]);
  for (const [name, { by }] of Object.entries(VARIABLES)) {
    if (by !== 'worker') assert.ok(byApi.has(name), `${name} is not read by the API`);
    if (by !== 'api') assert.ok(byWorker.has(name), `${name} is not read by a worker`);
    if (by === 'api') assert.ok(!byWorker.has(name), `${name} is read by a worker too`);
  }
});
