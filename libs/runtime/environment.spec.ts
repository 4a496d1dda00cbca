/** The configuration is checked before anything starts, all faults are reported at once, and every variable of the tables is read. */
import assert from 'node:assert/strict';
import { hash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { environmentOf } from '#apps/api/environment.ts';
import { EnvironmentRefused, type Variables, workerEnvironment } from '#libs/runtime/environment.ts';
import { nearNames } from '#libs/runtime/near-names.ts';
import { OF_API, OF_BOTH, OF_OPENID, OF_WORKER, VARIABLE_NAMES } from '#libs/runtime/variables.ts';

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

/** The names of the table that are actually read. */
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
  return [...names].filter((name) => name in { ...OF_BOTH, ...OF_API, ...OF_OPENID, ...OF_WORKER });
}

test('a token issuer is the only required setting', () => {
  const { port, host, logLevel, limits } = environmentOf(OPENID);
  expect([port, host, logLevel, limits.requestsPerMinute]).toStrictEqual([3000, '127.0.0.1', 'info', 6_000]);
});

test('reports every fault at once, each with its variable, its value and its rule', () => {
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
    'OIDC_ISSUER vaut « junk » ; il faut une adresse http(s)://…, par exemple https://id.exemple.fr/realms/decompte',
    'OIDC_AUDIENCE n’est pas réglé ; il le faut, par exemple decompte',
    'OIDC_JWKS_URL vaut « id.example » ; il faut une adresse http(s)://…, par exemple https://id.exemple.fr/realms/decompte/certs',
    'OTEL_EXPORTER_OTLP_ENDPOINT vaut « grpc://collector:4317 » ; il faut une adresse http(s)://…, par exemple http://127.0.0.1:4318',
    ...['proxy.example', '10.0.0.0/33'].map(
      (entry) => `TRUSTED_PROXIES : « ${entry} » n’est ni une adresse, ni un réseau comme 10.1.0.0/16`,
    ),
    'TRUSTED_PROXIES : « 0.0.0.0/0 » est un réseau si large que tout appelant y est ; nommez vos mandataires, par exemple 10.1.0.7',
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
  expect(faults).toHaveLength(14);
});

test('rejects development tokens in production, in any spelling', () => {
  for (const read of [environmentOf, workerEnvironment])
    for (const NODE_ENV of ['production', 'PRODUCTION', ' Production '])
      expect(faultsOf(() => read({ ACCESS: 'development', NODE_ENV })).join('\n')).toMatch(
        /^ACCESS vaut development et NODE_ENV production/,
      );
  expect(faultsOf(() => environmentOf({ ACCESS: 'development', NODE_ENV: 'test' }))).toStrictEqual([]);
});

const keys = mkdtempSync(join(tmpdir(), 'decompte-'));
afterAll(() => {
  rmSync(keys, { recursive: true });
});
const PATIENT_KEY_FILE = join(keys, 'patients.key');
writeFileSync(PATIENT_KEY_FILE, randomBytes(32).toString('base64'), { mode: 0o600 });
const PRODUCTION = { ...OPENID, PATIENT_KEY_FILE, NODE_ENV: 'production' };

test('seals the facts about patients, in production with a key kept elsewhere', () => {
  const { PATIENT_KEY_FILE: _, ...without } = PRODUCTION;
  expect(faultsOf(() => environmentOf(without)).join()).toMatch(/^PATIENT_KEY_FILE n’est pas réglé/);
  const inClear = { ...PRODUCTION, PATIENT_ENCRYPTION: 'off' };
  expect(faultsOf(() => environmentOf(inClear)).join()).toMatch(/^PATIENT_ENCRYPTION vaut off/);
  expect(environmentOf(PRODUCTION).stores.keys?.file).toBe(PATIENT_KEY_FILE);
  const ofDevelopment = environmentOf(OPENID);
  expect(ofDevelopment.stores.keys).toMatchObject({ store: 'data/keys.db', file: 'data/patients.key' });
  expect(ofDevelopment.warnings.join()).toMatch(/^PATIENT_KEY_FILE n’est pas réglé/);
});

