/**
 * Puts each hostile value into every field of every command and every parameter of every query. A wrong value is refused with its path and
 * a sentence, and leaves nothing; the valid hostile values are listed here.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Bearers } from '#test/support/bearers.ts';
import { type Operation, type Parameter, operationsOf, resolved } from '#apps/api/contract/open-api.ts';
import type { ColumnKind } from '#libs/facts/column.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { bankAccountId } from '#libs/payments/reconciliation/bank-accounts.ts';
import { statementFile } from '#test/support/account-statement.ts';
import { ACCOUNT } from '#test/support/payments.ts';
import { Application } from '#test/support/application.ts';
import { exampleFields } from '#test/support/example-requests.ts';
import { experimentOfTwoTeams } from '#test/support/experiment.ts';
import { type HeldContract, type ReceivedAnswer, contractServedAt } from '#test/support/held-contract.ts';
import { HOSTILE_VALUES, valueOf } from '#test/support/hostile-values.ts';
import { PlainClient } from '#test/support/plain-client.ts';
import { RouteShapes } from '#test/support/route-shapes.ts';
import { rounds } from '#test/support/deep.ts';
import { SHIPPED_VERSION } from '#test/support/shipped.ts';

const AT_ONCE = 8;

interface Sent {
  /** The type of the body, JSON by default. */
  readonly contentType?: string;
  /** Names the request in a failure. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  /** In OpenAPI form, for a request with a possibly wrong shape: see sendAll. */
  readonly route?: string;
  /** The same for requests that have the same value for the same rule. */
  readonly alike?: string;
}

interface Answered extends Sent, ReceivedAnswer {
  readonly key: string;
}

interface Details {
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly detail: string }[];
}

let service: Application;
let client: PlainClient;
let contract: HeldContract;
let bearers: Bearers;
let shapes: RouteShapes;
/** The names in the addresses. */
const named: Record<string, string> = {
  candidate: 'CAND-1',
  kind: 'team',
  subject: 'PEPS-01',
  period: '2022-Q2',
  envelope: 'FISS',
  exception: 'X1',
  proposal: 'hold',
  run: 'R1',
  number: '0',
  year: '2022',
  version: SHIPPED_VERSION,
  simulation: 'presence-au-jour',
  first: 'avant-2027',
  second: 'avant-2027',
};

beforeAll(async () => {
  service = await Application.start(await experimentOfTwoTeams());
  client = new PlainClient(service.baseUrl, AT_ONCE);
  contract = await contractServedAt(service.baseUrl);
  shapes = new RouteShapes(service);
  bearers = await Bearers.of(service, 'Mallory', 'PEPS-01');
  const application = {
    ...{ name: 'Maison de santé des Saules', scheme: 'PEPS', option: 'ALL', scope: 'GP', structure: 'MSP' },
    ...{ finess: '010000024', commune: '38185', entersOn: '2023-01-01', patients: 1200, members: [] },
  };
  const apply = '/candidates/CAND-1/apply';
  await service.post(apply, application, bearers.for('POST', apply));
  const webhook = await service.post('/webhooks', { url: 'https://exemple.fr/a' }, bearers.for('POST', '/webhooks'));
  const job = await service.post(
    '/calculations',
    { from: '2021-Q1', to: '2021-Q1' },
    bearers.for('POST', '/calculations'),
  );
  const letters = await service.post('/letters', { period: '2022-Q2' }, bearers.for('POST', '/letters'));
  const bundle = await service.post('/audit/bundles', { whole: true }, bearers.for('POST', '/audit/bundles'));
  const statement = statementFile({
    account: ACCOUNT.iban,
    entries: [{ cents: -250n, day: '2026-11-02', text: 'FRAIS' }],
  });
  await service.fetch('/payment-answers', {
    method: 'POST',
    headers: {
      authorization: bearers.for('POST', '/payment-answers'),
      'content-type': 'application/xml',
      'idempotency-key': randomUUID(),
    },
    body: statement,
  });
  const account = bankAccountId(ACCOUNT.iban);
  const differences = await service.fetch(`/bank-accounts/${account}/differences`, {
    headers: { authorization: bearers.for('GET', `/bank-accounts/${account}/differences`) },
  });
  const imports = await service.fetch('/imports?limit=1', {
    headers: { authorization: bearers.for('GET', '/imports') },
  });
  const payments = await service.fetch('/payments?limit=1', {
    headers: { authorization: bearers.for('GET', '/payments') },
  });
  const { id: jobId } = (await job.json()) as { id: string };
  Object.assign(named, {
    team: 'PEPS-01',
    name: 'dossiers',
    stream: 'team-PEPS-01',
    position: '1',
    pseudonym: 'P0000001',
    patient: 'P0000002',
    erasure: '3a1ba39464f95fd5',
    key: '0'.repeat(32),
    account,
    difference: ((await differences.json()) as { items: { difference: string }[] }).items[0]?.difference ?? '',
    'webhooks/id': ((await webhook.json()) as { id: string }).id,
    'jobs/id': jobId,
    // The id of a job of another kind: there is no such copy.
    'dumps/id': jobId,
    'audit/id': ((await bundle.json()) as { id: string }).id,
    'letters/id': ((await letters.json()) as { id: string }).id,
    endToEndId: ((await payments.json()) as { items: { endToEndId: string }[] }).items[0]?.endToEndId ?? '',
    'import-templates/file': 'acts.csv',
    'set-aside-rows/file': 'acts.csv',
    'imports/id': ((await imports.json()) as { items: { id: string }[] }).items[0]?.id ?? '',
  });
});
afterAll(async () => {
  client.close();
  await service.close();
});

