/**
 * Counts the events that one command reads to submit, approve or pay many statements, in a process that has read
 * nothing yet: the cost of a statement does not grow with their number.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculate } from '#libs/statements/calculation/calculate.ts';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { runCode } from '#libs/payments/ledger/state.ts';
import { PreparePaymentRun, PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { ReleasePaymentRun, ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import { Stores as CommandStores } from '#libs/runtime/stores.module.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import type { Outcome } from '#libs/statements/workflow/each-statement.ts';
import { statementsOf } from '#libs/statements/workflow/statements.ts';
import { varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { patientId, rpps } from '#libs/synthetic/identifiers.ts';
import { accountInPlace, envelopeInPlace } from '#test/support/money.ts';
import { mustEqual, progress } from './measure.ts';
import type { Measured } from './report.ts';
import { Stores } from './stores.ts';

/** Teams with ten quarters each. */
const TEAMS = [3, 12, 48, 140];
const QUARTERS = 10;
const RANGE = { from: quarterFromText('2021-Q1'), to: quarterFromText('2023-Q2') };
const KNOWN_ON = dayFromText('2023-09-30');
/** The limit for the events read per statement at the largest size, against the smallest. */
const TARGET = 1.2;
const COMMANDS = ['submit', 'approve', 'run'] as const;

type EventsRead = Readonly<Record<(typeof COMMANDS)[number], number>>;

export async function measureDecisions(temporary: string): Promise<Measured[]> {
  const sizes: { readonly statements: number; readonly read: EventsRead }[] = [];
  for (const teams of TEAMS) {
    const statements = teams * QUARTERS;
    const read = await eventsRead(join(temporary, `decisions-${statements}`), teams);
    progress(`${statements} statements: ${COMMANDS.map((name) => `${name} reads ${read[name]} events`).join(', ')}`);
    sizes.push({ statements, read });
  }
  return COMMANDS.flatMap((name) =>
    sizes.slice(1).map(({ statements, read }) => {
      const [first] = sizes as [(typeof sizes)[number]];
      const [before, now] = [first.read[name] / first.statements, read[name] / statements];
      return {
        name: `${name}, events read per statement, ${statements} against ${first.statements}`,
        control: before.toFixed(1),
        product: now.toFixed(1),
        ratio: now / before,
        target: { atMost: TARGET },
      };
    }),
  );
}

async function eventsRead(folder: string, teams: number): Promise<EventsRead> {
  const stores = await calculated(folder, teams);
  try {
    const count = teams * QUARTERS;
    const submit = await counted(stores, async (own) => {
      const command = new SubmitStatements({ range: RANGE }, authorOf('Alice'));
      mustBeDone(await new SubmitStatementsHandler(own).execute(command), count);
    });
    const varianceCodes = await codesOf(stores);
    const approve = await counted(stores, async (own) => {
      const command = new ApproveStatements({ range: RANGE, varianceCodes }, authorOf('Bob'));
      mustBeDone((await new ApproveStatementsHandler(own).execute(command)).outcomes, count);
    });
    const run = await counted(stores, async (own) => {
      const prepared = await new PreparePaymentRunHandler(own).execute(new PreparePaymentRun(RUN, authorOf('Carole')));
      if (prepared === undefined) throw new Error('the run is not prepared');
      const command = new ReleasePaymentRun(RUN.run, runCode(prepared), authorOf('Carole'));
      const released = await new ReleasePaymentRunHandler(own).execute(command);
      if (released.count < count) throw new Error(`${released.count} payments of ${count} statements`);
    });
    return { submit, approve, run };
  } finally {
    await stores.close();
  }
}

const RUN = {
  envelope: 'FISS',
  run: 'R1',
  dueBy: dayFromText('2025-12-31'),
  executionDay: dayFromText('2026-11-02'),
  exceptions: [],
  hold: { days: 0, except: [] },
};

