/** Teams with one patient each, calculated, with an envelope and accounts: the number of statements matters, not their content. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Author } from '#libs/commands/author.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { calculate } from '#libs/statements/calculation/calculate.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { patientId, rpps } from '#libs/synthetic/identifiers.ts';
import { accountInPlace, envelopeInPlace, holdInPlace } from '#test/support/money.ts';
import { mustEqual } from './measure.ts';
import { Stores } from './stores.ts';

/** Used for every account. */
export const IBAN = 'FR7630006000011234567890189';

/** Every quarter is calculated, with an envelope and accounts; nothing is decided. */
export async function calculatedTeams(
  folder: string,
  teams: number,
  range: QuarterRange,
  knownOn: Day,
  patientsOfFirst = 1,
): Promise<Stores> {
  const facts = join(folder, 'facts');
  mkdirSync(facts, { recursive: true });
  writeFacts(facts, teams, patientsOfFirst);
  const stores = await Stores.create(folder);
  await stores.import(facts);
  const request = { range, knownOn, regulation: stores.regulation };
  const { recorded } = await calculate(stores, request, authorOf('Alice').commit);
  mustEqual('statements recorded', recorded, teams * (range.to - range.from + 1));
  const people = { first: authorOf('Alice'), second: authorOf('Bob') };
  const terms = { amountCents: 1_000_000_000n, schemes: ['PEPS'] };
  await envelopeInPlace(stores.log, 'FISS', terms, people);
  await holdInPlace(stores.log, 0, people.first.meta.at);
  const account = { name: 'Compte', iban: IBAN, bic: 'AGRIFRPP' };
  await accountInPlace(stores, { side: 'debtor', holder: 'FISS' }, account, people);
  for (let n = 1; n <= teams; n++)
    await accountInPlace(stores, { side: 'payee', holder: teamId(n) }, { ...account, iban: ibanOf(n) }, people);
  return stores;
}

/** A separate French IBAN for each team: a confirmation names every team with the same IBAN. */
function ibanOf(n: number): string {
  const [bank, branch, account] = [30_006n, 1n, BigInt(n)];
  const key = 97n - ((89n * bank + 15n * branch + 3n * account) % 97n);
  const digits = (value: bigint, length: number): string => String(value).padStart(length, '0');
  const number = `${digits(bank, 5)}${digits(branch, 5)}${digits(account, 11)}${digits(key, 2)}`;
  // FR is 1527 as figures.
  return `FR${digits(98n - (BigInt(`${number}152700`) % 97n), 2)}${number}`;
}

/** One patient per team, more for the first: the content of a statement does not matter here. */
function writeFacts(folder: string, teams: number, patientsOfFirst: number): void {
  const files = {
    teams: 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on',
    phases: 'team_id,phase,from,known_on',
    members: 'team_id,rpps,profession,from,until,known_on',
    patients: 'patient_id,birth_date,sex,died_on,known_on',
    declarations: 'patient_id,rpps,declared_on,known_on',
  };
  const known = '2020-12-01';
  const patientsOf = (n: number): readonly number[] =>
    n === 1 ? [1, ...Array.from({ length: patientsOfFirst - 1 }, (_, i) => teams + 1 + i)] : [n];
  const rowsOf = (n: number): Record<keyof typeof files, readonly string[]> => ({
    teams: [`${teamId(n)},${known},Maison ${n},PEPS,ALL,GP,MSP,010780054,01283,${known}`],
    phases: [`${teamId(n)},FORFAIT,2021-01-01,${known}`],
    members: [`${teamId(n)},${rpps(n)},GP,${known},,${known}`],
    patients: patientsOf(n).map((patient) => `${patientId(patient)},1980-05-05,F,,${known}`),
    declarations: patientsOf(n).map((patient) => `${patientId(patient)},${rpps(n)},2020-06-01,${known}`),
  });
  const rows = Array.from({ length: teams }, (_, i) => rowsOf(i + 1));
  for (const [name, header] of Object.entries(files))
    writeFileSync(
      join(folder, `${name}.csv`),
      [header, ...rows.flatMap((row) => row[name as keyof typeof files]), ''].join('\n'),
    );
}

function teamId(n: number): string {
  return `PEPS-${String(n).padStart(3, '0')}`;
}

let keys = 0;

export function authorOf(name: string): Author {
  const [key, at] = [`key-${keys++}`, '2026-11-01T08:00:00.000Z'];
  return {
    meta: { by: { name, assurance: 'asserted', osUser: 'bench' }, key, at },
    commit: { recordedAt: at, actor: name, correlation: key, causation: 'bench' },
  };
}

/** The codes of the variance reports, one per period. */
export async function codesOf(stores: Stores, range: QuarterRange): Promise<readonly string[]> {
  const byPeriod = Map.groupBy(await loadStatements(stores, { range }), ({ period }) => period);
  return [...byPeriod.values()].flatMap((own) => varianceCode(own) ?? []);
}

export function mustBeDone(outcomes: readonly StatementOutcome[], expected: number): void {
  mustEqual('statements done', outcomes.filter(({ refused }) => refused === undefined).length, expected);
}