function addressOf(path: string, instead: Readonly<Record<string, string>> = {}): string {
  const [, first = ''] = path.split('/');
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = instead[name] ?? named[name] ?? named[`${first}/${name}`];
    assert.ok(value !== undefined && value !== '', `${path} has {${name}}, and this test has no value for it`);
    return value;
  });
}

async function send(sent: Sent): Promise<Answered> {
  const key = randomUUID();
  const { method, body, contentType = 'application/json' } = sent;
  const authorization = bearers.for(method, sent.path);
  const keyed = method === 'GET' ? {} : { 'idempotency-key': key };
  const typed = body === undefined ? {} : { 'content-type': contentType };
  return { ...sent, key, ...(await client.send({ ...sent, headers: { authorization, ...keyed, ...typed } })) };
}

/**
 * One in so many requests that the shape of a route refuses goes over HTTP too, always including the first: one pipe before all handlers
 * checks the shapes, so the others are checked within the process.
 */
const REFUSED_SENT = rounds(48, 1);
/** For similar requests that their shape accepts, this many go over HTTP, and at least one. */
const ALIKE_SENT = rounds(5, 1);

type Fault = (answer: Answered) => string | undefined;

/** Checks the shape of every route against its requests, sends the accepted ones and some of the refused ones, and checks each answer. */
async function sendAll(all: readonly Sent[], faultOf: Fault): Promise<void> {
  const { stackTraceLimit } = Error;
  // The test makes thousands of refusals. One stack frame is enough to show an answer that reveals internals.
  Error.stackTraceLimit = 1;
  const failed = await faultsOfAll(all, faultOf).finally(() => (Error.stackTraceLimit = stackTraceLimit));
  expect(failed).toStrictEqual([]);
}

async function faultsOfAll(all: readonly Sent[], faultOf: Fault): Promise<readonly string[]> {
  const failed: string[] = [];
  const sent: Sent[] = [];
  const refusals = new Map<string, Answered>();
  const alike = new Map<string, Sent[]>();
  const refusedOf = new Map<string, number>();
  for (const one of all) {
    const refused = await shapeRefusal(one);
    if (refused === undefined) {
      alike.set(one.alike ?? one.what, [...(alike.get(one.alike ?? one.what) ?? []), one]);
      continue;
    }
    refusals.set(one.what, refused);
    const route = `${one.method} ${one.route ?? ''}`;
    const nth = refusedOf.get(route) ?? 0;
    refusedOf.set(route, nth + 1);
    if (nth % REFUSED_SENT === 0) sent.push(one);
    else failed.push(...faultsOf(refused, [faultOf]));
  }
  for (const [i, group] of [...alike.values()].entries())
    sent.push(...group.filter((_, j) => (i + j) % Math.min(ALIKE_SENT, group.length) === 0));
  const end = await service.product.log.end();
  const answers = await answersTo(sent);
  const recorded = await recordedSince(end);
  const left: Fault = (answer) => leftOver(answer, recorded.get(answer.key) ?? []);
  const checks = [faultOf, left, notAsWritten, notAsShaped(refusals)];
  for (const answer of answers) failed.push(...faultsOf(answer, checks));
  expect(answers).toHaveLength(sent.length);
  return failed.sort();
}

