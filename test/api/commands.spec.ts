/** Decisions over HTTP: four eyes, roles, one key for one command, what is refused and why; the same rules as at the command line. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Role } from '#apps/api/access/role.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SHIPPED } from '#test/support/product.ts';
import { type Answer, type Sent, Service } from '#test/support/service.ts';
import { withTinyData } from '#test/support/tiny-data.ts';

interface Done {
  readonly events: readonly string[];
  readonly position: number | null;
}
interface Outcomes {
  readonly outcomes: readonly (Done & { team: string; period: string; refused: string | null })[];
  readonly notCovered: readonly string[];
}
interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly { path: string; code: string; detail: string }[];
}

let service: Service;
before(async () => {
  const asked = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' };
  service = await withTinyData(asked, (data) => Service.start({ data }));
});
after(() => service.close());

const PEOPLE: Readonly<Record<string, Role>> = {
  Alice: 'operator',
  Bruno: 'approver',
  Chloé: 'authorising-officer',
  David: 'accountant',
  Emma: 'accountant',
};

async function asks<Body>(who: string, path: string, body: unknown = {}, sent: Sent = {}): Promise<Answer<Body>> {
  return service.post<Body>(path, body, { ...sent, token: await service.token(PEOPLE[who] ?? 'auditor', who) });
}

async function does<Body = Done>(who: string, path: string, body: unknown = {}, sent: Sent = {}): Promise<Body> {
  const answer = await asks<Body>(who, path, body, sent);
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function refuses(status: number, said: RegExp, who: string, path: string, body: unknown = {}): Promise<Problem> {
  const answer = await asks<Problem>(who, path, body);
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(answer.headers.get('content-type') ?? '', /application\/problem\+json/);
  assert.match(JSON.stringify(answer.body), said);
  return answer.body;
}

const ACCOUNT = { name: 'Maison de santé', iban: 'FR76 3000 6000 0112 3456 7890 189', bic: 'AGRIFRPP' };

test('an envelope and an account take two people', async () => {
  const terms = { amountCents: '1000000', schemes: ['PEPS', 'IPEP'] };
  assert.deepEqual((await does('Alice', '/envelopes/FISS/propose', terms)).events, ['EnvelopeProposed']);
  const token = await service.token(['operator', 'approver'], 'alice');
  const alone = await service.post<Problem>('/envelopes/FISS/confirm', {}, { token });
  assert.deepEqual([alone.status, alone.body.detail.includes('a proposé l')], [422, true], alone.body.detail);
  assert.deepEqual((await does('Bruno', '/envelopes/FISS/confirm')).events, ['EnvelopeConfirmed']);
  for (const holder of ['payees/PEPS-01', 'debtors/FISS']) {
    await does('David', `/${holder}/propose`, ACCOUNT);
    await refuses(422, /David a proposé le compte/, 'David', `/${holder}/confirm`);
    assert.deepEqual((await does('Emma', `/${holder}/confirm`)).events, ['PayeeConfirmed']);
  }
  await refuses(404, /PEPX.*n'est pas une expérimentation/, 'Alice', '/envelopes/AUTRE/propose', {
    amountCents: '1',
    schemes: ['PEPX'],
  });
});

test('an account that no bank would take is refused with every fault', async () => {
  const { errors = [] } = await refuses(422, /IBAN/, 'David', '/payees/PEPS-01/propose', {
    ...ACCOUNT,
    iban: 'FR76 3000',
    bic: 'AGRI',
  });
  assert.deepEqual(
    errors.map(({ path }) => path),
    ['/iban', '/bic'],
  );
});

test('a statement is submitted by one, approved by another, and not withdrawn without a reason', async () => {
  const of = '/statements/PEPS-01/2021-Q1';
  await refuses(422, /n'est pas soumis/, 'Bruno', `${of}/approve`);
  const submitted = await does('Alice', `${of}/submit`);
  assert.deepEqual(submitted.events, ['StatementSubmitted']);
  assert.ok(Number(submitted.position) > 0);
  const token = await service.token(['operator', 'approver'], 'ALICE');
  const alone = await service.post<Problem>(`${of}/approve`, {}, { token });
  assert.deepEqual([alone.status, alone.body.detail.includes('a soumis PEPS-01 2021-Q1')], [422, true]);
  await refuses(400, /reason dit pourquoi/, 'Bruno', `${of}/reject`, { reason: ' ' });
  assert.deepEqual((await does('Bruno', `${of}/reject`, { reason: 'à revoir' })).events, ['StatementRejected']);
  await does('Alice', `${of}/submit`);
  assert.deepEqual((await does('Bruno', `${of}/approve`)).events, ['StatementApproved']);
  assert.deepEqual((await does('Bruno', `${of}/withdraw`, { reason: 'trop tôt' })).events, ['StatementWithdrawn']);
  await does('Alice', `${of}/submit`);
  await does('Bruno', `${of}/approve`);
  await refuses(422, /déjà décidé/, 'Alice', `${of}/submit`);
  await refuses(404, /n’a pas de calcul pour 2031-Q1/, 'Alice', '/statements/PEPS-01/2031-Q1/submit');
  await refuses(400, /2021-Q1, ou 2021/, 'Alice', '/statements/PEPS-01/2021-Q7/submit');
  await refuses(400, /ne prend pas de corps/, 'Alice', `${of}/submit`, { force: true });
});

test('many are submitted at once, and approved only by the code of what was read', async () => {
  const range = { from: '2021-Q2', to: '2021-Q3', scheme: 'PEPS' };
  const submitted = await does<Outcomes>('Alice', '/statements/submit', range);
  assert.deepEqual(
    submitted.outcomes.map(({ period, events }) => [period, ...events]),
    [
      ['2021-Q2', 'StatementSubmitted'],
      ['2021-Q3', 'StatementSubmitted'],
    ],
  );
  await refuses(422, /rapport des écarts/, 'Bruno', '/statements/approve', { ...range, variance: [] });
  await refuses(422, /n'est pas ce que montrait/, 'Bruno', '/statements/approve', {
    ...range,
    variance: ['000000000000'],
  });
  await refuses(400, /inversez-les/, 'Alice', '/statements/submit', { from: '2021-Q3', to: '2021-Q2' });
  const rejected = await does<Outcomes>('Bruno', '/statements/reject', { ...range, to: '2021-Q2', reason: 'à revoir' });
  assert.deepEqual(
    rejected.outcomes.map(({ period, events }) => [period, ...events]),
    [['2021-Q2', 'StatementRejected']],
  );
});

test('a command sent again with its key gives the same answer and does nothing; another body is refused', async () => {
  const TERMS = { amountCents: '5', schemes: ['PRIMORDIAL'] };
  const version = { parameters: SHIPPED.parameters.replace(/"version": "[^"]+"/, '"version": "2099-01"') };
  const commands: readonly (readonly [who: string, path: string, body: object, other: object | undefined])[] = [
    ['Alice', '/statements/PEPS-01/2021-Q4/submit', {}, undefined],
    ['Bruno', '/statements/PEPS-01/2021-Q4/reject', { reason: 'un' }, { reason: 'deux' }],
    [
      'Alice',
      '/statements/submit',
      { from: '2021-Q4', to: '2021-Q4', scheme: 'PEPS' },
      { from: '2021-Q1', to: '2021-Q4' },
    ],
    [
      'Bruno',
      '/statements/reject',
      { from: '2021-Q4', to: '2021-Q4', reason: 'un' },
      { from: '2021-Q4', to: '2021-Q4', reason: 'deux' },
    ],
    ['Alice', '/statements/PEPS-01/2021-Q1/regularise', { knownOn: '2024-08-31' }, { knownOn: '2024-09-30' }],
    ['David', '/payees/PEPS-01/propose', ACCOUNT, { ...ACCOUNT, name: 'Autre' }],
    ['Emma', '/payees/PEPS-01/confirm', {}, undefined],
    ['David', '/debtors/FISS/propose', ACCOUNT, { ...ACCOUNT, name: 'Autre' }],
    ['Alice', '/envelopes/FISS/propose', { amountCents: '1000001', schemes: ['PEPS', 'IPEP'] }, TERMS],
    ['Bruno', '/envelopes/FISS/confirm', {}, undefined],
    [
      'Alice',
      '/envelopes/FISS/exceptions/E1/propose',
      { amountCents: '5', reason: 'un' },
      { amountCents: '6', reason: 'un' },
    ],
    ['Bruno', '/envelopes/FISS/exceptions/E1/confirm', {}, undefined],
    ['Alice', '/regulation/propose', version, {}],
    ['Bruno', '/regulation/publish', {}, undefined],
  ];
  for (const [who, path, body, other] of commands) {
    const key = `again ${path}`.replaceAll(' ', '-');
    const first = await does(who, path, body, { key });
    const before = await logEnd();
    assert.deepEqual(await does(who, path, body, { key }), first, path);
    assert.equal(await logEnd(), before, `${path} sent again records nothing`);
    if (other === undefined) continue;
    const refused = await asks<Problem>(who, path, other, { key });
    assert.deepEqual([refused.status, refused.body.type], [409, 'urn:decompte:problem:key-reused'], path);
  }
});

test('a command sent many times at once under one key is done once, and answered the same each time', async () => {
  const sent = { key: 'at-once' };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => asks<Done>('Alice', '/statements/PEPS-01/2021-Q2/submit', {}, sent)),
  );
  const [first] = answers;
  assert.equal(first?.status, 200, JSON.stringify(first?.body));
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, first.body]);
});

async function logEnd(): Promise<number> {
  const log = new SqliteEventStore(join(service.folder, 'events.db'));
  try {
    return await log.end();
  } finally {
    await log.close();
  }
}

test('what the bank says that cannot be read, or is of no payment, is refused', async () => {
  const token = await service.token('accountant', 'David');
  const sent = async (text: string, type: string): Promise<Answer<Problem>> =>
    service.post<Problem>('/payment-answers', text, { token, headers: { 'content-type': type } });
  assert.equal((await sent('<a/>', 'application/xml')).status, 422);
  assert.equal((await sent('{}', 'application/json')).status, 415);
  const csv = 'end_to_end_id,status,day,amount_cents,reason\nE2E,EXECUTED,2022-02-02,100,\n';
  const unknown = await sent(csv, 'text/csv');
  assert.deepEqual([unknown.status, unknown.body.detail.includes('E2E')], [422, true], unknown.body.detail);
});

test('what the rules refuse is decided anew when it comes again with its key, and leaves nothing but the key', async () => {
  const key = 'confirmée trop tôt'.replaceAll(/\W/g, '-');
  const confirm = (): Promise<Answer<Problem>> => asks('Bruno', '/envelopes/HATIF/confirm', {}, { key });
  const [first, second] = [await confirm(), await confirm()];
  assert.deepEqual([first.status, second.status], [422, 422]);
  assert.equal(first.body.detail, second.body.detail);
  assert.deepEqual(await madeWith(key), ['CommandReceived']);
  await does('Alice', '/envelopes/HATIF/propose', { amountCents: '1', schemes: ['PRIMORDIAL'] });
  assert.deepEqual(((await confirm()) as Answer).status, 200);
  assert.deepEqual(await madeWith(key), ['CommandReceived', 'EnvelopeConfirmed']);
  // Under another address it is another command.
  assert.equal((await asks('Bruno', '/envelopes/AUTRE/confirm', {}, { key })).status, 409);
});

/** Types of the events that were recorded under a key. */
async function madeWith(key: string): Promise<readonly string[]> {
  const log = new SqliteEventStore(join(service.folder, 'events.db'));
  try {
    const types: string[] = [];
    for await (const batch of log.read({ after: 0 }))
      for (const { type, commit } of batch) if ((await log.commit(commit)).correlation === key) types.push(type);
    return types;
  } finally {
    await log.close();
  }
}