test('the keys of patients are on a server if the stores of several machines are, and nowhere else', () => {
  const log = { EVENT_STORE_URL: 'kurrentdb://a:b@log.example:2113?tls=true' };
  const stores = { ...log, READ_STORE_URL: 'mongodb://a:b@read.example/paie?tls=true' };
  expect(faultsOf(() => environmentOf({ ...PRODUCTION, ...stores })).join()).toMatch(
    /^KEY_STORE_URL n’est pas réglé : .*plusieurs machines/,
  );
  expect(environmentOf({ ...OPENID, PATIENT_KEY_FILE, ...stores }).warnings.join()).toMatch(/^KEY_STORE_URL n’est/);
  // The services of one machine share its folder.
  expect(environmentOf({ ...PRODUCTION, ...log }).stores.keys?.server).toBeUndefined();
  const KEY_STORE_URL = 'mongodb://a:b@keys.example/decompte_keys?tls=true';
  expect(environmentOf({ ...PRODUCTION, ...stores, KEY_STORE_URL }).stores.keys?.server).toBe(KEY_STORE_URL);
  for (const [given, sentence] of [
    [{ KEY_STORE_URL }, /^KEY_STORE_URL est réglé, et le journal est un fichier/],
    [{ JOBS_URL: 'redis://' }, /JOBS_URL vaut « redis:\/\/ » et rien ne suit ; c’est local:CHEMIN/],
    [{ READ_STORE_URL: 'sqlite:' }, /READ_STORE_URL vaut « sqlite: » et rien ne suit ; c’est sqlite:DOSSIER/],
    [{ READ_STORE_URL: 'mongodb://' }, /READ_STORE_URL vaut « mongodb:\/\/ » et rien ne suit/],
    [{ EVENT_STORE_URL: 'sqlite:file:log?mode=ro' }, /EVENT_STORE_URL a « file: » après/],
    [{ ...stores, KEY_STORE_URL: 'redis://keys.example' }, /KEY_STORE_URL commence par « redis: »/],
    [{ ...stores, KEY_STORE_URL: 'mongodb://a:b@keys.example/k' }, /KEY_STORE_URL : keys\.example .* sans TLS/],
  ] as const)
    expect(faultsOf(() => environmentOf({ ...PRODUCTION, ...given })).join()).toMatch(sentence);
});