/** Sends several requests at once. */
async function answersTo(sent: readonly Sent[]): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  const waiting = sent.values();
  const one = async (): Promise<void> => {
    for (const next of waiting) answers.push(await send(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return answers;
}

/** The first fault of an answer, with its request. */
function faultsOf(answer: Answered, all: readonly Fault[]): readonly string[] {
  for (const of of all) {
    const fault = of(answer);
    if (fault !== undefined) return [`${answer.what}: ${fault}`];
  }
  return [];
}

/** The answer of the shape of its route to a request; undefined if it passes. */
async function shapeRefusal(sent: Sent): Promise<Answered | undefined> {
  const { route } = sent;
  const problem = route === undefined ? undefined : await shapes.refusal({ ...sent, route });
  if (problem === undefined) return undefined;
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  return { ...sent, key: '', status: problem.status, headers, text: JSON.stringify(problem.details()) };
}

/** A request that the shape refuses is also refused over HTTP, with the same answer. */
function notAsShaped(refusals: ReadonlyMap<string, Answered>): Fault {
  return ({ what, status, text }) => {
    const refused = refusals.get(what);
    if (refused === undefined) return undefined;
    const { detail, errors = [] } = JSON.parse(refused.text) as Details;
    const answered = JSON.parse(text) as Details;
    const missing = errors.filter(
      (one) => !answered.errors?.some((other) => other.path === one.path && other.detail === one.detail),
    );
    return status === refused.status && answered.detail === detail && missing.length === 0
      ? undefined
      : `its shape refuses ${refused.text}, and ${status} ${text.slice(0, SHOWN)} is answered`;
  };
}

/** The types of the recorded events, by the key of the command. */
async function recordedSince(end: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const { log } = service.product;
  const recorded = new Map<string, string[]>();
  for await (const batch of log.read({ after: end }))
    for (const { type, commit } of batch) {
      const { correlation } = await log.commit(commit);
      recorded.set(correlation, [...(recorded.get(correlation) ?? []), type]);
    }
  return recorded;
}

/** A refusal records at most its key, and only when the rules, or a changed code, refuse a well-formed command. */
function leftOver({ status }: Answered, types: readonly string[]): string | undefined {
  if (status < 400) return undefined;
  const left = types.filter((type) => type !== 'CommandReceived' || ![409, 412, 422].includes(status));
  return left.length === 0 ? undefined : `${status} and recorded ${left.join(', ')}`;
}

/** Checks the parts of an answer that the contract does not describe. */
function notAsWritten({ method, path, ...received }: Answered): string | undefined {
  try {
    contract.hold(method, path, received);
    return undefined;
  } catch (error) {
    if (error instanceof assert.AssertionError) return error.message;
    throw error;
  }
}

const SHOWN = 300;

/** The general faults of a refusal. */
function badProblem({ status, headers, text }: Answered): string | undefined {
  const type = headers.get('content-type') ?? '';
  if (status < 400 || status > 499) return `${status} ${text.slice(0, SHOWN)}`;
  if (!type.startsWith('application/problem+json')) return `${status} of type ${type}`;
  if (text.includes(SOCIAL_SECURITY_NUMBER)) return 'repeats a social security number';
  if (/\bat .+:\d+:\d+|node_modules/.test(text)) return `says something of the inside: ${text.slice(0, SHOWN)}`;
  const { detail, errors = [] } = JSON.parse(text) as Details;
  if (!/^\S.{10,}[.]$/s.test(detail)) return `says no sentence: ${detail}`;
  if (errors.some((one) => one.detail.length < 10)) return `says no sentence: ${text.slice(0, SHOWN)}`;
  return / (must|should|expected|invalid|property) /i.test(text) ? `in English: ${text.slice(0, SHOWN)}` : undefined;
}

/** Refused at this path, and possibly at others that depend on it. */
function refusedFor(answer: Answered, path: string): string | undefined {
  const bad = badProblem(answer);
  if (bad !== undefined) return `${bad}; it should be refused for ${path}`;
  const { errors = [] } = JSON.parse(answer.text) as Details;
  if (![400, 422, 428].includes(answer.status)) return `${answer.status} rather than 400, 422 or 428: ${answer.text}`;
  return errors.some((one) => one.path === path || one.path.startsWith(`${path}/`))
    ? undefined
    : `no error has the path ${path}: ${answer.text.slice(0, SHOWN)}`;
}

/**
 * Well formed: done, or refused by the rules or because a name is unknown. A fact is recorded, except an act that changes one
 * with the same id.
 */
function takenOrRefused(answer: Answered): string | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined;
  if (answer.path.startsWith('/facts/') && !answer.text.includes('"code":"ACT_CONFLICT"'))
    return `is right and was not recorded: ${answer.text}`;
  return (
    badProblem(answer) ??
    ([404, 409, 412, 422, 428].includes(answer.status) ? undefined : `${answer.status} ${answer.text}`)
  );
}

type Right = (value: unknown) => boolean;

const isText = (value: unknown): value is string => typeof value === 'string' && value.isWellFormed();
const matching =
  (pattern: RegExp): Right =>
  (value) =>
    isText(value) && pattern.test(value);
const whole =
  (least: number, most: number): Right =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const never: Right = () => false;
const absent: Right = (value) => value === null;
const either =
  (...all: readonly Right[]): Right =>
  (value) =>
    all.some((one) => one(value));

const SOCIAL_SECURITY_NUMBER = String(valueOf('a social security number'));
/** No kept name or text may be the number of a person. */
const noPerson =
  (right: Right): Right =>
  (value) =>
    value !== SOCIAL_SECURITY_NUMBER && right(value);

/** Identifiers: any text of 1 to 64 characters that are all seen. */
const identifier: Right = noPerson(matching(/^[^\p{C}\p{Default_Ignorable_Code_Point}\u2800]{1,64}$/u));
/** Visible words separated by single spaces: a team must be distinguishable from every other. */
const WORDS = /^(?!\.+$)(?=.{1,64}$)[^\p{C}\p{Z}/]+(?: [^\p{C}\p{Z}/]+)*$/u;
const aTeam: Right = (value) => isText(value) && WORDS.test(value) && value.normalize('NFC') === value;
/** A new one has Latin letters in their plain form. */
const aNewTeam: Right = noPerson(
  (value) =>
    aTeam(value) && isText(value) && value.normalize('NFKC') === value && !/(?=\p{L})\P{Script=Latin}/u.test(value),
);
const isNumberText = matching(/^-?\d{1,16}$/);
const zero = matching(/^-0$/);

/** A blank around would make it another. */
const unspaced =
  (right: Right): Right =>
  (value) =>
    isText(value) && value === value.trim() && right(value);
const aText: Right = noPerson((value) => isText(value) && value.length >= 1 && value.length <= 500);

/** The hostile values that a column of this kind accepts; see `facts`, "Files". */
const OF_COLUMNS: Partial<Record<ColumnKind, Right>> = {
  text: aText,
  qualifier: unspaced(aText),
  identifier: unspaced(identifier),
  act: either(unspaced(identifier), matching(/^\d{1,64}$/)),
  patient: unspaced(identifier),
  digits: matching(/^\d{1,500}$/),
  percent: zero,
};

/** Columns with stricter rules than their kind. */
const OF_FACT_FIELDS: Readonly<Record<string, Right>> = {
  // No hostile value names a known team.
  team_id: never,
  'teams/team_id': aNewTeam,
  'acts/quantity': matching(/^255081416802538$/),
  'acts/base_cents': either(zero, matching(/^255081416802538$/)),
  'acts/paid_cents': either(zero, matching(/^255081416802538$/)),
  // A reversed act has a negative quantity.
  'acts/reverses': never,
  'quality/numerator': zero,
  'quality/denominator': matching(/^255081416802538$/),
  'reference_revenue/amount_cents': matching(/^255081416802538$/),
  'credits/amount_cents': (value) => isNumberText(value) && ['-1', '255081416802538'].includes(String(value)),
  'spending/amount_cents': either(zero, matching(/^255081416802538$/)),
  'national_spending/amount_cents': either(zero, matching(/^255081416802538$/)),
  // Below the intermediate value.
  'thresholds/target': never,
};

/** Columns that may be empty, but not beside the example’s other values. */
const NEEDED = ['teams/option', 'teams/scope', 'coverage/ald_number'];

/** Refused because another field does not fit. */
const REFUSED_AT: Readonly<Record<string, string>> = {
  '/facts/thresholds target: minus zero as text': '/intermediate',
  '/facts/quality denominator: minus zero as text': '/numerator',
};

function rightFact(file: string, field: string): Right {
  const column = FACT_KINDS.find(({ name }) => name === file)?.columns.find(({ name }) => name === field);
  assert.ok(column !== undefined, `${file} has no column ${field}`);
  const right = OF_FACT_FIELDS[`${file}/${field}`] ?? OF_FACT_FIELDS[field] ?? OF_COLUMNS[column.kind] ?? never;
  const mayBeEmpty = column.optional && !NEEDED.includes(`${file}/${field}`);
  return mayBeEmpty ? either(right, absent, (value) => value === '') : right;
}

const aFormerName = matching(/^(?!\.+$)[\w.-]{1,64}$/);
const aName = noPerson(aFormerName);
/** A bank takes it: characters of the SEPA set, no slash or space at an end, no two slashes together, no path segment of dots. */
const aRunName: Right = noPerson(
  (value) =>
    matching(/^[A-Za-z0-9/\-?:().,'+ ]{1,35}$/)(value) && !/^[/ ]|[/ ]$|\/\/|(?:^|\/)\.+(?:\/|$)/.test(String(value)),
);
const aRun = either(aFormerName, aRunName);
const aReason: Right = (value) => isText(value) && /\S/.test(value) && value.length <= 500;
const cents = matching(/^[1-9]\d{0,14}$/);
const emptyList: Right = (value) => Array.isArray(value) && value.length === 0;
const anObject: Right = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !['__proto__', 'constructor'].some((name) => Object.hasOwn(value, name));

/** Optional fields that the other fields of the example require: a code unless If-Match has it, a part of a verification. */
const NEEDED_BESIDE_OTHERS = [
  ...['code', 'verification', 'verifiedOn', 'verifiedBy', 'events'],
  ...['audit/recomputations/from', 'audit/recomputations/to'],
];

/** The hostile values that a field of a command accepts, by route and name, else by name. A field that is not listed accepts none. */
const OF_COMMANDS: Readonly<Record<string, Right>> = {
  // The command requests a job; the job checks whether such a checkpoint exists.
  'audit/held': whole(1, Number.MAX_SAFE_INTEGER),
  answer: aName,
  patient: identifier,
  into: identifier,
  reason: aReason,
  team: aTeam,
  scheme: aName,
  regulation: aName,
  save: aName,
  simulation: aName,
  'candidates/name': (value) =>
    isText(value) && /^(?=.*\S)[^\p{C}\p{Default_Ignorable_Code_Point}\u2800]{1,200}$/u.test(value),
  'candidates/phase': aName,
  patients: whole(0, 10_000_000),
  leavesOpen: (value) => typeof value === 'boolean',
  members: emptyList,
  'simulations/overrides': emptyList,
  'simulations/version': aName,
  'simulations/reference': matching(/^(?=.*\S)[^\p{C}\p{Default_Ignorable_Code_Point}\u2800]{1,300}$/u),
  run: aRunName,
  envelope: aName,
  exception: aName,
  exceptions: (value) => emptyList(value) || (Array.isArray(value) && value.every(aName)),
  amountCents: cents,
  // Eleven letters are valid.
  bic: (value) => value === 'constructor' || value === 'Infinity',
  name: (value) => isText(value) && /\S/.test(value) && /^\P{C}{1,70}$/u.test(value),
  verifiedBy: (value) => isText(value) && /\S/.test(value) && /^\P{C}{1,70}$/u.test(value),
  // An empty list funds no new decision.
  days: whole(0, 365),
  reference: (value) => isText(value) && /\S/.test(value) && /^\P{C}{1,70}$/u.test(value),
  schemes: (value) => Array.isArray(value) && value.every(aName),
  variance: emptyList,
  regularisations: (value) => typeof value === 'boolean',
  replay: aName,
  parameters: anObject,
  // The code of a fault, not of a proposal.
  'imports/code': absent,
  'audit/consistency-proofs/from': whole(1, 1_000),
  'audit/consistency-proofs/to': whole(1, 1_000),
  // The position of the log is checked first.
  'webhooks/from': whole(0, 1_000),
  'webhooks/position': whole(1, 1_000),
  // The text of a file, checked as a file.
  'regulation/parameters': isText,
  'regulation/grids': isText,
};

function rightField(path: string, field: string, isOptional: boolean): Right {
  const [, first = '', second = ''] = path.split('/');
  if (first === 'facts') return rightFact(second, field);
  const right = noPerson(
    OF_COMMANDS[`${first}/${second}/${field}`] ?? OF_COMMANDS[`${first}/${field}`] ?? OF_COMMANDS[field] ?? never,
  );
  return isOptional && ![field, `${first}/${second}/${field}`].some((name) => NEEDED_BESIDE_OTHERS.includes(name))
    ? either(right, absent)
    : right;
}

/** The same for fields whose value is read and bounded in the same way: a column by its kind, a field of a command by its name. */
function ruleOf(path: string, field: string): string {
  const [, first = '', second = ''] = path.split('/');
  if (first !== 'facts' || `${second}/${field}` in OF_FACT_FIELDS) return `${first === 'facts' ? second : ''} ${field}`;
  return `a column ${FACT_KINDS.find(({ name }) => name === second)?.columns.find(({ name }) => name === field)?.kind ?? ''}`;
}

function requiredOf(operation: Operation): readonly string[] {
  const body = operation.requestBody as { content: Record<string, { schema: object }> };
  return resolved(service.contract, body.content['application/json']?.schema ?? {}).required ?? [];
}

interface Command {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

function commands(): readonly Command[] {
  return [...operationsOf(service.contract)].flatMap(({ method, path, operation }) => {
    const fields = exampleFields(service.contract, operation);
    if (method !== 'post' || fields === undefined) return [];
    return [{ path, fields, required: requiredOf(operation) }];
  });
}

/** The body of a command, with the value inserted unchanged. */
function bodyWith(fields: Readonly<Record<string, unknown>>, field: string, json: string): string {
  const others = Object.entries(fields).filter(([name]) => name !== field);
  return `{${[...others.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`), `${JSON.stringify(field)}:${json}`].join(',')}}`;
}

const aDay = never;
const signedCents = matching(/^(?:0|-?[1-9]\d{0,14})$/);
/** The hostile values that a query accepts, by route and name, else by name. A parameter that is not listed accepts none. */
const OF_QUERIES: Readonly<Record<string, Right>> = {
  after: matching(/^(?!-0$)\d{1,15}$/),
  limit: matching(/^[1-9]\d?$/),
  cursor: never,
  knownOn: aDay,
  asOf: aDay,
  dueBy: aDay,
  executionDay: aDay,
  exception: (value) => isText(value) && value.split(',').every(aName),
  simulations: (value) => isText(value) && value.split(',').every(aFormerName),
  position: matching(/^[1-9]\d{0,14}$/),
  months: matching(/^[1-9]$/),
  team: aTeam,
  // Well formed; the refusal names an unknown scheme.
  schemes: (value) => isText(value) && /^[\w-]{1,64}(?:,[\w-]{1,64}){0,9}$/.test(value),
  option: aName,
  scope: matching(/^\w{1,64}$/),
  scheme: aName,
  phase: aName,
  envelope: aName,
  run: aRun,
  'payment-runs/file': aRun,
  'regulation/from': matching(/^[^\p{C}]{1,100}$/u),
  file: matching(/^[^\p{C}]{1,200}$/u),
  flag: matching(/^[A-Z_]{1,60}$/),
  code: matching(/^[A-Z_]{1,60}$/),
  line: matching(/^[A-Z_]{1,60}$/),
  q: matching(/^(?=.*[\p{L}\p{N}])[^\p{C}]{1,100}$/u),
  sort: never,
  path: matching(/^\d{1,3}(?:\.b?\d{1,7}){0,12}$/),
  decision: matching(/^(?:0|[1-9]\d{0,5})$/),
  year: matching(/^\d{4}$/),
  earlier: matching(/^(?:true|false)$/),
  threshold: matching(/^\d{1,6}(\.\d{1,6})?$/),
  person: matching(/^(?=.*[\p{L}\p{N}])[^\p{C}]{1,100}$/u),
  seed: matching(/^(?=.*\S)[^\p{C}\p{Default_Ignorable_Code_Point}\u2800]{1,200}$/u),
  minCents: signedCents,
  maxCents: signedCents,
  size: matching(/^[1-9]\d{0,3}$/),
  // Together with a size it is one too many.
  intervalCents: never,
  epoch: matching(/^[0-9a-f]{16}$/),
  'audit/days': matching(/^[1-9]\d{0,3}$/),
  'audit/id': matching(/^(?=.*[\p{L}\p{N}])[^\p{C}]{1,100}$/u),
  'audit/subject': matching(/^(?=.*[\p{L}\p{N}])[^\p{C}]{1,100}$/u),
};

/** The other parameters that a query needs besides the tested one. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  '/variance/teams': ['period=2022-Q2'],
  '/search': ['q=peps'],
  '/general-ledger': ['from=2022-01-01', 'to=2022-12-31'],
  '/accruals': ['year=2022'],
  '/regulation/versions/{version}/difference': [`from=${SHIPPED_VERSION}`],
  '/variance': ['period=2022-Q2'],
  '/simulations/comparison': ['simulations=presence-au-jour'],
  '/regularisations': ['from=2022-Q1', 'to=2022-Q2'],
  '/audit/extracts': ['what=payments'],
  '/audit/sample': ['what=statements', 'seed=s', 'size=5'],
};

/** Every list has these, by one class: each value is tried at a few of them, and each of them has a few values. */
const OF_EVERY_LIST = ['after', 'limit', 'raw', 'excel'];
const LISTS_OF = rounds(8, 1);

describe('a query', () => {
  test('refuses each parameter with a hostile value, unless the value is valid', async () => {
    const rights = new Map<string, boolean>();
    const all: Sent[] = [];
    const values = [...new Set(Object.keys(HOSTILE_VALUES).map(valueOf))].filter((one) => typeof one === 'string');
    for (const [route, { method, path, operation }] of [...operationsOf(service.contract)].entries())
      for (const { name, in: where } of (operation.parameters ?? []) as Parameter[]) {
        if (where !== 'query') continue;
        const [, first = ''] = path.split('/');
        for (const [i, value] of values.entries()) {
          if (!value.isWellFormed() || value.length > 3_000) continue;
          if (OF_EVERY_LIST.includes(name) && (route + i) % LISTS_OF !== 0) continue;
          const what = `${path} ${name}: ${JSON.stringify(value).slice(0, 60)}`;
          rights.set(what, (OF_QUERIES[`${first}/${name}`] ?? OF_QUERIES[name] ?? never)(value));
          const others = (BESIDES[path] ?? []).filter((one) => !one.startsWith(`${name}=`)).map((one) => `${one}&`);
          all.push({
            what,
            route: path,
            alike: `${name}: ${value}`,
            method: method.toUpperCase(),
            path: `${addressOf(path)}?${others.join('')}${name}=${encodeURIComponent(value)}`,
          });
        }
      }
    expect(all.length).toBeGreaterThan(3_000);
    await sendAll(all, (answer) => {
      const [, name = ''] = /^\S+ (\S+): /.exec(answer.what) ?? [];
      if (rights.get(answer.what) !== true) return refusedFor(answer, `query.${name}`);
      // The read waits for a position that has not come yet.
      if (name === 'after' && answer.status === 503) return undefined;
      return takenOrRefused(answer);
    });
  });

  test('of a team that is not there is 404, on each route that has a team in its address, its query or its body', async () => {
    const operations = [...operationsOf(service.contract)];
    const bodyOf = (operation: (typeof operations)[number]['operation'], team?: string) => {
      const fields = exampleFields(service.contract, operation);
      return fields === undefined
        ? {}
        : { body: JSON.stringify({ ...fields, ...(team === undefined ? {} : { team }) }) };
    };
    const inAddress = operations
      // The account of a team may have come before its facts.
      .filter(({ path }) => path.includes('{team}') && !path.startsWith('/payees/'))
      .map(({ method, path, operation }) => ({
        what: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path: `${addressOf(path, { team: 'PEPS-99' })}?${(BESIDES[path] ?? []).join('&')}`.replace(/\?$/, ''),
        ...bodyOf(operation),
      }));
    const inBody = operations
      .filter(({ operation }) => 'team' in (exampleFields(service.contract, operation) ?? {}))
      .map(({ method, path, operation }) => ({
        what: `${method.toUpperCase()} ${path} of a body`,
        method: method.toUpperCase(),
        path: addressOf(path),
        ...bodyOf(operation, 'PEPS-99'),
      }));
    const inQuery = operations
      .filter(({ operation }) =>
        ((operation.parameters ?? []) as Parameter[]).some(
          ({ name, in: where }) => where === 'query' && name === 'team',
        ),
      )
      .map(({ method, path }) => ({
        what: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path: `${addressOf(path)}?${[...(BESIDES[path] ?? []), 'team=PEPS-99'].join('&')}`,
      }));
    expect([inAddress, inBody, inQuery].every((some) => some.length > 9)).toBe(true);
    await sendAll([...inAddress, ...inBody, ...inQuery], ({ status, text }) =>
      status === 404 && text.includes('il n’y a pas d’équipe PEPS-99'.slice(1)) ? undefined : `${status} ${text}`,
    );
  });

  test('refuses an unknown parameter, a repeated one, and lists and objects', async () => {
    const all = [...operationsOf(service.contract)].flatMap(({ method, path, operation }) => {
      const fields = exampleFields(service.contract, operation);
      const to = {
        route: path,
        method: method.toUpperCase(),
        ...(fields === undefined ? {} : { body: JSON.stringify(fields) }),
      };
      const own = ((operation.parameters ?? []) as Parameter[]).filter((one) => one.in === 'query');
      const asked = [
        ...['intrus', '__proto__', 'constructor', 'toString', 'limit[]', 'limit[a]', 'a.b', '%00'].map((name) => [
          decodeURIComponent(name),
          `${name}=1`,
        ]),
        ...own.flatMap(({ name }) => [
          [name, `${name}=2022&${name}=2022`],
          [name, `${name}=2022&${name}=`],
        ]),
      ];
      return asked.map(([name = '', query = '']) => ({
        ...to,
        what: `${method.toUpperCase()} ${path} ${name}: ${query}`,
        path: `${addressOf(path)}?${query}`,
      }));
    });
    await sendAll(all, (answer) => {
      const [, name = ''] = /^\S+ \S+ (\S+): /s.exec(answer.what) ?? [];
      return refusedFor(answer, `query.${name}`);
    });
  });
});

/** Bodies sent to commands without a body. */
const BODIES = [
  '[]',
  '[{}]',
  '0',
  'false',
  '"a"',
  '1e400',
  '{"a":1}',
  '{"toString":1}',
  '{"__proto__":{}}',
  '{',
  'null,',
  '[[[]]]',
];

test('a command without fields refuses a body', async () => {
  const bare = [...operationsOf(service.contract)].filter(
    ({ method, operation }) => method !== 'get' && operation.requestBody === undefined,
  );
  expect(bare.length).toBeGreaterThanOrEqual(8);
  await sendAll(
    bare.flatMap(({ method, path }) =>
      BODIES.map((body) => ({
        what: `${method.toUpperCase()} ${path}: ${body}`,
        method: method.toUpperCase(),
        path: addressOf(path),
        body,
      })),
    ),
    (answer) => badProblem(answer) ?? (answer.status === 400 ? undefined : `${answer.status} ${answer.text}`),
  );
});

/** Values sent in place of a path parameter. */
const IN_ADDRESSES = [
  '..',
  '../..',
  '%2e%2e',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..%5cwindows',
  '%252e%252e',
  '%00',
  'a%00b',
  '%0d%0aset-cookie:%20a=b',
  '%20',
  '%E2%80%AEfdp.exe',
  '%F0%9F%92%B6',
  '%ED%A0%80',
  '%C0%AF',
  '%ff',
  '%zz',
  '*',
  ';a=b',
  '%7B%22$gt%22:%22%22%7D',
  "'%20OR%201=1--",
  '__proto__',
  'constructor',
  'toString',
  'a%2Fb',
  '-1',
  'NaN',
  '1e400',
  '9'.repeat(100),
  'x'.repeat(199),
  'x'.repeat(201),
  'x'.repeat(300),
  'x'.repeat(5_000),
  '2024-02-30',
  '0000-Q0',
  '9999-Q9',
  '255081416802538',
];

/** Names that a command may give before they exist. */
const NAMEABLE: Readonly<Record<string, RegExp>> = {
  'POST /envelopes/{envelope}/propose': /^(?!\.+$)[\w.-]{1,64}$/,
  'POST /statements/{team}/{period}/exceptions/{exception}/propose': /^(?!\.+$)[\w.-]{1,64}$|^(?! )[^\p{C}/]{1,64}$/u,
  'POST /envelopes/{envelope}/exceptions/{exception}/propose': /^(?!\.+$)[\w.-]{1,64}$/,
  'POST /account-hold/exceptions/{exception}/propose': /^(?!\.+$)[\w.-]{1,64}$/,
  'POST /envelopes/{envelope}/early-releases/{exception}/propose': /^(?!\.+$)[\w.-]{1,64}$/,
  'POST /debtors/{envelope}/propose': /^(?!\.+$)[\w.-]{1,64}$/,
  'POST /payees/{team}/propose': WORDS,
  'POST /candidates/{candidate}/apply': /^(?!\.+$)[\w.-]{1,64}$/,
  // It applied under that name before.
  'POST /candidates/{candidate}/leave': /^(?!\.+$)[\w.-]{1,64}$/,
  'POST /candidates/{candidate}/propose': /^(?!\.+$)[\w.-]{1,64}$/,
  // A proposal was made under that name before.
  'POST /debtors/{envelope}/withdraw': /^(?!\.+$)[\w.-]{1,64}$/,
  'POST /payees/{team}/withdraw': WORDS,
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Each parameter of a route gets this many of the values; each parameter gets all of them, by several routes. */
const VALUES_OF = rounds(5, 1);

test('refuses an impossible name in each parameter of an address', async () => {
  const operations = [...operationsOf(service.contract)];
  const places = operations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  const seen = new Map<string, number>();
  const all = operations.flatMap(({ method, path, operation }) => {
    const fields = exampleFields(service.contract, operation);
    const body = fields === undefined ? {} : { body: JSON.stringify(fields) };
    return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => {
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      const share = Math.min(VALUES_OF, places.filter((one) => one === name).length);
      return IN_ADDRESSES.filter((_, i) => (i + nth) % share === 0).map((value) => ({
        what: `${method.toUpperCase()} ${path} ${name}: ${value.slice(0, 40)}`,
        method: method.toUpperCase(),
        path: addressOf(path, { [name]: value }),
        ...body,
      }));
    });
  });
  expect(all.length).toBeGreaterThan(4_500 / VALUES_OF);
  // A proposal can be read.
  const inOrder = [...all.filter(({ method }) => method === 'GET'), ...all.filter(({ method }) => method !== 'GET')];
  await sendAll(inOrder, (answer) => {
    const [, route = '', value = ''] = /^(\S+ \S+) \w+: (.*)$/.exec(answer.what) ?? [];
    const isName = NAMEABLE[route]?.test(decoded(value)) === true && value.length < 64;
    return isName && answer.status < 300 ? undefined : badProblem(answer);
  });
});

/** No field is a decimal, whatever its value: 1e-400 is not a form of 0. */
const DECIMAL = /^-?\d+(?=[.eE])/;

describe('a command', () => {
  test('is in this test with a valid body', () => {
    expect(commands().length).toBeGreaterThanOrEqual(30);
    for (const { path, fields, required } of commands())
      assert.deepEqual(
        required.filter((name) => !Object.hasOwn(fields, name)),
        [],
        path,
      );
  });

  test('refuses each field with a hostile value, unless the value is valid', async () => {
    const rights = new Map<string, boolean>();
    const all = commands().flatMap(({ path, fields, required }) =>
      Object.keys(fields).flatMap((field) =>
        Object.entries(HOSTILE_VALUES).map(([name, json]) => {
          const what = `${path} ${field}: ${name}`;
          const isRight = rightField(path, field, !required.includes(field));
          rights.set(what, !DECIMAL.test(json) && isRight(valueOf(name)));
          const alike = `${ruleOf(path, field)}: ${name}`;
          return {
            what,
            route: path,
            alike,
            method: 'POST',
            path: addressOf(path),
            body: bodyWith(fields, field, json),
          };
        }),
      ),
    );
    expect(all.length).toBeGreaterThan(5_000);
    // A recorded team can be named by later facts.
    const isTeam = ({ path }: Sent): boolean => path === '/facts/teams';
    const inOrder = [...all.filter((one) => !isTeam(one)), ...all.filter(isTeam)];
    await sendAll(inOrder, (answer) => {
      const [, field = ''] = /^\S+ (\S+): /.exec(answer.what) ?? [];
      if (rights.get(answer.what) === true) return takenOrRefused(answer);
      return refusedFor(answer, REFUSED_AT[answer.what] ?? `/${field}`);
    });
  });

  test('refuses a missing, an unknown and a repeated field', async () => {
    const all = commands().flatMap(({ path, fields, required }) => {
      const to = { route: path, method: 'POST', path: addressOf(path) };
      const without = required.map((field) => {
        const rest = Object.entries(fields).filter(([name]) => name !== field);
        return { ...to, what: `${path} ${field}: left out`, body: JSON.stringify(Object.fromEntries(rest)) };
      });
      const added = ['intrus', '', 'a/b~c', 'toString', '\u202e', 'x'.repeat(10_000)].map((field) => ({
        ...to,
        what: `${path} ${field.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}: added`,
        body: JSON.stringify({ ...fields, [field]: 1 }),
      }));
      const poisoned = ['__proto__', 'constructor', 'prototype'].map((field) => ({
        ...to,
        what: `${path} ${field}: added`,
        body: bodyWith(fields, field, '{"a":1}'),
      }));
      const [first = ''] = required;
      const again = {
        ...to,
        what: `${path} ${first}: added`,
        body: JSON.stringify(fields).replace('{', '{"FIRST":1,'),
      };
      const twice = first === '' ? [] : [{ ...again, body: again.body.replace('FIRST', first) }];
      return [...without, ...added, ...poisoned, ...twice];
    });
    await sendAll(all, (answer) => {
      const [, field = ''] = /^\S+ (.*): (?:left out|added)$/.exec(answer.what) ?? [];
      return refusedFor(answer, `/${field}`);
    });
  });
});

/** The hostile values that a column of the bank's answer accepts: a reason is any text, or none. */
const OF_ANSWERS: Readonly<Record<string, Right>> = {
  // A row without a released payment, or with another amount, gets a remark and changes nothing.
  end_to_end_id: (value) => value !== '',
  amount_cents: (value) => typeof value === 'string' && /^[1-9]\d{0,15}$/.test(value),
  reason: isText,
};

/** Files that are no answer of a bank. */
const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const PAIN_002 = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';
const NO_ANSWERS: readonly string[] = [
  '<',
  '<a/>',
  `${XML}<Document xmlns="${PAIN_002}"/>`,
  `${XML}<Document xmlns="${PAIN_002}"><CstmrPmtStsRpt/></Document>`,
  `${XML}<Document xmlns="urn:elsewhere"><CstmrPmtStsRpt/></Document>`,
  `${XML}<Document xmlns="${PAIN_002}"><CstmrPmtStsRpt></Document>`,
  `${XML}<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document xmlns="${PAIN_002}">&x;</Document>`,
  `${XML}<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Document xmlns="${PAIN_002}">&b;</Document>`,
  `${XML}<!DOCTYPE d SYSTEM "http://127.0.0.1:1/d.dtd"><Document xmlns="${PAIN_002}"/>`,
  `${XML}${'<a>'.repeat(100_000)}`,
  `${XML}<a ${Array.from({ length: 5_000 }, (_, i) => `b${i}=""`).join(' ')}/>`,
  `${XML}<a>\u0000</a>`,
  '<?xml version="1.0" encoding="UTF-16"?><a/>',
  '<?xml-stylesheet href="http://127.0.0.1:1/"?><a/>',
  '\ufeff<a/>',
];

describe('an answer of the bank', () => {
  const text = { method: 'POST', path: '/payment-answers' };

  async function sentPayment(): Promise<Readonly<Record<string, string>>> {
    const response = await service.fetch('/payments?status=RELEASED&limit=1', {
      headers: { authorization: bearers.for('GET', '/payments') },
    });
    const [payment] = ((await response.json()) as { items: { endToEndId: string; amountCents: string }[] }).items;
    assert.ok(payment !== undefined);
    const { endToEndId, amountCents } = payment;
    return { end_to_end_id: endToEndId, status: 'EXECUTED', day: '2026-11-05', amount_cents: amountCents, reason: '' };
  }

  function csv(row: Readonly<Record<string, string>>): string {
    const cells = Object.values(row).map((cell) => `"${cell.replaceAll('"', '""')}"`);
    return `${Object.keys(row).join(',')}\n${cells.join(',')}\n`;
  }

  test('refuses each column with a hostile text, unless the text is valid', async () => {
    const row = await sentPayment();
    const texts = Object.keys(HOSTILE_VALUES)
      .map(valueOf)
      .filter((one) => typeof one === 'string' && one.isWellFormed());
    const rights = new Map<string, boolean>();
    const all = Object.keys(row).flatMap((column) =>
      texts.map((value) => {
        const what = `${column}: ${JSON.stringify(value).slice(0, 60)}`;
        rights.set(what, (OF_ANSWERS[column] ?? never)(value));
        return { ...text, contentType: 'text/csv', what, body: csv({ ...row, [column]: value as string }) };
      }),
    );
    await sendAll(all, (answer) => (rights.get(answer.what) === true ? takenOrRefused(answer) : badProblem(answer)));
  });

  test('refuses another file, and neither fetches nor inserts the files that it names', () =>
    sendAll(
      NO_ANSWERS.flatMap((body, i) =>
        ['application/xml', 'text/xml', 'text/csv'].map((contentType) => ({
          ...text,
          contentType,
          what: `${contentType} ${i}: ${body.slice(0, 60)}`,
          body,
        })),
      ),
      badProblem,
    ));
});
