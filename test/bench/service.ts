/**
 * `npm run bench -- --scale service`: the HTTP service under a load from this process, each measure against a control on the same
 * machine in the same run: single facts recorded, a statement read, and reads while a calculation runs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO, writeExperiment } from '#libs/synthetic/experiment.ts';
import { dayText } from '#libs/kernel/day.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { type Acts, actsOf } from './late-fact.ts';
import { type Served, load, serveControl, serveProduct, startWorker } from './load.ts';
import { type Pair, median, mustEqual, progress } from './measure.ts';
import { type Measurement, rate } from './report.ts';
import { LAST_KNOWN, LAST_KNOWN_DAY, Stores } from './stores.ts';

const SEED = 2021;
export const CONNECTIONS = 32;
export const WARM_UP_S = 2;
export const RUN_S = 5;
export const STATEMENT = '/statements/PEPS-01/2023-Q2';
/** A rate of reads that leaves the machine time to calculate. */
const READS_PER_SECOND = 200;
const READERS = 8;
const READING_S = 10;
const DAYS_OF_A_RUN = 50;
const POLL_MS = 100;

const RECORD_TARGET = 0.5;
const READ_TARGET = 0.4;
const BUSY_TARGET = 5;

export async function measureService(temporary: string, runs: number): Promise<Measurement[]> {
  const folder = join(temporary, 'service');
  const { facts, acts } = await prepare(folder);
  progress(`${acts.lines.length} acts to make new ones of, facts in ${facts}`);
  const service = await serveProduct(folder);
  try {
    const token = await tokenOf(service);
    return [
      await measureRecording(service, token, acts, temporary, runs),
      await measureReading(service, token, temporary, runs),
      await measureBusyReads(service, token, folder, runs),
    ];
  } finally {
    await service.stop();
  }
}

/** The experiment of the demonstration, imported, calculated and folded. */
async function prepare(folder: string): Promise<{ facts: string; acts: Acts }> {
  const facts = join(folder, 'facts');
  mkdirSync(facts, { recursive: true });
  await writeExperiment(facts, { seed: SEED, scale: DEMO });
  // The default of a service.
  const isSealed = process.env['PATIENT_ENCRYPTION'] !== 'off';
  const stores = await Stores.create(folder, undefined, undefined, { isSealed });
  await stores.import(facts);
  await stores.calculate(LAST_KNOWN_DAY);
  for (const projection of PROJECTIONS) await stores.readStore.upToDate(projection, stores.log);
  await stores.leave();
  return { facts, acts: actsOf(facts) };
}

/** Alternates control and product; each gives its seconds per request. */
export async function inTurn(
  runs: number,
  unit: string,
  control: () => Promise<number>,
  product: () => Promise<number>,
): Promise<Pair> {
  const [ofControl, ofProduct]: [number[], number[]] = [[], []];
  for (let run = 1; run <= runs; run++) {
    const [first, second] = [await control(), await product()];
    ofControl.push(first);
    ofProduct.push(second);
    progress(`run ${run} of ${runs}: control ${rate(1, first, unit)}, product ${rate(1, second, unit)}`);
  }
  return { control: median(ofControl), product: median(ofProduct) };
}