/** Every quarter calculated, with an envelope and accounts, and nothing decided. */
async function calculated(folder: string, teams: number): Promise<Stores> {
  const facts = join(folder, 'facts');
  mkdirSync(facts, { recursive: true });
  writeFacts(facts, teams);
  const stores = await Stores.create(folder);
  await stores.import(facts);
  const request = { range: RANGE, knownOn: KNOWN_ON, regulation: stores.regulation };
  const { recorded } = await calculate(stores, request, authorOf('Alice').commit);
  mustEqual('statements recorded', recorded, teams * QUARTERS);
  const people = { first: authorOf('Alice'), second: authorOf('Bob') };
  const terms = { amountCents: 1_000_000_000n, schemes: ['PEPS'] };
  await envelopeInPlace(stores.log, 'FISS', terms, people);
  const account = { name: 'Compte', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
  await accountInPlace(stores, { side: 'debtor', holder: 'FISS' }, account, people);
  for (let n = 1; n <= teams; n++) await accountInPlace(stores, { side: 'payee', holder: teamId(n) }, account, people);
  return stores;
}

/** One patient per team: the content of a statement does not matter here. */
function writeFacts(folder: string, teams: number): void {
  const files = {
    teams: 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on',
    phases: 'team_id,phase,from,known_on',
    members: 'team_id,rpps,profession,from,until,known_on',
    patients: 'patient_id,birth_date,sex,died_on,known_on',
    declarations: 'patient_id,rpps,declared_on,known_on',
  };
  const known = '2020-12-01';
  const rowsOf = (n: number): Record<keyof typeof files, string> => ({
    teams: `${teamId(n)},${known},Maison ${n},PEPS,ALL,GP,MSP,010780054,01283,${known}`,
    phases: `${teamId(n)},FORFAIT,2021-01-01,${known}`,
    members: `${teamId(n)},${rpps(n)},GP,${known},,${known}`,
    patients: `${patientId(n)},1980-05-05,F,,${known}`,
    declarations: `${patientId(n)},${rpps(n)},2020-06-01,${known}`,
  });
  const rows = Array.from({ length: teams }, (_, i) => rowsOf(i + 1));
  for (const [name, header] of Object.entries(files))
    writeFileSync(
      join(folder, `${name}.csv`),
      [header, ...rows.map((row) => row[name as keyof typeof files]), ''].join('\n'),
    );
}

function teamId(n: number): string {
  return `PEPS-${String(n).padStart(3, '0')}`;
}

let keys = 0;

function authorOf(name: string): Author {
  const [key, at] = [`key-${keys++}`, '2026-11-01T08:00:00.000Z'];
  return {
    meta: { by: { name, assurance: 'asserted', osUser: 'bench' }, key, at },
    commit: { recordedAt: at, actor: name, correlation: key, causation: 'bench' },
  };
}

/** The codes of the variance reports, one per period. */
async function codesOf(stores: Stores): Promise<readonly string[]> {
  const byPeriod = Map.groupBy(await statementsOf(stores, { range: RANGE }), ({ period }) => period);
  return [...byPeriod.values()].flatMap((own) => varianceCode(own) ?? []);
}

function mustBeDone(outcomes: readonly Outcome[], expected: number): void {
  mustEqual('statements done', outcomes.filter(({ refused }) => refused === undefined).length, expected);
}

/** Counts the events that the work reads, on a newly opened log, so that no state is cached. */
async function counted({ log, readStore }: Stores, work: (stores: CommandStores) => Promise<void>): Promise<number> {
  let events = 0;
  const counting: Pick<EventStore, 'read' | 'readStream'> = {
    async *read(options) {
      for await (const batch of log.read(options)) {
        events += batch.length;
        yield batch;
      }
    },
    readStream: async (stream, options) => {
      const found = await log.readStream(stream, options);
      events += found.length;
      return found;
    },
  };
  const own = new Proxy<EventStore>(log, {
    get: (target, name) => {
      if (name === 'read' || name === 'readStream') return counting[name];
      const member = Reflect.get(target, name) as unknown;
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  await work(new CommandStores(own, readStore));
  return events;
}