test('refuses in production settings that open access or listening, and warns of them elsewhere', () => {
  const exposed: readonly (readonly [Variables, RegExp])[] = [
    [{ OIDC_JWKS_URL: 'http://id.example/keys' }, /^OIDC_JWKS_URL est à http:\/\/id\.example, sans TLS/],
    [{ OIDC_ISSUER: 'http://id.example/' }, /^OIDC_ISSUER est à http:\/\/id\.example, sans TLS/],
    [{ EVENT_STORE_URL: 'kurrentdb://a:b@log.example:2113?tls=false' }, /^EVENT_STORE_URL : log\.example .* sans TLS/],
    [{ EVENT_STORE_URL: 'kurrentdb://127.0.0.1:2113,log.example?tls=true' }, /^EVENT_STORE_URL : .* sans mot de passe/],
    [{ READ_STORE_URL: 'mongodb://a:b@read.example/paie' }, /^READ_STORE_URL : read\.example .* sans TLS/],
    [{ READ_STORE_URL: 'mongodb+srv://read.example/paie' }, /^READ_STORE_URL : read\.example .* sans mot de passe/],
    [{ SHARED_URL: 'mongodb://a:b@read.example/paie?tls=false' }, /^SHARED_URL : read\.example .* sans TLS/],
    [{ JOBS_URL: 'redis://:b@jobs.example' }, /^JOBS_URL : jobs\.example .* sans TLS/],
    [{ JOBS_URL: 'rediss://jobs.example:6379' }, /^JOBS_URL : jobs\.example .* sans mot de passe/],
    [
      { READ_STORE_URL: 'mongodb://a:b@read.example/paie?tls=true&tlsInsecure=true' },
      /^READ_STORE_URL : le certificat de read\.example n’est pas vérifié/,
    ],
    [{ EVENT_STORE_URL: 'kurrentdb://a:b@log.example?tlsVerifyCert=false' }, /^EVENT_STORE_URL : le certificat/],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /^NODE_TLS_REJECT_UNAUTHORIZED vaut 0/],
    [{ OIDC_CLIENT_SECRETS_FILE: '/a' }, /^OIDC_CLIENT_SECRETS_FILE est réglé .* OIDC_CLIENT_SECRET_FILE/],
  ];
  for (const [given, sentence] of exposed) {
    const faults = faultsOf(() => environmentOf({ ...PRODUCTION, ...given }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(sentence);
    expect(environmentOf({ ...OPENID, PATIENT_KEY_FILE, ...given }).warnings).toStrictEqual(faults);
  }
  const outside = { ACCESS: 'development', HOST: '0.0.0.0', PATIENT_KEY_FILE };
  expect(environmentOf(outside).warnings.join()).toMatch(/^ACCESS vaut development et HOST « 0\.0\.0\.0 »/);
});

test('reports a name that is nearly a known one, and no other', () => {
  const found = (...names: string[]) => nearNames(names, VARIABLE_NAMES).map(({ name, meant }) => `${name} ${meant}`);
  expect(
    found('PATIENTS_KEY_FILE', 'AUDIT_KEY', 'OIDC_CLIENT_SECRET', 'DECISION', 'MAX_CONNECTION_PER_ADRESS', 'JOB_URL'),
  ).toStrictEqual([
    'PATIENTS_KEY_FILE PATIENT_KEY_FILE',
    'AUDIT_KEY AUDIT_KEY_FILE',
    'OIDC_CLIENT_SECRET OIDC_CLIENT_SECRET_FILE',
    'DECISION DECISIONS',
    'MAX_CONNECTION_PER_ADRESS MAX_CONNECTIONS_PER_ADDRESS',
    'JOB_URL JOBS_URL',
  ]);
  expect(found('oidc_issuer', 'DECOMPTE_DATA', 'OIDC_ISUSER', 'READ_STORE_URI')).toHaveLength(4);
  const others = ['PATH', 'HOME', 'HOSTNAME', 'DATE', 'PORTS', 'DOCS_URL', 'LOGNAME', 'OTEL_EXPORTER_OTLP_HEADERS'];
  expect(found(...VARIABLE_NAMES, ...VARIABLE_NAMES.map((name) => `${name}_FILE`), ...others)).toStrictEqual([]);
});

test('blanks around a value do not belong to it, and quotes are refused', () => {
  const { access } = environmentOf({ ...OPENID, OIDC_ISSUER: ' https://id.example\n', PORT: ' ' });
  expect(access).toMatchObject({ issuer: 'https://id.example' });
  for (const quoted of ['"decompte"', "'decompte'"])
    expect(faultsOf(() => environmentOf({ ...OPENID, OIDC_AUDIENCE: quoted }))).toStrictEqual([
      'OIDC_AUDIENCE est entre guillemets, qui en feraient partie ; ôtez-les',
    ]);
});

test('takes servers of the machine itself, with TLS and a password, or on a network that is named as one’s own', () => {
  for (const given of [
    { EVENT_STORE_URL: 'kurrentdb://127.0.0.1:2113?tls=false', JOBS_URL: 'redis://localhost', HOST: '0.0.0.0' },
    {
      READ_STORE_URL: 'mongodb://a:b@read.example,read2.example:27017/paie?tls=true',
      JOBS_URL: 'rediss://:p@jobs.example',
    },
    { READ_STORE_URL: 'mongodb://mongodb:27017/paie', JOBS_URL: 'redis://redis', PLAIN_HOSTS: 'mongodb, Redis' },
    { OIDC_JWKS_URL: 'http://127.0.0.1:4000/keys' },
  ])
    expect(environmentOf({ ...PRODUCTION, ...given }).warnings).toStrictEqual([]);
});

test('refuses values that are mistaken for production, and networks of everyone', () => {
  for (const NODE_ENV of ['prod', 'PRD', 'produciton', 'production1', 'poduction', 'live'])
    expect(faultsOf(() => environmentOf({ ...OPENID, NODE_ENV })).join()).toMatch(
      /^NODE_ENV vaut .* écrivez production/,
    );
  for (const NODE_ENV of ['test', 'development', 'preproduction', 'non-production', 'staging', 'preprod', ''])
    expect(faultsOf(() => environmentOf({ ...OPENID, NODE_ENV }))).toStrictEqual([]);
  for (const network of ['0.0.0.0/1', '128.0.0.0/1', '::/0', '2000::/3', '::ffff:0:0/96', '::ffff:192.0.0.0/98'])
    for (const name of ['TRUSTED_PROXIES', 'WEBHOOK_PRIVATE_HOSTS', 'PLAIN_HOSTS'])
      expect(faultsOf(() => environmentOf({ ...OPENID, [name]: network })).join()).toMatch(/si large/);
});

test('a secret that others can read or guess is refused, with the remedy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'environment-'));
  const path = join(folder, 'secret');
  const faultOf = (key: string, text: string, mode: number): string => {
    writeFileSync(path, text);
    chmodSync(path, mode);
    return faultsOf(() => environmentOf({ ...OPENID, [key]: path })).join('\n');
  };
  const key = hash('sha256', 'a key', 'base64');
  const audited = { AUDIT_KEY_FILE: 'PEM' };
  expect(faultOf('WEBHOOK_KEY_FILE', key, 0o600)).toBe('');
  expect(faultOf('WEBHOOK_KEY_FILE', key, 0o640)).toBe('');
  for (const mode of [0o644, 0o604, 0o660])
    expect(faultOf('WEBHOOK_KEY_FILE', key, mode)).toMatch(
      /^WEBHOOK_KEY_FILE : .* est ouvert à d’autres \(0\d{3}\) ; .*chmod/,
    );
  for (const [name, text] of Object.entries({ ...audited, JOBS_URL_FILE: 'redis://127.0.0.1' })) {
    expect(faultOf(name, text, 0o644)).toMatch(/ouvert à d’autres/);
    expect(faultOf(name, text, 0o400)).toBe('');
  }
  for (const weak of [
    Buffer.alloc(32, 7),
    Buffer.from(Array.from({ length: 32 }, (_, i) => i)),
    Buffer.from('ab'.repeat(20)),
  ])
    expect(faultOf('WEBHOOK_KEY_FILE', weak.toString('base64'), 0o600)).toMatch(/que l’on devine/);
  expect(faultOf('WEBHOOK_KEY_FILE', 'a pass phrase that is long enough to be one!', 0o600)).toMatch(/pas en base64/);
  writeFileSync(path, 'b');
  chmodSync(path, 0o644);
  const url = `mongodb://a@localhost/paie?passwordFile=${path}`;
  expect(faultsOf(() => environmentOf({ ...OPENID, READ_STORE_URL: url })).join()).toMatch(
    /^READ_STORE_URL : .*ouvert/,
  );
  rmSync(folder, { recursive: true });
});