export async function tokenOf({ url }: Served): Promise<string> {
  const answer = await fetch(`${url}/development/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject: 'bench', roles: ['operator', 'service'] }),
  });
  return ((await answer.json()) as { token: string }).token;
}

async function measureRecording(
  service: Served,
  token: string,
  acts: Acts,
  temporary: string,
  runs: number,
): Promise<Measurement> {
  const path = join(temporary, 'control.db');
  const control = await serveControl('insert', path);
  const next = newActs(acts);
  let [inControl, inProduct] = [0, 0];
  const log = join(temporary, 'service', 'events.db');
  const actsBefore = countRows(log, COUNT_ACTS);
  const record = async (url: string, seconds: number): Promise<[number, number]> => {
    const request = {
      method: 'POST',
      path: '/facts/acts',
      setupRequest: () => {
        const { id, body } = next();
        return {
          method: 'POST',
          path: '/facts/acts',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': id },
          body,
        };
      },
    };
    const { done, seconds: taken } = await load({ url, connections: CONNECTIONS, seconds, request });
    return [done, taken];
  };
  const controlRun = async (seconds: number): Promise<number> => {
    const [done, taken] = await record(control.url, seconds);
    inControl += done;
    return taken / done;
  };
  const productRun = async (seconds: number): Promise<number> => {
    const [done, taken] = await record(service.url, seconds);
    inProduct += done;
    return taken / done;
  };
  try {
    await controlRun(WARM_UP_S);
    await productRun(WARM_UP_S);
    const pair = await inTurn(
      runs,
      'facts',
      () => controlRun(RUN_S),
      () => productRun(RUN_S),
    );
    // Every answered fact is recorded; facts in flight at the end may be recorded too.
    mustBeAbout('rows of the control', countRows(path, 'SELECT count(*) AS n FROM rows'), inControl);
    mustBeAbout('acts recorded', countRows(log, COUNT_ACTS) - actsBefore, inProduct);
    return {
      name: `single facts recorded over HTTP, ${CONNECTIONS} connections`,
      control: rate(1, pair.control, 'facts'),
      product: rate(1, pair.product, 'facts'),
      ratio: pair.control / pair.product,
      target: { atLeast: RECORD_TARGET },
    };
  } finally {
    await control.stop();
  }
}

const COUNT_ACTS = `SELECT coalesce(sum(events), 0) AS n FROM rows WHERE head LIKE 'ActRecorded%'`;

function countRows(path: string, sql: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const { n } = db.prepare(sql).get() as { n: number };
  db.close();
  return n;
}

function mustBeAbout(what: string, found: number, answered: number): void {
  const cutOff = 100 * CONNECTIONS;
  if (found < answered || found > answered + cutOff) throw new Error(`${what}: ${found}, ${answered} answered`);
}

/** Acts of the facts repeated under new ids. */
function newActs({ columns, lines }: Acts): () => { id: string; body: string } {
  let n = 0;
  return () => {
    const fields = (lines[n % lines.length] ?? '').split(',');
    const id = `BENCH${n++}`;
    fields[columns.indexOf('act_id')] = id;
    fields[columns.indexOf('known_on')] = LAST_KNOWN;
    return { id, body: JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, fields[i]]))) };
  };
}

async function measureReading(service: Served, token: string, temporary: string, runs: number): Promise<Measurement> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(service.url + STATEMENT, { headers });
  mustEqual('status of a statement', answer.status, 200);
  const path = join(temporary, 'statement.json');
  writeFileSync(path, await answer.text());
  const control: Served = await serveControl('memory', path);
  const read = async (url: string, seconds: number): Promise<number> => {
    const request = { method: 'GET', path: STATEMENT, headers };
    const { done, seconds: taken } = await load({ url, connections: CONNECTIONS, seconds, request });
    return taken / done;
  };
  try {
    await read(control.url, WARM_UP_S);
    await read(service.url, WARM_UP_S);
    const pair = await inTurn(
      runs,
      'reads',
      () => read(control.url, RUN_S),
      () => read(service.url, RUN_S),
    );
    return {
      name: `a statement read, ${CONNECTIONS} connections`,
      control: rate(1, pair.control, 'reads'),
      product: rate(1, pair.product, 'reads'),
      ratio: pair.control / pair.product,
      target: { atLeast: READ_TARGET },
    };
  } finally {
    await control.stop();
  }
}

/** The same reads at the same rate, first without other work and then during a calculation of all periods by another process. */
async function measureBusyReads(service: Served, token: string, folder: string, runs: number): Promise<Measurement> {
  const request = { method: 'GET', path: STATEMENT, headers: { authorization: `Bearer ${token}` } };
  const settings = { url: service.url, connections: READERS, rate: READS_PER_SECOND, request };
  const [rest, busy]: [number[], number[]] = [[], []];
  const worker = await startWorker(folder);
  try {
    for (let run = 0; run < runs; run++) {
      const atRest = await load({ ...settings, seconds: READING_S });
      const calculation = calculateAll(service, token, run);
      const measured = await load({ ...settings, seconds: READING_S });
      const calculations = await calculation.stop();
      if (calculations === 0) throw new Error('no calculation ended while the reads were measured');
      rest.push(atRest.p99);
      busy.push(measured.p99);
      progress(
        `reads, run ${run + 1}: p99 ${atRest.p99} ms at rest, ${measured.p99} ms beside ${calculations} calculations`,
      );
    }
  } finally {
    await worker.stop();
  }
  const [control, product] = [median(rest), median(busy)];
  return {
    name: 'p99 of reads while all periods are calculated',
    control: `${control.toFixed(1)} ms`,
    product: `${product.toFixed(1)} ms`,
    ratio: product / control,
    target: { atMost: BUSY_TARGET },
  };
}

/** Calculations of all periods by the worker, one after another, each known on another day so that every statement is new. */
function calculateAll({ url }: Served, token: string, run: number): { stop: () => Promise<number> } {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let [stopped, ended] = [false, 0];
  const one = async (n: number): Promise<void> => {
    const body = JSON.stringify({ from: '2020-Q1', to: '2025-Q4', knownOn: dayText(LAST_KNOWN_DAY - 400 - n) });
    const asked = { method: 'POST', headers: { ...headers, 'idempotency-key': `bench-${n}` }, body };
    let job = (await (await fetch(`${url}/calculations`, asked)).json()) as { id: string; state: string };
    while (job.state !== 'SUCCEEDED') {
      if (job.state !== 'PENDING') throw new Error(`a calculation ended as ${JSON.stringify(job)}`);
      await pause(POLL_MS);
      const answer = await fetch(`${url}/jobs/${job.id}`, { headers });
      // The projection of jobs may lag.
      if (answer.ok) job = (await answer.json()) as typeof job;
    }
  };
  const loop = (async () => {
    for (let n = run * DAYS_OF_A_RUN; !stopped; n++) {
      await one(n);
      ended++;
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      const before = ended;
      await loop;
      return before;
    },
  };
}
