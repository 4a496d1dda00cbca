/**
 * `npm run bench -- --scale console`: the reads and commands of the console with 28,000 statements, each within a limit, and how long the
 * service makes others wait meanwhile.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Quarter, dayFromText, quarterFromText, quarterText } from '#libs/kernel/day.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Stores as CommandStores } from '#libs/runtime/stores.module.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { type Served, serveProduct, startWorker } from './load.ts';
import { median, mustEqual, progress } from './measure.ts';
import { type Measurement, milliseconds } from './report.ts';
import type { Stores } from './stores.ts';
import { authorOf, calculatedTeams, codesOf, mustBeDone } from './teams.ts';

const TEAMS = 1_400;
/** Patients of the first team, whose lines are explained. */
const PATIENTS = 3_000;
const RANGE = { from: quarterFromText('2021-Q1'), to: quarterFromText('2025-Q4') };
/** Everything up to here is decided; the next quarter is submitted, the last one only calculated. */
const DECIDED_TO = quarterFromText('2025-Q2');
const KNOWN_ON = dayFromText('2026-09-30');
const PAGE = 500;
/** Parts of an explanation that the console asks for at once. */
const PARTS = 100;
/** The console's request. */
const TODO = '/todo?names=3&completeness=false';
/** Reads of each list; the median counts. */
const READS = 5;
/** The time between two asks whether the service lives. */
const HEALTH_EVERY_MS = 20;

const FIRST_MS = 1_500;
const PAGE_MS = 300;
const VARIANCE_MS = 2_000;
const EXPLANATION_KB = 100;
const MEMORY_MB = 600;
const HEALTH_P99_MS = 100;

export async function measureConsole(temporary: string): Promise<Measurement[]> {
  const folder = join(temporary, 'console');
  await prepareConsole(folder);
  return measureServed(folder);
}

/** Writes the statements, most of them decided, and folds every projection. */
export async function prepareConsole(folder: string): Promise<void> {
  const stores = await calculatedTeams(folder, TEAMS, RANGE, KNOWN_ON, PATIENTS);
  progress(`${TEAMS * (RANGE.to - RANGE.from + 1)} statements`);
  for (let quarter = RANGE.from; quarter <= DECIDED_TO + 1; quarter++) {
    await submit(stores, quarter);
    if (quarter <= DECIDED_TO) await approve(stores, quarter);
    progress(`${quarterText(quarter)} ${quarter <= DECIDED_TO ? 'decided' : 'submitted'}`);
  }
  for (const projection of PROJECTIONS) await stores.readStore.upToDate(projection, stores.log);
  await stores.leave();
}

async function submit({ log, readStore }: Stores, quarter: Quarter): Promise<void> {
  const command = new SubmitStatements({ range: { from: quarter, to: quarter } }, authorOf('Alice'));
  mustBeDone(await new SubmitStatementsHandler(new CommandStores(log, readStore)).execute(command), TEAMS);
}

async function approve(stores: Stores, quarter: Quarter): Promise<void> {
  const range = { from: quarter, to: quarter };
  const which = { range, varianceCodes: await codesOf(stores, range) };
  const command = new ApproveStatements(which, authorOf('Bob'));
  const own = new CommandStores(stores.log, stores.readStore);
  mustBeDone((await new ApproveStatementsHandler(own).execute(command)).outcomes, TEAMS);
}

/** The service on prepared stores, with a worker that folds new events. */
export async function measureServed(folder: string): Promise<Measurement[]> {
  const memory = join(folder, 'peak-memory');
  const service = await serveProduct(folder, {
    PEAK_MEMORY_FILE: memory,
    NODE_OPTIONS: '--import ./test/bench/peak-memory.ts',
  });
  const worker = await startWorker(folder);
  const measured: Measurement[] = [];
  try {
    const health = watchHealth(service);
    try {
      measured.push(...(await measureAsked(service)));
    } finally {
      measured.push(await health.stop());
    }
  } finally {
    await worker.stop();
    await service.stop();
  }
  const peak = Number(readFileSync(memory, 'utf8')) / 1e6;
  return [...measured, within('peak memory of the service', peak, MEMORY_MB, 'MB')];
}

