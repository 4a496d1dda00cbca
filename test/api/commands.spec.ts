/** Decisions over HTTP: four eyes, roles, idempotency keys and refusals, by the same rules as on the command line. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { type ClientAnswer, given, keyed, refused } from '#test/support/client.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { type Answer, Service } from '#test/support/service.ts';
import { TINY_YEAR, withTinyData } from '#test/support/tiny-data.ts';

let service: Service;
let alice: DecompteClient;
let bruno: DecompteClient;
let david: DecompteClient;
let emma: DecompteClient;

beforeAll(async () => {
  service = await withTinyData(TINY_YEAR, (data) => Service.start({ data }));
  alice = await service.client('operator', 'Alice');
  bruno = await service.client('approver', 'Bruno');
  david = await service.client('accountant', 'David');
  emma = await service.client('accountant', 'Emma');
});
afterAll(() => service.close());

/** The events a command recorded. */
async function did(answer: Promise<ClientAnswer<{ readonly events: readonly string[] }>>): Promise<readonly string[]> {
  return given(await answer).events;
}

/** The events a bulk command recorded, by period. */
async function didMany(
  answer: Promise<ClientAnswer<{ readonly outcomes: readonly { period: string; events: readonly string[] }[] }>>,
): Promise<readonly (readonly string[])[]> {
  return given(await answer).outcomes.map(({ period, events }) => [period, ...events]);
}

async function refuses(status: number, said: RegExp, answer: Promise<ClientAnswer<unknown>>) {
  const problem = refused(await answer, status);
  expect(JSON.stringify(problem)).toMatch(said);
  return problem;
}

const ACCOUNT = { name: 'Maison de santé', iban: 'FR76 3000 6000 0112 3456 7890 189', bic: 'AGRIFRPP' };
const TERMS = { amountCents: '1000000', schemes: ['PEPS', 'IPEP'] };
const FISS = { envelope: 'FISS' };
const PEPS = { team: 'PEPS-01' };

/** The steps of one statement. */
function steps(period: string) {
  const path = { ...PEPS, period };
  return {
    submit: (client: DecompteClient, key?: string) =>
      client.POST('/statements/{team}/{period}/submit', { params: { path, ...keyed(key) } }),
    approve: (client: DecompteClient, key?: string) =>
      client.POST('/statements/{team}/{period}/approve', { params: { path, ...keyed(key) } }),
    reject: (client: DecompteClient, reason: string, key?: string) =>
      client.POST('/statements/{team}/{period}/reject', { params: { path, ...keyed(key) }, body: { reason } }),
    withdraw: (client: DecompteClient, reason: string, key?: string) =>
      client.POST('/statements/{team}/{period}/withdraw', { params: { path, ...keyed(key) }, body: { reason } }),
    regularise: (client: DecompteClient, knownOn: string, key?: string) =>
      client.POST('/statements/{team}/{period}/regularise', { params: { path, ...keyed(key) }, body: { knownOn } }),
  };
}

function proposeEnvelope(body: typeof TERMS, key?: string, path = FISS) {
  return alice.POST('/envelopes/{envelope}/propose', { params: { path, ...keyed(key) }, body });
}

/** The codes read last: a command repeated with its key sends the same code. */
let [payeeCode, versionCode] = ['', ''];
const proposalCodes = new Map<string, string>();

/** The code of a proposal under this name, or its last known code. */
async function proposalCode(proposal: string): Promise<string> {
  for (const one of given(await bruno.GET('/ledger-proposals', {})).items) proposalCodes.set(one.proposal, one.code);
  return proposalCodes.get(proposal) ?? '0000000000';
}

async function confirmEnvelope(client: DecompteClient, key?: string, path = FISS) {
  const code = await proposalCode(`envelope:${path.envelope}`);
  return client.POST('/envelopes/{envelope}/confirm', { params: { path, ...keyed(key) }, body: { code } });
}

function proposePayee(body: typeof ACCOUNT, key?: string) {
  return david.POST('/payees/{team}/propose', { params: { path: PEPS, ...keyed(key) }, body });
}

/** With the code of the proposal. */
async function confirmPayee(client: DecompteClient, key?: string) {
  payeeCode = given(await david.GET('/payees/{team}', { params: { path: PEPS } })).proposed?.code ?? payeeCode;
  return client.POST('/payees/{team}/confirm', { params: { path: PEPS, ...keyed(key) }, body: { code: payeeCode } });
}

