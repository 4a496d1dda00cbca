/**
 * Two hundred decided statements and two hundred payments of a synthetic experiment, explained by the service and added up by add-up.mjs:
 * `npm run add-up`. The tests use fewer (adding-up.spec.ts).
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { writeExperiment } from '#libs/synthetic/experiment.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { Stores as CommandStores } from '#libs/runtime/stores.module.ts';
import { FROM, LAST_KNOWN_DAY, Stores, TO } from '#test/bench/stores.ts';
import { IBAN, authorOf, codesOf } from '#test/bench/teams.ts';
import { folded } from '#test/support/experiment.ts';
import { accountInPlace, envelopeInPlace, holdInPlace, makeRun } from '#test/support/money.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { Service } from '#test/support/service.ts';

const MOST = 200;
const SCALE = {
  ...{ pepsTeams: 9, pepsPatients: 270, primordialTeams: 3, primordialPatients: 60, ipepGroups: 4, ipepPatients: 100 },
  ...{ actsPerPatientYear: 2.6, years: 6 },
};
const RANGE = { from: quarterFromText(FROM), to: quarterFromText(TO) };

async function paid(stores: Stores): Promise<void> {
  const people = { first: authorOf('Alice'), second: authorOf('Bob') };
  const terms = { amountCents: 100_000_000_000n, schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'] };
  await envelopeInPlace(stores.log, 'FISS', terms, people);
  await holdInPlace(stores.log, 0, people.first.meta.at);
  const account = { name: 'Compte', iban: IBAN, bic: 'AGRIFRPP' };
  await accountInPlace(stores, { side: 'debtor', holder: 'FISS' }, account, people);
  for (const team of await teamsOf(stores))
    await accountInPlace(stores, { side: 'payee', holder: team }, account, people);
  const own = new CommandStores(stores.log, stores.readStore);
  await new SubmitStatementsHandler(own).execute(new SubmitStatements({ range: RANGE }, authorOf('Alice')));
  const varianceCodes = await codesOf(stores, RANGE);
  const approval = new ApproveStatements({ range: RANGE, varianceCodes }, authorOf('Bob'));
  const { outcomes } = await new ApproveStatementsHandler(own).execute(approval);
  const approved = outcomes.filter(({ refused }) => refused === undefined).length;
  assert.ok(approved >= MOST, `${approved} statements are approved`);
  const { meta, commit } = authorOf('Carole');
  await makeRun(stores, { envelope: 'FISS', run: 'R1', dueBy: dayFromText('2026-10-31') }, meta, commit);
}

async function teamsOf({ log, readStore }: Stores): Promise<readonly string[]> {
  const teams = new Set<string>();
  for await (const batch of log.read({ after: 0, categories: ['team'] }))
    for (const { stream } of batch) teams.add(stream.slice('team-'.length));
  await readStore.upToDate(ROSTERS, log);
  return [...teams];
}

const folder = temporaryFolder();
try {
  const facts = join(folder, 'facts');
  await writeExperiment(facts, { seed: 1, scale: SCALE });
  const data = join(folder, 'data');
  const stores = await Stores.create(data);
  await stores.import(facts);
  const { statements } = await stores.calculate(LAST_KNOWN_DAY);
  process.stderr.write(`${statements} statements calculated\n`);
  await paid(stores);
  await folded(stores as never);
  await stores.leave();
  const service = await Service.start({ data, workers: 0 });
  try {
    const token = join(folder, 'token');
    writeFileSync(token, await service.token('auditor', 'Zoé'), { mode: 0o600 });
    const args = ['test/adding-up/add-up.mjs', service.baseUrl, '--token', token, '--most', String(MOST)];
    const [status] = (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')) as [number];
    process.exitCode = status;
  } finally {
    await service.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