test('a worker checks the token issuer, though it takes no tokens', () => {
  expect(faultsOf(() => workerEnvironment({ ACCESS: 'foo' }))).toStrictEqual([
    'ACCESS vaut « foo » ; choisissez parmi openid, development',
  ]);
});

test('the issuer is kept exactly as written', () => {
  const { access } = environmentOf({ ...OPENID, OIDC_ISSUER: 'https://id.example' });
  expect(access).toMatchObject({ mode: 'openid', issuer: 'https://id.example' });
});

test('people log in with all the variables of a login or with no one, over TLS, and come back to the callback', () => {
  const folder = mkdtempSync(join(tmpdir(), 'login-'));
  const [secret, empty] = [join(folder, 'secret'), join(folder, 'empty')];
  writeFileSync(secret, 'a secret\n', { mode: 0o600 });
  writeFileSync(empty, '\n', { mode: 0o600 });
  const login = {
    OIDC_CLIENT_ID: 'decompte',
    OIDC_CLIENT_SECRET_FILE: secret,
    OIDC_REDIRECT_URL: 'https://decompte.example/session/openid/callback',
  };
  const refusedWith = (more: Readonly<Record<string, string>>) =>
    faultsOf(() => environmentOf({ ...OPENID, ...login, ...more })).join('\n');
  const { access } = environmentOf({ ...OPENID, ...login });
  expect(access).toMatchObject({ login: { clientId: 'decompte', clientSecret: 'a secret', recentMinutes: 10 } });
  expect(environmentOf(OPENID).access).toMatchObject({ login: undefined });
  for (const missing of Object.keys(login))
    expect(refusedWith({ [missing]: '' })).toMatch(
      new RegExp(`vont ensemble ; il manque ${missing} ; réglez par exemple OIDC_CLIENT_ID=`),
    );
  expect(refusedWith({ OIDC_CLIENT_SECRET_FILE: empty })).toMatch(/^OIDC_CLIENT_SECRET_FILE : .* est vide/);
  expect(refusedWith({ OIDC_ISSUER: 'http://id.example' })).toMatch(/^OIDC_ISSUER vaut .* il faut https:/);
  expect(refusedWith({ OIDC_REDIRECT_URL: 'http://127.example/session/openid/callback' })).toMatch(/il faut https:/);
  for (const path of ['', '/session/openid', '/session/openid/callback?a=b', '/session/openid/callback/', '/x#y'])
    expect(refusedWith({ OIDC_REDIRECT_URL: `https://decompte.example${path}` })).toMatch(/suivie de .*callback, sans/);
  for (const host of ['localhost:1', '127.0.0.1:1', '[::1]:1']) {
    const here = { OIDC_ISSUER: `http://${host}`, OIDC_REDIRECT_URL: `http://${host}/session/openid/callback` };
    expect(refusedWith(here)).toBe('');
  }
  rmSync(folder, { recursive: true });
});