function proposeDebtor(body: typeof ACCOUNT, key?: string) {
  return david.POST('/debtors/{envelope}/propose', { params: { path: FISS, ...keyed(key) }, body });
}

async function confirmDebtor(client: DecompteClient, key?: string) {
  const code = given(await david.GET('/debtors/{envelope}', { params: { path: FISS } })).proposed?.code ?? '';
  return client.POST('/debtors/{envelope}/confirm', { params: { path: FISS, ...keyed(key) }, body: { code } });
}

async function publishVersion(key: string) {
  versionCode = given(await bruno.GET('/regulation/proposal', {})).proposed?.code ?? versionCode;
  return bruno.POST('/regulation/publish', { params: keyed(key), body: { code: versionCode } });
}

test('requires two people for an envelope and for an account', async () => {
  expect(await did(proposeEnvelope(TERMS))).toStrictEqual(['EnvelopeProposed']);
  const both = await service.client('approver', 'alice');
  await refuses(422, /a proposé l/, confirmEnvelope(both));
  expect(await did(confirmEnvelope(bruno))).toStrictEqual(['EnvelopeConfirmed']);
  await did(proposePayee(ACCOUNT));
  await refuses(422, /David a proposé le compte/, confirmPayee(david));
  expect(await did(confirmPayee(emma))).toStrictEqual(['PayeeConfirmed']);
  await did(proposeDebtor(ACCOUNT));
  await refuses(422, /David a proposé le compte/, confirmDebtor(david));
  expect(await did(confirmDebtor(emma))).toStrictEqual(['PayeeConfirmed']);
  const unknown = proposeEnvelope({ amountCents: '1', schemes: ['PEPX'] }, undefined, { envelope: 'AUTRE' });
  await refuses(404, /PEPX.*n’est pas une expérimentation/, unknown);
});

test('refuses an invalid account and names every fault', async () => {
  const wrong = { ...ACCOUNT, iban: 'FR76 3000', bic: 'AGRI' };
  const { errors = [] } = await refuses(422, /IBAN/, proposePayee(wrong));
  expect(errors.map(({ path }) => path)).toStrictEqual(['/iban', '/bic']);
});

test('one person submits a statement, another approves it, and a withdrawal needs a reason', async () => {
  const { submit, approve, reject, withdraw } = steps('2021-Q1');
  await refuses(422, /n’est pas soumis/, approve(bruno));
  const submitted = given(await submit(alice));
  expect(submitted.events).toStrictEqual(['StatementSubmitted']);
  expect(Number(submitted.position)).toBeGreaterThan(0);
  const both = await service.client('approver', 'ALICE');
  await refuses(422, /a soumis PEPS-01 2021-T1/, approve(both));
  await refuses(400, /reason dit pourquoi/, reject(bruno, ' '));
  expect(await did(reject(bruno, 'à revoir'))).toStrictEqual(['StatementRejected']);
  await did(submit(alice));
  expect(await did(approve(bruno))).toStrictEqual(['StatementApproved']);
  expect(await did(withdraw(bruno, 'trop tôt'))).toStrictEqual(['StatementWithdrawn']);
  await did(submit(alice));
  await did(approve(bruno));
  await refuses(422, /déjà décidé/, submit(alice));
  await refuses(404, /n’a pas de calcul pour 2031-T1/, steps('2031-Q1').submit(alice));
  await refuses(400, /2021-Q1, ou 2021/, steps('2021-Q7').submit(alice));
  const token = await service.token('operator', 'Alice');
  const answer = await service.post('/statements/PEPS-01/2021-Q1/submit', { force: true }, { token });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toMatch(/le champ force n’est pas prévu/);
});

