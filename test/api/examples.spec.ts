/**
 * Sends the examples of the contract to a real service, in one story over the sample `tiny`: every operation succeeds with the
 * parameters, the key and the body that the contract shows.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '#apps/api/access/role.ts';
import { publishFirst } from '#libs/regulation/publication/published.ts';
import { auditVariables } from '#test/support/audit-settings.ts';
import { type Job, endOf, folded, given } from '#test/support/client.ts';
import { type Content, type HeldContract, type Operation, committedContract } from '#test/support/held-contract.ts';
import { holdInPlace } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { notFrench } from '#test/support/french-sentences.ts';
import { type Answer, Service } from '#test/support/service.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';

/** The examples left out, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  listCloseOuts: 'nothing is closed, as the periods of the team of the examples are not all decided',
  proposeCloseOut: 'the periods of the team of the examples are not all decided; closing.spec.ts closes one',
  confirmCloseOut: 'the same',
  refuseCloseOut: 'the same',
  withdrawCloseOut: 'the same',
  proposeReopening: 'the same',
  readCarryOver: 'only a former log has something to carry over',
  confirmCarryOver: 'the same',
  undoPosting: 'the same',
  attestCheckpoint: 'nobody countersigns a checkpoint of the examples; attestations.spec.ts does',
  readKeySuccession: 'no key of the examples took over from another; attestations.spec.ts has one that did',
  proveConsistency: 'a checkpoint is named by its position in this log; audit.spec.ts of the worker proves one',
  reportLoss: 'the log of the examples lost nothing; losses.spec.ts loses one',
  acknowledgeLoss: 'the same',
  refuseLossReport: 'the same',
  withdrawLossReport: 'the same',
  demandRepayment: 'the team of the examples has not left',
  takeBackDemand: 'the same',
  readDemandLetter: 'the same',
  recordRepayment: 'the same',
  compareReplays: 'one replay is saved, and does not differ from itself',
  compareSimulations: 'the same of a simulation',
  proposeErasure: 'the log of the examples has its facts in clear; a browser test erases a patient',
  listErasures: 'the same',
  readErasure: 'the same',
  confirmErasure: 'the same',
  refuseErasure: 'the same',
  withdrawErasure: 'the same',
  readDueProposals: 'the same; job-streams.spec.ts has patients whose keeping period is over',
  proposeDueErasures: 'the same',
  confirmDueErasures: 'the same',
  readLetters: 'the job of the example is another one',
  readBundle: 'the same',
  readExtract: 'the same',
  readDump: 'the same',
  listLookAlikes: 'no two ids of the sample look like one person',
  readProposedRegulationContent: 'no version waits any more; proposals.spec.ts reads one',
};

/** The commands, in an order in which each succeeds; a command listed twice gets a new key the second time. */
const STORY = [
  // Publishes the shipped regulation over the one that calculates everything.
  ...['proposeRegulation', 'refuseRegulation', 'proposeRegulation', 'withdrawRegulation', 'proposeRegulation'],
  'publishRegulation',
  // A team applies, and is decided on.
  ...['applyCandidate', 'withdrawCandidate', 'applyCandidate', 'proposeCandidate', 'refuseCandidateDecision'],
  ...['proposeCandidate', 'withdrawCandidateDecision', 'proposeCandidate', 'confirmCandidate', 'enterCandidate'],
  // Facts, in a file and one at a time.
  'importFacts',
  ...['recordTeamsFact', 'recordPhasesFact', 'recordMembersFact', 'recordPatientsFact', 'recordCoverageFact'],
  ...['recordDeclarationsFact', 'recordActsFact', 'recordQualityFact', 'recordThresholdsFact', 'recordCommunesFact'],
  ...['recordReferenceRevenueFact', 'recordCreditsFact', 'recordSpendingFact', 'recordNationalSpendingFact'],
  ...['calculate', 'proposeEnvelope', 'confirmEnvelope'],
  ...['proposeAccountHold', 'refuseLedgerProposal', 'proposeAccountHold', 'withdrawLedgerProposal'],
  ...['proposeAccountHold', 'confirmLedgerProposal'],
  // Bulk decisions…
  ...['submitStatements', 'rejectStatements', 'submitStatements', 'approveStatements', 'withdrawStatements'],
  // …and single ones.
  ...['submitStatement', 'rejectStatement', 'submitStatement', 'approveStatement', 'withdrawStatement'],
  ...['submitStatement', 'approveStatement', 'listLetters'],
  // Pays the due amounts; the bank answers.
  ...['proposePayee', 'refusePayee', 'proposePayee', 'withdrawPayee', 'proposePayee', 'confirmPayee'],
  ...['proposeDebtor', 'refuseDebtor', 'proposeDebtor', 'withdrawDebtor', 'proposeDebtor', 'confirmDebtor'],
  ...['proposeException', 'confirmException', 'proposeAccountException', 'proposeEarlyRelease', 'proposeAfterEnd'],
  ...[
    'preparePaymentRun',
    'dropPaymentRun',
    'preparePaymentRun',
    'releasePaymentRun',
    'proposeRunCancellation',
    'takeBankAnswer',
    'typeBankAnswer',
    'explainDifference',
  ],
  // An overpayment becomes a debt.
  ...['regulariseStatements', 'regulariseStatement', 'submitStatement', 'approveStatement'],
  ...[
    'replay',
    'simulate',
    'proposeSimulation',
    'withdrawRegulation',
    'rebuildProjection',
    'verifyLog',
    'recompute',
    'signCheckpoint',
    'makeBundle',
    'makeExtract',
    'makeDump',
    'proveFeed',
  ],
  // Two ids of one person, at the end, because they change amounts.
  ...['proposePatientMerge', 'refusePatientMerge', 'proposePatientMerge', 'withdrawPatientMerge'],
  ...['proposePatientMerge', 'confirmPatientMerge', 'proposePatientSeparation', 'dismissLookAlike'],
  // A webhook is disabled before it is enabled.
  ...['subscribeWebhook', 'redeliverToWebhook', 'skipWebhookDelivery', 'rotateWebhookSecret', 'disableWebhook'],
  'enableWebhook',
];
/** Sent after all reads. */
const AT_THE_END = ['dismissSetAside', 'removeWebhook', 'endSession'];
/** Needs a waiting job: sent to a service without workers after the job is requested. */
/** Steps on many statements as jobs: jobs.spec.ts follows them to their end. */
const BULK = ['requestSubmission', 'requestApproval', 'requestRejection', 'requestWithdrawal', 'requestRegularisation'];
const WHERE_NOBODY_WORKS = ['calculate', 'cancelJob', ...BULK];