async function measureAsked(service: Served): Promise<Measurement[]> {
  const [alice, bob] = [await Person.of(service, 'alice', 'operator'), await Person.of(service, 'bob', 'approver')];
  const found: Measurement[] = [];
  const first = async (name: string, path: string, limit: number): Promise<void> => {
    found.push(within(name, (await alice.read(path)).ms, limit, 'ms'));
  };
  const again = async (name: string, path: string, limit = PAGE_MS): Promise<void> => {
    const times: number[] = [];
    for (let n = 0; n < READS; n++) times.push((await alice.read(path)).ms);
    found.push(within(name, median(times), limit, 'ms'));
  };
  const list = `/statements?limit=${PAGE}`;
  await first('first page of statements, the service just started', list, FIRST_MS);
  await again('a page of 500 statements', list);
  await again('the same by amount, the greatest first', `${list}&sort=-total`);
  await again('the same of a team sought by name', `${list}&q=maison%20700`);
  await again('the same of a stage that no statement has', `${list}&stage=REGULARISATION_DRAFTED`);
  const pages = await alice.pages(list);
  mustEqual('statements on all pages', pages.items, TEAMS * (RANGE.to - RANGE.from + 1));
  found.push(within('the slowest of all pages', pages.slowestMs, PAGE_MS, 'ms'));
  await again('totals of all statements', '/statements/totals');
  await first('what is to do, asked for the first time', TODO, FIRST_MS);
  await again('what is to do', TODO);
  const variance = await alice.pages(`/variance/teams?period=2025-Q4&limit=${PAGE}`);
  mustEqual('teams of the variance report', variance.items, TEAMS);
  found.push(within('variance of 1,400 teams, all pages', variance.ms, VARIANCE_MS, 'ms'));
  found.push(...(await measureExplanation(alice)));
  found.push(...(await measureBulk(alice, bob)));
  return found;
}

/** The levels of the explanation of the largest team, down to its patients. */
async function measureExplanation(person: Person): Promise<Measurement[]> {
  const path = `/statements/PEPS-001/2025-Q4/explanation/parts?limit=${PARTS}`;
  let [largest, widest] = [0, 0];
  const visit = async (part: string, depth: number): Promise<void> => {
    const { body, bytes } = await person.read(part === '' ? path : `${path}&path=${part}`);
    largest = Math.max(largest, bytes);
    const { items, partCount } = body as { items: readonly { path: string; parts: number }[]; partCount: number };
    widest = Math.max(widest, partCount);
    if (depth > 0) for (const one of items) if (one.parts > 0) await visit(one.path, depth - 1);
  };
  await visit('', 2);
  mustEqual('patients of a level', widest, PATIENTS);
  return [within('the largest level of an explanation', largest / 1_000, EXPLANATION_KB, 'kB')];
}

/** A quarter submitted and approved in one request each, and the lists right after. */
async function measureBulk(alice: Person, bob: Person): Promise<Measurement[]> {
  const range = { from: '2025-Q4', to: '2025-Q4' };
  const submitted = await alice.command('/statements/submit', range);
  const first = lastOf(submitted);
  progress(`submitted in ${submitted.ms.toFixed(0)} ms`);
  const afterSubmit = await alice.readAfter(`/statements?limit=${PAGE}`, first);
  const todo = await alice.readAfter(TODO, first);
  const { body } = await bob.readAfter('/variance/teams?period=2025-Q4', first);
  const { code } = body as { code: string };
  const approved = await bob.command('/statements/approve', { ...range, variance: [code] });
  progress(`approved in ${approved.ms.toFixed(0)} ms`);
  const afterApproval = await bob.readAfter(`/statements?limit=${PAGE}`, lastOf(approved));
  return [
    within('a page right after 1,400 were submitted', afterSubmit.ms, PAGE_MS, 'ms'),
    within('what is to do right after', todo.ms, PAGE_MS, 'ms'),
    within('a page right after 1,400 were approved', afterApproval.ms, PAGE_MS, 'ms'),
  ];
}