test('submits many statements at once and approves them only with the code of the report', async () => {
  const range = { from: '2021-Q2', to: '2021-Q3', scheme: 'PEPS' };
  const read = async (period: string): Promise<string> =>
    given(await alice.GET('/variance', { params: { query: { period, scheme: 'PEPS' } } })).draftCode ?? '';
  const submit = (...variance: string[]) =>
    alice.POST('/statements/submit', { params: keyed(), body: { ...range, variance } });
  const codes = [await read('2021-Q2'), await read('2021-Q3')];
  await refuses(422, /à soumettre pour 2021-T2, 2021-T3 n’est pas/, submit());
  await refuses(422, /à soumettre pour 2021-T3 n’est pas/, submit(codes[0] ?? '', '000000000000'));
  expect(await didMany(submit(...codes))).toStrictEqual([
    ['2021-Q2', 'StatementSubmitted'],
    ['2021-Q3', 'StatementSubmitted'],
  ]);
  const approve = (...variance: string[]) =>
    bruno.POST('/statements/approve', { params: keyed(), body: { ...range, variance } });
  await refuses(422, /rapport des écarts/, approve());
  await refuses(422, /n’est pas ce que montrait/, approve('000000000000'));
  const reversed = { from: '2021-Q3', to: '2021-Q2' };
  await refuses(400, /inversez-les/, alice.POST('/statements/submit', { params: keyed(), body: reversed }));
  const one = { ...range, to: '2021-Q2', reason: 'à revoir' };
  expect(await didMany(bruno.POST('/statements/reject', { params: keyed(), body: one }))).toStrictEqual([
    ['2021-Q2', 'StatementRejected'],
  ]);
});

/** A command under a key, and another one of the same kind. */
type Command = readonly [
  name: string,
  send: (key: string) => Promise<ClientAnswer<unknown>>,
  other?: (key: string) => Promise<ClientAnswer<unknown>>,
];

test('a repeated command gets the same answer and does nothing; another body under its key is refused', async () => {
  const { submit, reject } = steps('2021-Q4');
  const { regularise } = steps('2021-Q1');
  const last = { from: '2021-Q4', to: '2021-Q4' };
  const submitMany = (key: string, body: { from: string; to: string; scheme?: string }) =>
    alice.POST('/statements/submit', { params: keyed(key), body });
  const rejectMany = (key: string, reason: string) =>
    bruno.POST('/statements/reject', { params: keyed(key), body: { ...last, reason } });
  const exception = { ...FISS, exception: 'E1' };
  const except = (key: string, amountCents: string) =>
    alice.POST('/envelopes/{envelope}/exceptions/{exception}/propose', {
      params: { path: exception, ...keyed(key) },
      body: { amountCents, reason: 'un' },
    });
  const proposeVersion = (key: string, body: { parameters?: string }) =>
    alice.POST('/regulation/propose', { params: keyed(key), body });
  const parameters = SHIPPED.parameters.replace(/"version": "[^"]+"/, '"version": "2099-01"');
  const commands: readonly Command[] = [
    ['submit', (key) => submit(alice, key)],
    ['reject', (key) => reject(bruno, 'un', key), (key) => reject(bruno, 'deux', key)],
    [
      'submit-many',
      (key) => submitMany(key, { ...last, scheme: 'PEPS' }),
      (key) => submitMany(key, { from: '2021-Q1', to: '2021-Q4' }),
    ],
    ['reject-many', (key) => rejectMany(key, 'un'), (key) => rejectMany(key, 'deux')],
    ['regularise', (key) => regularise(alice, '2024-08-31', key), (key) => regularise(alice, '2024-09-30', key)],
    ['propose-payee', (key) => proposePayee(ACCOUNT, key), (key) => proposePayee({ ...ACCOUNT, name: 'Autre' }, key)],
    ['confirm-payee', (key) => confirmPayee(emma, key)],
    [
      'propose-debtor',
      (key) => proposeDebtor(ACCOUNT, key),
      (key) => proposeDebtor({ ...ACCOUNT, name: 'Autre' }, key),
    ],
    [
      'propose-envelope',
      (key) => proposeEnvelope({ ...TERMS, amountCents: '1000001' }, key),
      (key) => proposeEnvelope({ amountCents: '5', schemes: ['PRIMORDIAL'] }, key),
    ],
    ['confirm-envelope', (key) => confirmEnvelope(bruno, key)],
    ['propose-exception', (key) => except(key, '5'), (key) => except(key, '6')],
    [
      'confirm-exception',
      async (key) =>
        bruno.POST('/envelopes/{envelope}/exceptions/{exception}/confirm', {
          params: { path: exception, ...keyed(key) },
          body: { code: await proposalCode('exception:E1') },
        }),
    ],
    ['propose-regulation', (key) => proposeVersion(key, { parameters }), (key) => proposeVersion(key, {})],
    ['publish-regulation', (key) => publishVersion(key)],
  ];
  for (const [name, send, other] of commands) {
    const key = `again-${name}`;
    const first = given(await send(key));
    const before = await logEnd();
    assert.deepEqual(given(await send(key)), first, name);
    assert.equal(await logEnd(), before, `${name} sent again records nothing`);
    if (other !== undefined) assert.equal(refused(await other(key), 409).type, 'urn:decompte:problem:key-reused', name);
  }
});

