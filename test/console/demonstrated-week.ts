/** A week of payments on a copy of the demonstration: some of it decided, paid and returned, some of it waiting. */
import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { PEOPLE } from '#apps/api/session/development-people.ts';
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import { type BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { Stores as CommandStores } from '#libs/runtime/stores.module.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import {
  accountInPlace,
  envelopeInPlace,
  findRun,
  holdInPlace,
  makeRun,
  proposeAccount,
  takeAnswer,
} from '#test/support/money.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { systemClock } from '#test/support/system-clock.ts';

export const RUN = 'FIR-2025-T2';
export const ENVELOPE = 'FIR-2025';
/** Decided; their due amounts stay due until the run is paid. */
const DECIDED = ['2025-Q1', '2025-Q2', '2025-Q3'];
const SUBMITTED = '2025-Q4';
const SCHEMES = ['PEPS', 'PRIMORDIAL'];
const CENTS = 110_000_000n;

/** Gives the folder of the closed stores; the caller removes it. */
export async function demonstratedWeek(demonstration: string): Promise<string> {
  const folder = temporaryFolder();
  cpSync(demonstration, folder, { recursive: true });
  const open = await openStoresAt(storePaths(folder, {}), systemClock);
  const stores = new CommandStores(open.log, open.readStore);
  const two = { first: by('alice-operator'), second: by('nadia-approver') };
  await envelopeInPlace(open.log, ENVELOPE, { amountCents: CENTS, schemes: SCHEMES }, two);
  await holdInPlace(open.log, 0, new Date().toISOString());
  const debtor = { name: 'Caisse primaire de l’Isère', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
  await accountInPlace(open, { side: 'debtor', holder: ENVELOPE }, debtor, accountants());
  for (const period of DECIDED) {
    const range = { from: quarterFromText(period), to: quarterFromText(period) };
    for (const scheme of SCHEMES)
      await new SubmitStatementsHandler(stores).execute(new SubmitStatements({ range, scheme }, by('alice-operator')));
    const submitted = (await loadStatements(stores, { range })).filter(({ scheme = '' }) => SCHEMES.includes(scheme));
    if (period === DECIDED[0])
      for (const [i, { team }] of submitted.entries())
        await accountInPlace(open, { side: 'payee', holder: team }, accountOf(i), accountants());
    const varianceCodes = [varianceCode(submitted) ?? ''];
    await new ApproveStatementsHandler(stores).execute(
      new ApproveStatements({ range, varianceCodes }, by('bruno-approver')),
    );
  }
  const range = { from: quarterFromText(SUBMITTED), to: quarterFromText(SUBMITTED) };
  for (const scheme of SCHEMES)
    await new SubmitStatementsHandler(stores).execute(new SubmitStatements({ range, scheme }, by('alice-operator')));
  await pay(open);
  await proposeAccount(open, { side: 'payee', holder: 'PEPS-07' }, accountOf(97), by('david-accountant'));
  for (const projection of PROJECTIONS) await open.readStore.upToDate(projection, open.log);
  await open.close();
  return folder;
}

/** A run of the first due amounts, which the bank executes, except for one payment that comes back and some without an answer. */
async function pay(open: Parameters<typeof makeRun>[0]): Promise<void> {
  const officer = by('chloe-officer');
  const dueBy = dayOfInstant('2025-06-30T12:00:00Z');
  await makeRun(open, { run: RUN, envelope: ENVELOPE, dueBy }, officer.meta, officer.commit);
  const { payments } = await findRun(open, RUN);
  const day = dayOfInstant(officer.meta.at);
  const answered = payments.slice(0, -4).map(({ endToEndId, amountCents }, i) => {
    const of = { id: `A${i}`, endToEndId, day, amountCents };
    return i === 2
      ? ({ ...of, outcome: 'RETURNED', reason: 'AC04' } as const)
      : ({ ...of, outcome: 'EXECUTED' } as const);
  });
  const accountant = by('david-accountant');
  await takeAnswer(open, answered, accountant.meta, accountant.commit);
}

function by(id: string): Author {
  const person = PEOPLE.find((one) => one.id === id);
  if (person === undefined) throw new RangeError(`nobody is called ${id}`);
  const { subject, name } = person;
  const [key, at] = [randomUUID(), new Date().toISOString()];
  return {
    meta: { by: { name, assurance: 'verified', osUser: '', subject }, key, at },
    commit: { recordedAt: at, actor: subject, correlation: key, causation: 'console' },
  };
}

function accountants(): { readonly first: Author; readonly second: Author } {
  return { first: by('david-accountant'), second: by('emma-accountant') };
}

/** A separate French IBAN for each. */
function accountOf(n: number): BankAccount {
  const [bank, branch, account] = [20_041n, 1_005n, BigInt(500_000 + n)];
  const key = 97n - ((89n * bank + 15n * branch + 3n * account) % 97n);
  const digits = (value: bigint, length: number): string => String(value).padStart(length, '0');
  const number = `${digits(bank, 5)}${digits(branch, 5)}${digits(account, 11)}${digits(key, 2)}`;
  // FR is 1527 as figures.
  return {
    name: `Maison de santé ${n + 1}`,
    iban: `FR${digits(98n - (BigInt(`${number}152700`) % 97n), 2)}${number}`,
    bic: 'PSSTFRPPGRE',
  };
}