const PEOPLE: Readonly<Partial<Record<Role, string>>> = {
  operator: 'Alice',
  approver: 'Bruno',
  'authorising-officer': 'Chloé',
  accountant: 'David',
  auditor: 'Zoé',
};
/** The second person, who confirms the proposal of the first. */
const OTHERS: Readonly<Record<string, string>> = {
  ...{ confirmPayee: 'Emma', confirmDebtor: 'Emma' },
  ...{ refusePayee: 'Emma', refuseDebtor: 'Emma' },
};
/** The operation that shows the code to confirm. */
const READ_BEFORE: Readonly<Record<string, string>> = {
  confirmPayee: 'readPayee',
  confirmDebtor: 'readDebtor',
  publishRegulation: 'readProposedRegulation',
  confirmCandidate: 'readCandidate',
  confirmEnvelope: 'readEnvelope',
  confirmException: 'listLedgerProposals',
  confirmLedgerProposal: 'listLedgerProposals',
  releasePaymentRun: 'readPaymentRun',
  confirmPatientMerge: 'listPatientMerges',
};

/** The parameter of an address that is in no example, since it hangs on all that was recorded: as a list shows it first. */
const LISTED: Readonly<Record<string, { readonly list: string; readonly parameter: string }>> = {
  readPayment: { list: 'listPayments', parameter: 'endToEndId' },
  explainPayment: { list: 'listPayments', parameter: 'endToEndId' },
  readCheckpoint: { list: 'listCheckpoints', parameter: 'position' },
  readAttestations: { list: 'listCheckpoints', parameter: 'position' },
};