test('a command sent many times at once under one key is done once, with the same answer each time', async () => {
  const { submit } = steps('2021-Q2');
  const answers = await Promise.all(Array.from({ length: 8 }, () => submit(alice, 'at-once')));
  const [first, ...others] = answers.map((answer) => given(answer));
  for (const other of others) expect(other).toStrictEqual(first);
});

async function logEnd(): Promise<number> {
  const log = new SqliteEventStore(join(service.folder, 'events.db'));
  try {
    return await log.end();
  } finally {
    await log.close();
  }
}

test('refuses an unreadable answer of the bank, and remarks on an entry about an unknown payment', async () => {
  const token = await service.token('accountant', 'David');
  const sent = async (text: string, type: string): Promise<Answer<{ recorded: number; remarks: readonly string[] }>> =>
    service.post<{ recorded: number; remarks: readonly string[] }>('/payment-answers', text, {
      token,
      headers: { 'content-type': type },
    });
  expect((await sent('<a/>', 'application/xml')).status).toBe(422);
  expect((await sent('{}', 'application/json')).status).toBe(415);
  const csv = 'end_to_end_id,status,day,amount_cents,reason\nE2E,EXECUTED,2022-02-02,100,\n';
  const unknown = await sent(csv, 'text/csv');
  expect([unknown.status, unknown.body.recorded]).toStrictEqual([200, 0]);
  expect(unknown.body.remarks).toStrictEqual([expect.stringContaining('E2E')]);
});

test('a refused command leaves only its key, and is decided again when it is repeated', async () => {
  const key = 'proposée trop tôt'.replaceAll(/\W/g, '-');
  const except = (envelope: string) =>
    alice.POST('/envelopes/{envelope}/exceptions/{exception}/propose', {
      params: { path: { envelope, exception: 'HATIVE' }, ...keyed(key) },
      body: { amountCents: '5', reason: 'un' },
    });
  const [first, second] = [await except('HATIF'), await except('HATIF')];
  expect(refused(first, 422).detail).toBe(refused(second, 422).detail);
  expect(await typesRecordedUnder(key)).toStrictEqual(['CommandReceived']);
  await did(proposeEnvelope({ amountCents: '1', schemes: ['PRIMORDIAL'] }, undefined, { envelope: 'HATIF' }));
  given(await except('HATIF'));
  expect(await typesRecordedUnder(key)).toStrictEqual(['CommandReceived', 'ExceptionProposed']);
  // At another address it is another command.
  refused(await except('AUTRE'), 409);
});

test('approving one statement beyond its envelope takes the exception that two people gave', async () => {
  const period = '2021-Q3';
  const params = { path: { ...PEPS, period } };
  const used = given(await bruno.GET('/envelopes/{envelope}', { params: { path: FISS } }));
  await did(proposeEnvelope({ ...TERMS, amountCents: used.committedCents }));
  await did(confirmEnvelope(bruno));
  await refuses(422, /une exception confirmée à deux le permet/, steps(period).approve(bruno));
  const path = { ...FISS, exception: 'PONT' };
  const body = { amountCents: '100000000', reason: 'fin de trimestre' };
  await did(alice.POST('/envelopes/{envelope}/exceptions/{exception}/propose', { params: { path, ...keyed() }, body }));
  const code = await proposalCode('exception:PONT');
  await did(
    bruno.POST('/envelopes/{envelope}/exceptions/{exception}/confirm', {
      params: { path, ...keyed() },
      body: { code },
    }),
  );
  const approve = bruno.POST('/statements/{team}/{period}/approve', {
    params: { ...params, ...keyed() },
    body: { exception: 'PONT' },
  });
  expect(await did(approve)).toStrictEqual(['StatementApproved']);
});

/** The types of the events recorded under a key. */
async function typesRecordedUnder(key: string): Promise<readonly string[]> {
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