test('machines share their state in MongoDB if the read store is there, beside it, or at its own URL', () => {
  const shared = (env: Record<string, string>) => {
    const { stores, uploads } = workerEnvironment({ DATA: '/a', ...env });
    return [stores.shared, uploads];
  };
  const read = 'mongodb://here/decompte';
  const beside = { url: read, besideDatabase: '_shared' };
  expect(shared({})).toStrictEqual([undefined, { folder: '/a/uploads', server: undefined }]);
  expect(shared({ READ_STORE_URL: read })).toStrictEqual([beside, { folder: '/a/uploads', server: beside }]);
  const own = { url: 'mongodb://there/partage', besideDatabase: undefined };
  expect(shared({ READ_STORE_URL: read, SHARED_URL: own.url })).toStrictEqual([
    own,
    { folder: '/a/uploads', server: own },
  ]);
  // A folder that is named is on a disk that all machines have.
  expect(shared({ READ_STORE_URL: read, UPLOADS: '/disk' })).toStrictEqual([
    beside,
    { folder: '/disk', server: undefined },
  ]);
  expect(() => shared({ SHARED_URL: 'sqlite:/a' })).toThrow(EnvironmentRefused);
});

test('a folder comes from the variable that names it', () => {
  const named = ({ folders }: ReturnType<typeof workerEnvironment>) =>
    folders.map(({ variable, path }) => [variable, path]);
  expect(named(workerEnvironment({ DATA: '/a' }))).toStrictEqual([
    ['DATA', '/a'],
    ['DATA', '/a/read'],
    ['DATA', '/a/uploads'],
    ['DATA', '/a'],
  ]);
  expect(
    named(
      workerEnvironment({
        EVENT_STORE_URL: 'sqlite:/b/events.db',
        READ_STORE_URL: 'sqlite:/c',
        UPLOADS: '/d',
        JOBS_URL: 'redis://here',
      }),
    ),
  ).toStrictEqual([
    ['EVENT_STORE_URL', '/b'],
    ['READ_STORE_URL', '/c'],
    ['UPLOADS', '/d'],
  ]);
});

test('each variable is read by the processes of its table, and by no other', () => {
  const names = (...tables: readonly object[]): string[] => tables.flatMap((table) => Object.keys(table)).sort();
  expect(readOf(environmentOf, OPENID).sort()).toStrictEqual(names(OF_BOTH, OF_API, OF_OPENID));
  expect(readOf(environmentOf, { ACCESS: 'development' }).sort()).toStrictEqual(names(OF_BOTH, OF_API));
  expect(readOf(workerEnvironment, {}).sort()).toStrictEqual(names(OF_BOTH, OF_WORKER));
});

test('a value may come as the content of a file, and from nowhere else at the same time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'environment-'));
  const path = join(folder, 'jobs-url');
  writeFileSync(path, 'redis://:secret@here\n', { mode: 0o600 });
  try {
    expect(workerEnvironment({ JOBS_URL_FILE: path }).jobsUrl).toBe('redis://:secret@here');
    expect(faultsOf(() => workerEnvironment({ JOBS_URL_FILE: path, JOBS_URL: 'local:a' }))).toStrictEqual([
      'JOBS_URL et JOBS_URL_FILE sont réglés tous deux ; gardez-en un',
    ]);
    expect(faultsOf(() => workerEnvironment({ LOG_LEVEL_FILE: folder })).join('\n')).toMatch(
      /^LOG_LEVEL_FILE : .* ne peut pas être lu/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an empty variable counts as unset', () => {
  expect(workerEnvironment({ WORKER_PORT: '', HOST: '', JOBS_URL: '' })).toStrictEqual(workerEnvironment({}));
});

test('hosts and numbers are read as they are meant', () => {
  const { webhookAddresses, telemetryEndpoint, jobLeaseMs } = workerEnvironment({
    WEBHOOK_PRIVATE_HOSTS: ' Intranet.example, ,10.1.0.0/16',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    JOB_LEASE_MS: '05000',
  });
  expect(webhookAddresses).toStrictEqual({ development: false, allowed: ['intranet.example', '10.1.0.0/16'] });
  expect([telemetryEndpoint, jobLeaseMs]).toStrictEqual(['http://collector:4318/', 5_000]);
});