interface Named {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const folder = temporaryFolder();
let service: Service;
let contract: HeldContract;
let operations: ReadonlyMap<string, Named>;
const succeeded = new Set<string>();
/** Words that no French sentence of an answer should have. */
const inSentences: string[] = [];

beforeAll(async () => {
  const key = join(folder, 'key');
  writeFileSync(key, randomBytes(32).toString('base64'), { mode: 0o600 });
  const product = new Product();
  const parameters = SHIPPED.parameters.replace(/"version": "[^"]+"/, '"version": "2026-10"');
  await publishFirst(product.log, { ...SHIPPED, parameters }, COMMIT);
  await product.import(TINY_FACTS);
  await holdInPlace(product.log, 0, COMMIT.recordedAt);
  service = await Service.start({ data: product.folder, env: { WEBHOOK_KEY_FILE: key, ...auditVariables(folder) } });
  await product.close();
  contract = committedContract();
  operations = new Map(
    Object.entries(contract.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [operation.operationId, { method, path, operation }]),
    ),
  );
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

function named(operationId: string): Named {
  const found = operations.get(operationId);
  assert.ok(found !== undefined, `no operation is called ${operationId}`);
  return found;
}

/** The address with its path parameters and every query parameter that has an example. */
function addressOf({ path, operation: { parameters = [] } }: Named): string {
  const given = parameters.flatMap(({ in: where, name, example, schema }) => {
    const value = example ?? schema?.example;
    return value === undefined ? [] : [{ where, name, value: String(value) }];
  });
  const of = (where: string): ReadonlyMap<string, string> =>
    new Map(given.filter((one) => one.where === where).map(({ name, value }) => [name, value]));
  const inPath = of('path');
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = inPath.get(name);
    assert.ok(value !== undefined, `${path}: ${name} has no example`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams([...of('query')]).toString();
  return query === '' ? address : `${address}?${query}`;
}

/** The bodies in the contract, each with its type; one empty body if the operation takes none. */
function bodiesOf({
  operation: { requestBody },
}: Named): readonly (readonly [type: string | undefined, body: unknown])[] {
  if (requestBody === undefined) return [[undefined, undefined]];
  return Object.entries(requestBody.content).map(([type, content]) => {
    const example = exampleOf(content);
    assert.ok(example !== undefined, `${type} has no example`);
    return type === 'multipart/form-data' ? [undefined, formOf(example as Record<string, string>)] : [type, example];
  });
}

function exampleOf({ schema, example }: Content): unknown {
  return example ?? contract.resolved(schema)?.example;
}

function formOf(files: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append(name, new Blob([text]), name);
  return form;
}

/** Sends an operation as the contract shows it. */
async function send(to: Service, operationId: string, key: string | undefined): Promise<readonly Answer[]> {
  const one = named(operationId);
  const { method, operation } = one;
  const [role] = (operation['x-roles'] ?? []).filter((of) => of !== 'team');
  const token =
    role === undefined ? {} : { token: await to.token(role, OTHERS[operationId] ?? PEOPLE[role] ?? 'Système') };
  const answers: Answer[] = [];
  const position = OF_PUBLISHED.includes(operationId) ? await published() : undefined;
  const found = await withListed(to, operationId, one, token);
  const address =
    position === undefined ? addressOf(found) : addressOf(found).replace(/position=\d+/, `position=${position}`);
  const read = READ_BEFORE[operationId];
  const shown = read === undefined ? undefined : await codeShown(to, read, token, address);
  for (const [i, [type, example]] of bodiesOf(one).entries()) {
    const coded = shown === undefined ? example : { ...(example as object), code: shown };
    const placed = position === undefined || coded === undefined ? coded : { ...(coded as object), position };
    const body = operationId === 'proveFeed' ? { events: [(await firstReleased()).id] } : placed;
    const ownKey = i === 0 ? key : randomUUID();
    const headers = {
      ...(ownKey === undefined ? {} : { 'idempotency-key': ownKey }),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    const answer = await to.request(method.toUpperCase(), address, body, { ...token, headers });
    assert.ok(
      answer.status >= 200 && answer.status < 300,
      `${operationId} ${addressOf(one)} by ${JSON.stringify(role)}: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
    answers.push(answer);
    if (typeof answer.body === 'object')
      inSentences.push(...notFrench(answer.body).map((one) => `${operationId} ${one}`));
  }
  return answers;
}

/** The operation with the parameter that a list shows in its address. */
async function withListed(
  to: Service,
  operationId: string,
  one: Named,
  token: { readonly token?: string },
): Promise<Named> {
  const listed = LISTED[operationId];
  if (listed === undefined) return one;
  const { list, parameter } = listed;
  const { body } = await to.request('GET', addressOf(named(list)), undefined, token);
  const [first] = (body as { items: readonly Record<string, unknown>[] }).items;
  assert.ok(first !== undefined, `${list} finds nothing`);
  return { ...one, path: one.path.replace(`{${parameter}}`, encodeURIComponent(String(first[parameter]))) };
}

/** Operations on a published event: its position depends on all earlier events. */
const OF_PUBLISHED = ['redeliverToWebhook', 'skipWebhookDelivery', 'listWebhookDeliveries'];

/** The position of the first event that the webhook of the example sends. */
async function published(): Promise<number> {
  return (await firstReleased()).position;
}

async function firstReleased(): Promise<{ readonly id: string; readonly position: number }> {
  const { body } = await service.request('GET', '/feed?limit=500', undefined, {
    token: await service.token('service', 'Système'),
  });
  const first = (body as readonly { id: string; position: number; type: string }[]).find(
    ({ type }) => type === 'fr.decompte.payment.released',
  );
  assert.ok(first !== undefined, 'nothing is published');
  return first;
}

/**
 * The code of the proposal: the code in the contract belongs to no proposal. In a list, the code of the proposal that the address names.
 */
async function codeShown(
  to: Service,
  operationId: string,
  token: { readonly token?: string },
  address: string,
): Promise<string> {
  const { body } = await to.request('GET', addressOf(named(operationId)), undefined, token);
  if (!('items' in (body as object))) {
    const { proposed, prepared = proposed } = body as Record<'proposed' | 'prepared', { code: string } | undefined>;
    assert.ok(prepared !== undefined, operationId);
    return prepared.code;
  }
  const { items } = body as { items: readonly ListedProposal[] };
  const all = items.map((item) => ('waiting' in item ? { proposal: item.patient, code: item.waiting.code } : item));
  const found = all.find(({ proposal }) => address.includes(proposal.slice(proposal.indexOf(':') + 1)));
  assert.ok(found !== undefined, `${operationId} shows nothing that ${address} names`);
  return found.code;
}

type ListedProposal =
  | { readonly proposal: string; readonly code: string }
  | { readonly patient: string; readonly waiting: { readonly code: string } };

function keyShown(operationId: string): string | undefined {
  const header = named(operationId).operation.parameters?.find(({ name }) => name === 'Idempotency-Key');
  return header?.example === undefined ? undefined : String(header.example);
}

/** The key in the contract the first time, then a new one. */
function keyOf(operationId: string): string | undefined {
  return succeeded.has(operationId) ? randomUUID() : keyShown(operationId);
}

/** Checks that a command had an effect, that nothing was refused, and that its job succeeded. */
async function assertDone(to: Service, operationId: string, { status, body }: Answer): Promise<void> {
  const { events, outcomes } = body as {
    events?: readonly string[];
    outcomes?: readonly { events: readonly string[] }[];
  };
  for (const done of outcomes ?? (events === undefined ? [] : [{ events }]))
    assert.ok(done.events.length > 0, `${operationId} did nothing: ${JSON.stringify(body)}`);
  if (outcomes !== undefined) assert.ok(outcomes.length > 0, `${operationId} was of nothing`);
  if (status !== 202 || operationId.includes('Webhook')) return;
  const job = await endOf(await to.client('auditor', 'Zoé'), body as Job);
  assert.equal(job.state, 'SUCCEEDED', `${operationId}: ${job.error ?? ''}`);
}

test('every command succeeds as the contract shows it', async () => {
  for (const operationId of STORY) {
    if (operationId === 'approveStatements') await assertCodesOf(operationId);
    for (const answer of await send(service, operationId, keyOf(operationId)))
      await assertDone(service, operationId, answer);
    succeeded.add(operationId);
  }
});

/** A bulk approval gives the codes of the reports read before it. */
async function assertCodesOf(operationId: string): Promise<void> {
  const [[, body] = []] = bodiesOf(named(operationId));
  const { from, to, scheme, variance } = body as { from: string; to: string; scheme: string; variance: string[] };
  await folded(await service.client('operator'));
  const bruno = await service.client('approver', 'Bruno');
  const codes: unknown[] = [];
  for (const period of new Set([from, to]))
    codes.push(given(await bruno.GET('/variance', { params: { query: { period, scheme } } })).code);
  expect(variance).toStrictEqual(codes);
}

test('a waiting job is cancelled as the contract shows it', async () => {
  const idle = await Service.start({ workers: 0 });
  try {
    for (const operationId of WHERE_NOBODY_WORKS) {
      await send(idle, operationId, keyShown(operationId));
      succeeded.add(operationId);
    }
  } finally {
    await idle.close();
  }
});

/** A pseudonym, or an account number in full, from the examples. */
const SHOWS: Readonly<Record<string, RegExp>> = { PATIENT: /\bP\d{7}\b/, ACCOUNT: /\bFR\d{2}[A-Z0-9]{23}\b/ };

/** Ids of the requests whose answer shows something of this kind, by operation. */
const shown: { readonly operationId: string; readonly kind: string; readonly request: string }[] = [];

function noteShown(operationId: string, { body, headers }: Answer): void {
  const [text, request] = [JSON.stringify(body), headers.get('x-request-id') ?? ''];
  for (const [kind, pattern] of Object.entries(SHOWS))
    if (pattern.test(text)) shown.push({ operationId, kind, request });
}

test('every read finds its subject as the contract shows it', async () => {
  const reads = [...operations]
    .filter(([operationId, { method }]) => method === 'get' && !Object.hasOwn(EXCEPTIONS, operationId))
    .map(([operationId]) => operationId);
  expect(reads.length).toBeGreaterThan(35);
  await folded(await service.client('operator'));
  for (const operationId of reads) {
    for (const answer of await send(service, operationId, undefined)) {
      const { body } = answer;
      noteShown(operationId, answer);
      const items = Array.isArray(body) ? (body as unknown[]) : (body as { items?: readonly unknown[] }).items;
      assert.ok(
        items === undefined || items.length > 0,
        `${operationId} ${addressOf(named(operationId))} finds nothing`,
      );
    }
    succeeded.add(operationId);
  }
});

test('each answer that shows a patient or an account is in the record of accesses, and so is reading the record', async () => {
  const auditor = await service.client('auditor', 'Zoé');
  const recorded = new Map<string, string[]>();
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { limit: 500, ...(cursor === undefined ? {} : { cursor }) };
    const { items, next } = given(await auditor.GET('/audit/accesses', { params: { query } }));
    for (const { request, kind } of items) recorded.set(request, [...(recorded.get(request) ?? []), kind]);
    cursor = next;
  }
  const missing = shown.filter(
    ({ kind, request }) => !recorded.get(request)?.some((one) => [kind, 'FILE', 'RECORD'].includes(one)),
  );
  expect(missing.map(({ operationId, kind }) => `${operationId} ${kind}`)).toStrictEqual([]);
  expect(new Set(shown.map(({ operationId }) => operationId)).size).toBeGreaterThan(5);
  const { items } = given(await auditor.GET('/audit/accesses', { params: { query: { kind: 'RECORD' } } }));
  expect(items.length).toBeGreaterThan(0);
});

test('the remaining operations succeed, so that every operation has an example that works', async () => {
  for (const operationId of AT_THE_END) {
    await send(service, operationId, keyOf(operationId));
    succeeded.add(operationId);
  }
  const remaining = [...operations.keys()].filter((operationId) => !succeeded.has(operationId));
  expect(remaining.sort()).toStrictEqual(Object.keys(EXCEPTIONS).sort());
});

test('no sentence of an answer has a day, a quarter, a code or a role as programs write them', () => {
  expect(succeeded.size).toBeGreaterThan(100);
  expect(inSentences).toStrictEqual([]);
});
