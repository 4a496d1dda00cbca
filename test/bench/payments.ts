/**
 * Times a payment run: preparing it, releasing it, and taking the bank's answer, each in one command on a log that is opened for it,
 * so that no state is kept. The control reads the log and writes as many rows as the command records.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { LOG_PRAGMAS } from '#libs/event-store/sqlite/settings.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { eurosText } from '#libs/payments/bank/amount.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { PreparePaymentRun, PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { RecordBankAnswer, RecordBankAnswerHandler } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { ReleasePaymentRun, ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import { Stores as CommandStores } from '#libs/runtime/stores.module.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { readEvents } from './control.ts';
import { mustEqual, progress, timed } from './measure.ts';
import { type Measurement, milliseconds } from './report.ts';
import type { Stores } from './stores.ts';
import { IBAN, authorOf, calculatedTeams, codesOf, mustBeDone } from './teams.ts';

/** Teams with one payment each: the first warms up the code. */
const TEAMS = [350, 700, 1_400, 2_800];
/** The size of the national experiments, for which a command may take this long. */
const [NATIONAL, SECONDS_MAX] = [1_400, 2];
/** A command reads the log once, and also the accounts and statements, builds the files and reads them back, and decides. */
const OF_CONTROL = 6;
/** The limit for the time of a payment at the largest size, against the smallest. */
const LINEAR = 1.3;
const COMMANDS = ['prepare', 'release', 'answer'] as const;
type CommandName = (typeof COMMANDS)[number];

interface Times {
  readonly seconds: number;
  readonly control: number;
}
interface Size {
  readonly teams: number;
  readonly times: Readonly<Record<CommandName, Times>>;
}

const RANGE = { from: quarterFromText('2021-Q1'), to: quarterFromText('2021-Q1') };
const KNOWN_ON = dayFromText('2021-06-30');
const RUN = {
  envelope: 'FISS',
  run: 'R1',
  dueBy: dayFromText('2025-12-31'),
  executionDay: dayFromText('2026-11-02'),
  exceptions: [],
};

export async function measurePayments(temporary: string): Promise<Measurement[]> {
  // Compiles the code that all sizes run.
  await sizeOf(join(temporary, 'payments-warm'), TEAMS[0] ?? 0);
  const sizes: Size[] = [];
  for (const teams of TEAMS) {
    const size = await sizeOf(join(temporary, `payments-${teams}`), teams);
    progress(
      `${teams} payments: ${COMMANDS.map((name) => `${name} ${size.times[name].seconds.toFixed(2)} s (control ${size.times[name].control.toFixed(2)} s)`).join(', ')}`,
    );
    sizes.push(size);
  }
  return COMMANDS.flatMap((name) => measuredOf(name, sizes));
}

function measuredOf(name: CommandName, sizes: readonly Size[]): Measurement[] {
  const national = sizes.find(({ teams }) => teams === NATIONAL);
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (national === undefined || first === undefined || last === undefined) return [];
  const { seconds, control } = national.times[name];
  const perPayment = ({ teams, times }: Size): number => times[name].seconds / teams;
  const [small, large] = [perPayment(first), perPayment(last)];
  return [
    {
      name: `${name} a run of ${NATIONAL}, in the time that it may take`,
      control: milliseconds(SECONDS_MAX),
      product: milliseconds(seconds),
      ratio: seconds / SECONDS_MAX,
      target: { atMost: 1 },
    },
    {
      name: `${name} a run of ${NATIONAL}, against reading and writing as much`,
      control: milliseconds(control),
      product: milliseconds(seconds),
      ratio: seconds / control,
      target: { atMost: OF_CONTROL },
    },
    {
      name: `${name}, time per payment, ${last.teams} against ${first.teams}`,
      control: `${(small * 1e6).toFixed(0)} µs`,
      product: `${(large * 1e6).toFixed(0)} µs`,
      ratio: large / small,
      target: { atMost: LINEAR },
    },
  ];
}

async function sizeOf(folder: string, teams: number): Promise<Size> {
  const stores = await calculatedTeams(folder, teams, RANGE, KNOWN_ON);
  try {
    const own = new CommandStores(stores.log, stores.readStore);
    const submit = new SubmitStatements({ range: RANGE }, authorOf('Alice'));
    mustBeDone(await new SubmitStatementsHandler(own).execute(submit), teams);
    const varianceCodes = await codesOf(stores, RANGE);
    const approve = new ApproveStatements({ range: RANGE, varianceCodes }, authorOf('Bob'));
    mustBeDone((await new ApproveStatementsHandler(own).execute(approve)).outcomes, teams);

    let code = '';
    const prepare = await step(stores, async (fresh) => {
      const prepared = await new PreparePaymentRunHandler(fresh).execute(
        new PreparePaymentRun(RUN, authorOf('Carole')),
      );
      if (prepared === undefined) throw new Error('the run is not prepared');
      mustEqual('payments prepared', prepared.count, teams);
      code = runCode(prepared);
    });
    const release = await step(stores, async (fresh) => {
      const command = new ReleasePaymentRun(RUN.run, code, authorOf('Carole'));
      mustEqual('payments released', (await new ReleasePaymentRunHandler(fresh).execute(command)).released, teams);
    });
    const file = await executedOf(stores);
    const answer = await step(stores, async (fresh) => {
      const command = new RecordBankAnswer(Readable.from([new TextEncoder().encode(file)]), authorOf('David'));
      mustEqual('answers recorded', (await new RecordBankAnswerHandler(fresh).execute(command)).recorded, teams);
    });
    return { teams, times: { prepare, release, answer } };
  } finally {
    await stores.close();
  }
}

/** Times a command on a log that has read nothing yet, and its control on the events that it read and recorded. */
async function step({ folder, log, readStore }: Stores, work: (fresh: CommandStores) => Promise<void>): Promise<Times> {
  const path = join(folder, 'events.db');
  const before = await log.end();
  const fresh = new SqliteEventStore(path, { clock: systemClock });
  const seconds = await timed(() => work(new CommandStores(fresh, readStore)));
  await fresh.close();
  const reading = new SqliteEventStore(path, { clock: systemClock });
  const rows: string[] = [];
  for await (const batch of reading.read({ after: before })) rows.push(...batch.map(({ data }) => data));
  const control = await timed(async () => {
    await readEvents(reading);
    writeRows(join(folder, 'control.db'), rows);
  });
  await reading.close();
  return { seconds, control };
}

function writeRows(path: string, rows: readonly string[]): void {
  const db = new DatabaseSync(path);
  db.exec(LOG_PRAGMAS);
  db.exec('CREATE TABLE IF NOT EXISTS rows (position INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO rows (data) VALUES (?)');
  db.exec('BEGIN IMMEDIATE');
  for (const row of rows) insert.run(row);
  db.exec('COMMIT');
  db.close();
}

/** A camt.054 that books each payment. */
async function executedOf({ log }: Stores): Promise<string> {
  const { payments } = await ledgerOf(log);
  const entries = [...payments.values()].map(
    ({ endToEndId, amountCents }) => `<Ntry><Amt Ccy="EUR">${eurosText(amountCents)}</Amt><CdtDbtInd>DBIT</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>
<Amt Ccy="EUR">${eurosText(amountCents)}</Amt></TxDtls></NtryDtls></Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-11-02T18:00:00</CreDtTm></GrpHdr>
<Ntfctn><Id>N1</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>${entries.join('')}</Ntfctn>
</BkToCstmrDbtCdtNtfctn></Document>`;
}