/** The position of the last event. Throws if a statement was refused. */
function lastOf({ body }: Answer): number {
  const { outcomes } = body as { outcomes: readonly { readonly position?: number | null }[] };
  const positions = outcomes.flatMap(({ position }) => position ?? []);
  mustEqual('statements done', positions.length, TEAMS);
  return Math.max(...positions);
}

interface Answer {
  readonly body: unknown;
  readonly bytes: number;
  readonly ms: number;
}

class Person {
  readonly #url: string;
  readonly #token: string;
  #keys = 0;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async of({ url }: Served, subject: string, ...roles: readonly string[]): Promise<Person> {
    const answer = await fetch(`${url}/development/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subject, roles }),
    });
    return new Person(url, ((await answer.json()) as { token: string }).token);
  }

  async read(path: string): Promise<Answer> {
    const answer = await this.#ask(path);
    mustEqual(`status of ${path}`, answer.status, 200);
    return answer;
  }

  /** All pages of a list. */
  async pages(path: string): Promise<{ readonly items: number; readonly ms: number; readonly slowestMs: number }> {
    let [items, ms, slowestMs] = [0, 0, 0];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await this.read(cursor === '' ? path : `${path}&cursor=${cursor}`);
      const { items: own, next } = page.body as { items: readonly unknown[]; next: string | null };
      items += own.length;
      ms += page.ms;
      slowestMs = Math.max(slowestMs, page.ms);
      cursor = next;
    }
    return { items, ms, slowestMs };
  }

  /** Repeated until the projections have reached the position; the time is that of the last answer. */
  async readAfter(path: string, position: number): Promise<Answer> {
    const after = `${path}${path.includes('?') ? '&' : '?'}after=${position}`;
    for (;;) {
      const answer = await this.#ask(after);
      if (answer.status === 200) return answer;
      mustEqual(`status of ${after}`, answer.status, 503);
      await pause(HEALTH_EVERY_MS);
    }
  }

  async command(path: string, body: object): Promise<Answer> {
    const answer = await this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `${path}-${this.#keys++}` },
      body: JSON.stringify(body),
    });
    mustEqual(`status of ${path}`, answer.status, 200);
    return answer;
  }

  async #ask(path: string, request: RequestInit = {}): Promise<Answer & { readonly status: number }> {
    const start = performance.now();
    const headers = { ...(request.headers as Record<string, string>), authorization: `Bearer ${this.#token}` };
    const answer = await fetch(this.#url + path, { ...request, headers });
    const text = await answer.text();
    const ms = performance.now() - start;
    return { status: answer.status, body: JSON.parse(text) as unknown, bytes: Buffer.byteLength(text), ms };
  }
}

/** Checks the health of the service every few milliseconds, whether or not the last answer has come. */
function watchHealth({ url }: Served): { readonly stop: () => Promise<Measurement> } {
  const asked: Promise<number>[] = [];
  const ask = async (): Promise<number> => {
    const start = performance.now();
    const answer = await fetch(`${url}/health/live`);
    await answer.text();
    return performance.now() - start;
  };
  const timer = setInterval(() => asked.push(ask()), HEALTH_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      const times = (await Promise.all(asked)).sort((a, b) => a - b);
      progress(`health: ${times.length} asked, the slowest ${milliseconds((times.at(-1) ?? 0) / 1_000)}`);
      return within('health meanwhile, p99', times[Math.floor(times.length * 0.99)] ?? NaN, HEALTH_P99_MS, 'ms');
    },
  };
}

function within(name: string, found: number, limit: number, unit: string): Measurement {
  const shown = (value: number): string => `${Math.round(value).toLocaleString('en')} ${unit}`;
  progress(`${name}: ${shown(found)}`);
  return { name, control: shown(limit), product: shown(found), ratio: found / limit, target: { atMost: 1 } };
}
