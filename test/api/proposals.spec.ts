/** A proposal over HTTP: read with its code, confirmed by another person with it, refused, withdrawn; two tokens with different subjects are two persons. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { SHIPPED, shippedAs, shippedWithout } from '#test/support/shipped.ts';

const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };

interface Shown {
  readonly proposed: {
    readonly code: string | null;
    readonly iban: string;
    readonly proposedBy: { readonly name: string };
    readonly flags: readonly { readonly flag: string; readonly detail: string }[];
    readonly changes: readonly { readonly field: string }[];
  } | null;
  readonly confirmed: { readonly proposedBy: object } | null;
}

let service: Application;
const bearers: Record<string, string> = {};
beforeAll(async () => {
  service = await Application.start();
  const token = async (sub: string, name: string, role = 'accountant'): Promise<string> =>
    `Bearer ${await service.provider.token({ sub, name, roles: [role] })}`;
  bearers['first'] = await token('u-1', 'Alice Martin');
  bearers['first, married'] = await token('u-1', 'Alice Durand');
  bearers['namesake'] = await token('u-2', 'Alice Martin');
  bearers['operator'] = await token('u-3', 'Bruno', 'operator');
  bearers['approver'] = await token('u-4', 'Chloé', 'approver');
});
afterAll(() => service.close());

function as(who: string): string {
  const bearer = bearers[who];
  assert.ok(bearer !== undefined, who);
  return bearer;
}

async function post(who: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
  const typed = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await service.fetch(path, {
    method: 'POST',
    headers: { authorization: as(who), 'idempotency-key': randomUUID(), ...typed, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

async function read(who: string, path: string): Promise<{ readonly shown: Shown; readonly etag: string }> {
  const response = await service.fetch(path, { headers: { authorization: as(who) } });
  assert.equal(response.status, 200, path);
  return { shown: (await response.json()) as Shown, etag: response.headers.get('etag') ?? '' };
}

async function proposed(team: string, who = 'first', account: object = ACCOUNT): Promise<string> {
  expect((await post(who, `/payees/${team}/propose`, account)).status).toBe(200);
  const { shown } = await read(who, `/payees/${team}`);
  return shown.proposed?.code ?? '';
}

test('a person is one under two names, and two persons of one name are two', async () => {
  const code = await proposed('T1');
  const refused = await post('first, married', '/payees/T1/confirm', { code });
  expect([refused.status, refused.text]).toStrictEqual([422, expect.stringContaining('a proposé le compte')]);
  expect((await post('namesake', '/payees/T1/confirm', { code })).status).toBe(200);
  const { shown } = await read('operator', '/payees/T1');
  expect(shown.confirmed?.proposedBy).toStrictEqual({ name: 'Alice Martin', assurance: 'verified', subject: 'u-1' });
});

test('the code is the tag of the proposal, in If-Match or in the body', async () => {
  const code = await proposed('T2');
  const { etag, shown } = await read('namesake', '/payees/T2');
  expect(etag).toBe(`"${code}"`);
  expect(shown.proposed?.flags.map(({ flag }) => flag)).toStrictEqual(['SHARED_BY_TEAMS', 'UNKNOWN_HOLDER']);
  expect(shown.proposed?.changes.map(({ field }) => field)).toStrictEqual(['name', 'iban', 'bic']);
  const statusWith = async (ifMatch: string, body?: object): Promise<number> =>
    (await post('namesake', '/payees/T2/confirm', body, { 'if-match': ifMatch })).status;
  expect(await statusWith('*')).toBe(428);
  expect((await post('namesake', '/payees/T2/confirm')).status).toBe(428);
  expect(await statusWith('"0123456789", "3f0a9c41de"')).toBe(400);
  expect(await statusWith(etag, { code: '0123456789' })).toBe(400);
  expect(await statusWith('"0123456789"')).toBe(412);
  expect(await statusWith(`W/${etag}`, { code })).toBe(200);
});

test('a key belongs to the code it came with, also in If-Match', async () => {
  const code = await proposed('T3');
  const key = { 'idempotency-key': randomUUID() };
  const confirm = (ifMatch: string) =>
    post('namesake', '/payees/T3/confirm', undefined, { ...key, 'if-match': ifMatch });
  expect((await confirm(`"${code}"`)).status).toBe(200);
  expect((await confirm(`"${code}"`)).status).toBe(200);
  expect((await confirm('"0123456789"')).status).toBe(409);
});

test('a proposal replaced in between is not confirmed, and neither is one refused or withdrawn', async () => {
  const code = await proposed('T4');
  await proposed('T4', 'first', { ...ACCOUNT, name: 'Autre' });
  expect((await post('namesake', '/payees/T4/confirm', { code })).status).toBe(412);
  expect((await post('namesake', '/payees/T4/withdraw')).status).toBe(422);
  expect((await post('first, married', '/payees/T4/withdraw')).status).toBe(200);
  expect((await post('namesake', '/payees/T4/confirm', { code })).status).toBe(422);
  const other = await proposed('T4');
  expect((await post('first', '/payees/T4/refuse', { reason: 'faux' })).status).toBe(422);
  expect((await post('namesake', '/payees/T4/refuse', { reason: ' ' })).status).toBe(400);
  expect((await post('namesake', '/payees/T4/refuse', { reason: 'inconnu' })).status).toBe(200);
  expect((await post('namesake', '/payees/T4/confirm', { code: other })).status).toBe(422);
});

test('a refusal and a withdrawal with the code that was read do not end what replaced it', async () => {
  const read = await proposed('T6');
  const now = await proposed('T6', 'first', { ...ACCOUNT, name: 'Autre' });
  const refuse = (code: string) => post('namesake', '/payees/T6/refuse', { reason: 'inconnu', code });
  expect((await refuse(read)).status).toBe(412);
  expect((await post('first', '/payees/T6/withdraw', { code: read })).status).toBe(412);
  expect((await post('first', '/payees/T6/withdraw', undefined, { 'if-match': `"${read}"` })).status).toBe(412);
  expect((await post('first', '/payees/T6/withdraw', { code: 'lu' })).status).toBe(400);
  expect((await refuse(now)).status).toBe(200);
});

test('a person who sees a masked number gets no code', async () => {
  await proposed('T5');
  const { shown, etag } = await read('operator', '/payees/T5');
  expect(shown.proposed?.code).toBeNull();
  expect(shown.proposed?.iban).toMatch(/•/);
  expect(etag).toMatch(/^W\//);
});

test('a version of the regulation is published by the code of its changes', async () => {
  const { parameters } = shippedAs('2027-01');
  bearers['approver'] = `Bearer ${await service.provider.token({ sub: 'u-4', roles: ['approver'] })}`;
  expect((await post('operator', '/regulation/propose', { parameters })).status).toBe(200);
  const { shown, etag } = await read('approver', '/regulation/proposal');
  // A new log has no regulation in force: everything is new.
  expect(shown.proposed?.changes).toContainEqual({ path: 'version', before: null, after: '2027-01' });
  expect((await post('approver', '/regulation/publish')).status).toBe(428);
  expect((await post('approver', '/regulation/publish', undefined, { 'if-match': etag })).status).toBe(200);
  expect((await read('approver', '/regulation/proposal')).shown.proposed).toBeNull();
});

test('a version that drops a scheme warns the person who reads it', async () => {
  const { parameters } = shippedWithout('IPEP', '2027-02');
  expect((await post('operator', '/regulation/propose', { parameters })).status).toBe(200);
  const warnings = [expect.stringContaining('IPEP n’y est plus')];
  expect((await read('approver', '/regulation/proposal')).shown.proposed).toMatchObject({ warnings });
  const confirmations = await service.fetch('/confirmations?limit=500', { headers: { authorization: as('approver') } });
  const { items } = (await confirmations.json()) as { readonly items: readonly { readonly id: string }[] };
  expect(items.find(({ id }) => id === 'regulation')).toMatchObject({ warnings });
  expect((await post('operator', '/regulation/withdraw')).status).toBe(200);
});

interface Waiting {
  readonly id: string;
  readonly kind: string;
  readonly change: string;
  readonly changes: readonly { readonly path: string; readonly after: string | null }[];
  readonly role: string;
  readonly mayConfirm: boolean;
  readonly standing: string;
  readonly because: string | null;
  readonly code: string | null;
  readonly confirm: string;
}

async function waiting(who: string): Promise<readonly Waiting[]> {
  const response = await service.fetch('/confirmations?limit=500', { headers: { authorization: as(who) } });
  return ((await response.json()) as { items: readonly Waiting[] }).items;
}

test('waiting proposals are listed with the people who may confirm them, and confirmed by the listed code', async () => {
  await proposed('T9');
  const terms = { amountCents: '5000000', schemes: ['PEPS'] };
  expect((await post('operator', '/envelopes/FIR-9/propose', terms)).status).toBe(200);
  const parameters = SHIPPED.parameters.replace(/"version": "[^"]+"/, '"version": "2099-1"');
  expect((await post('operator', '/regulation/propose', { ...SHIPPED, parameters })).status).toBe(200);

  const standingsOf = async (who: string, id: string): Promise<unknown> => {
    const found = (await waiting(who)).find((one) => one.id === id);
    return [found?.standing, found?.mayConfirm, found?.role];
  };
  expect(await standingsOf('first', 'payee:T9')).toStrictEqual(['SAME_PERSON', false, 'accountant']);
  expect(await standingsOf('namesake', 'payee:T9')).toStrictEqual(['MAY_CONFIRM', true, 'accountant']);
  expect(await standingsOf('operator', 'payee:T9')).toStrictEqual(['ROLE', false, 'accountant']);
  expect(await standingsOf('operator', 'regulation')).toStrictEqual(['ROLE', false, 'approver']);
  expect(await standingsOf('approver', 'regulation')).toStrictEqual(['MAY_CONFIRM', true, 'approver']);
  expect(await standingsOf('approver', 'envelope:FIR-9')).toStrictEqual(['MAY_CONFIRM', true, 'approver']);

  const ofOperator = (await waiting('operator')).find(({ id }) => id === 'payee:T9');
  expect([ofOperator?.code, ofOperator?.changes.find(({ path }) => path === 'iban')?.after]).toStrictEqual([
    null,
    expect.stringContaining('•'),
  ]);
  for (const [who, id] of [
    ['namesake', 'payee:T9'],
    ['approver', 'envelope:FIR-9'],
    ['approver', 'regulation'],
  ] as const) {
    const found = (await waiting(who)).find((one) => one.id === id);
    assert.ok(found !== undefined, id);
    const [method, path = ''] = found.confirm.split(' ');
    const done = await post(who, decodeURI(path), { code: found.code });
    expect([method, done.status, id]).toStrictEqual(['POST', 200, id]);
    expect((await waiting(who)).some((one) => one.id === id)).toBe(false);
  }
});

test('a version of the regulation is read whole, and compared with another', async () => {
  const read = async (path: string): Promise<{ readonly status: number; readonly body: unknown }> => {
    const response = await service.fetch(path, { headers: { authorization: as('operator') } });
    return { status: response.status, body: await response.json() };
  };
  expect((await post('operator', '/regulation/propose', SHIPPED)).status).toBe(200);
  const { code } = (await waiting('approver')).find(({ id }) => id === 'regulation') ?? {};
  expect((await post('approver', '/regulation/publish', { code })).status).toBe(200);
  const written = JSON.parse(SHIPPED.parameters) as { version: string; schemes: Record<string, object> };
  const content = (await read(`/regulation/versions/${written.version}`)).body as {
    schemes: {
      scheme: string;
      texts: object[];
      parameters: { parameter: string; values: { reference: string }[] }[];
    }[];
    grids: { grid: string; yearlyCents: string }[];
  };
  expect(content.schemes.map(({ scheme }) => scheme).sort()).toStrictEqual(Object.keys(written.schemes).sort());
  for (const { texts, parameters } of content.schemes) {
    expect(texts.length).toBeGreaterThan(0);
    for (const { values } of parameters) for (const { reference } of values) expect(reference).not.toBe('');
  }
  expect(content.grids).toHaveLength(SHIPPED.grids.trim().split('\n').length - 1);

  const parameters = SHIPPED.parameters.replace(/"version": "[^"]+"/, '"version": "2100-1"');
  expect((await post('operator', '/regulation/propose', { ...SHIPPED, parameters })).status).toBe(200);
  expect((await read('/regulation/proposal/content')).body).toStrictEqual({
    ...content,
    version: '2100-1',
    fingerprint: expect.any(String),
  });
  expect((await post('operator', '/regulation/withdraw')).status).toBe(200);
  expect((await read('/regulation/proposal/content')).status).toBe(404);
  const difference = await read(`/regulation/versions/${written.version}/difference?from=2099-1`);
  expect(difference.body).toStrictEqual({
    items: [{ path: 'version', before: '2099-1', after: written.version }],
    next: null,
  });
  expect((await read('/regulation/versions/2098-1')).status).toBe(404);
  expect((await read('/regulation/versions/2099-1/difference?from=2098-1')).status).toBe(404);
});

test('the longest names that the payment ledger gives are taken: what is unknown is said to be so', async () => {
  const decision = `statement-${'T'.repeat(64)}-2026-Q1@123456789~${'E'.repeat(64)}-2`;
  const undone = await post('operator', '/payment-ledger/carry-over/undo', { decision, reason: 'portée deux fois' });
  expect(undone).toMatchObject({ status: 422, text: expect.stringContaining('la reprise') });
  const proposal = encodeURIComponent(`undoing:${decision}`);
  expect((await post('approver', `/ledger-proposals/${proposal}/refuse`, { reason: 'non' })).status).toBe(422);
  // As earlier programs named payments, and as banks allow.
  const entry = { endToEndId: 'PEPS-01-2023-Q2-1', outcome: 'EXECUTED', day: '2026-01-15', amountCents: '100' };
  const typed = { answer: 'a-1', reason: 'appel à la banque', entries: [entry] };
  const answered = await post('first', '/payment-answers/typed', typed);
  expect(answered.text).toContain('n’est d’aucune enveloppe');
});
