/**
 * Counts the events that one command reads to submit, approve or pay many statements, in a process that has read nothing yet: the cost of a
 * statement does not grow with their number.
 */
import { join } from 'node:path';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { PreparePaymentRun, PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { ReleasePaymentRun, ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import { Stores as CommandStores } from '#libs/runtime/stores.module.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { progress } from './measure.ts';
import type { Measurement } from './report.ts';
import type { Stores } from './stores.ts';
import { authorOf, calculatedTeams, codesOf, mustBeDone } from './teams.ts';

/** Teams with ten quarters each. */
const TEAMS = [3, 12, 48, 140];
const QUARTERS = 10;
const RANGE = { from: quarterFromText('2021-Q1'), to: quarterFromText('2023-Q2') };
const KNOWN_ON = dayFromText('2023-09-30');
/** The limit for the events read per statement at the largest size, against the smallest. */
const TARGET = 1.2;
const COMMANDS = ['submit', 'approve', 'run'] as const;

type EventsRead = Readonly<Record<(typeof COMMANDS)[number], number>>;

export async function measureDecisions(temporary: string): Promise<Measurement[]> {
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
  const stores = await calculatedTeams(folder, teams, RANGE, KNOWN_ON);
  try {
    const count = teams * QUARTERS;
    const submit = await counted(stores, async (own) => {
      const command = new SubmitStatements({ range: RANGE }, authorOf('Alice'));
      mustBeDone(await new SubmitStatementsHandler(own).execute(command), count);
    });
    const varianceCodes = await codesOf(stores, RANGE);
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
};

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
