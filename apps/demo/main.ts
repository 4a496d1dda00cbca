/**
 * The demonstration: makes a synthetic experiment, imports it, calculates every period, and shows the results and the next steps.
 */
import { join } from 'node:path';
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { periodFromText, yearOfPeriod } from '#libs/kernel/period.ts';
import { keepFilesPrivate } from '#libs/runtime/private-files.ts';
import { compareText } from '#libs/kernel/text.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { sumCents, sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { demonstrationPlace, removeDemonstration } from '#libs/synthetic/demonstration.ts';
import { DEMO, writeExperiment } from '#libs/synthetic/experiment.ts';
import { run } from '#apps/cli/program.ts';
import { openStores } from '#apps/cli/stores.ts';
import { message, result, table } from '#apps/cli/terminal.ts';

const { isElsewhere: ELSEWHERE, folder: FOLDER, unused: UNUSED } = demonstrationPlace(process.env);
const STORES: readonly string[] = ELSEWHERE ? [] : ['--data', FOLDER];
const FACTS = join(FOLDER, 'facts');
const SEED = 2021;
const RANGE = { from: '2020-Q1', to: '2025-Q4', knownOn: '2026-09-30' };
const SHOWN = { team: 'PEPS-01', period: '2023-Q2' };

// A reader that stops early, such as head, does not leave half an experiment behind.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(1);
});
keepFilesPrivate();
const started = performance.now();

/** `3,9` */
function secondsSince(begun: number): string {
  return ((performance.now() - begun) / 1000).toFixed(1).replace('.', ',');
}

function yearText(period: string): string {
  return String(yearOfPeriod(periodFromText(period)));
}

async function step(title: string, work: () => Promise<void>): Promise<void> {
  const begun = performance.now();
  result(`\n── ${title}`);
  await work();
  message(`   (${secondsSince(begun)} s)`);
}

/** Throws if a command of the demonstration fails. */
async function command(...args: readonly string[]): Promise<void> {
  const status = await run([...args, ...STORES]);
  if (status !== 0) throw new Error(`decompte ${args.join(' ')} exited with ${status}`);
}

/** The euros of each team by year; a quarter counts in its year. */
async function teamsByYear(): Promise<string> {
  const stores = await openStores(ELSEWHERE ? {} : { data: FOLDER }, false);
  try {
    const { statements } = await latestStatements(stores);
    const years = [...new Set(statements.map(({ period }) => yearText(period)))].sort(compareText);
    const totals = new Map<string, Map<string, bigint>>();
    for (const { team, period, statement } of statements) {
      const ofTeam = totals.get(team) ?? new Map<string, bigint>();
      totals.set(team, ofTeam);
      const year = yearText(period);
      ofTeam.set(year, (ofTeam.get(year) ?? 0n) + (statement?.totalCents ?? 0n));
    }
    const teams = [...totals.keys()].sort(compareText);
    const row = (label: string, amountOf: (year: string) => bigint): string[] => {
      const amounts = years.map(amountOf);
      return [label, ...amounts.map(euros), euros(sumCents(amounts))];
    };
    const rows = teams.map((team) => row(team, (year) => totals.get(team)?.get(year) ?? 0n));
    const all = (year: string): bigint => sumCentsOf(teams, (team) => totals.get(team)?.get(year) ?? 0n);
    return table(['équipe', ...years, 'total'], [...rows, row('Total', all)]);
  } finally {
    await stores.close();
  }
}

/** Follows each command to try. */
const WHERE = ELSEWHERE ? '' : ` --data ${FOLDER}`;

const TO_TRY = `
Et maintenant, dans le dossier ${FOLDER} :
${ELSEWHERE ? '' : '  npm run serve   (les écrans, à l’adresse qu’il affiche)\n'}  npm run -s decompte -- show ${SHOWN.team} 2024-T1${WHERE}
  npm run -s decompte -- show IPEP-01 2023${WHERE}
  npm run -s decompte -- explain ${SHOWN.team} ${periodInFrench(SHOWN.period)} FIDELISATION${WHERE}
  npm run -s decompte -- simulate en-juin-2021 --from 2021-T1 --to 2021-T4 --known-on 30/06/2021${WHERE}   (ce qu’on savait alors)
  npm run -s decompte -- simulate sans-plafond --parameters docs/examples/sans-plafond.json --from 2023-T1 --to 2025-T4 --known-on 30/09/2026${WHERE}
  npm run -s decompte -- export --out ${join(FOLDER, 'export')}${WHERE}
  npm run -s decompte -- projections status${WHERE}
  npm run -s decompte -- --help`;

if (UNUSED !== undefined)
  message(
    `DATA=${UNUSED} ne sert pas ici : la démonstration vide son dossier avant de se faire, et c’est toujours ${FOLDER}.`,
  );
if (!ELSEWHERE) removeDemonstration(FOLDER);
await step(
  'Une expérimentation inventée : 5 centres PRIMORDIAL, 15 équipes PEPS, 30 groupes IPEP, six ans de faits',
  async () => {
    const rows = await writeExperiment(FACTS, { seed: SEED, scale: DEMO });
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    result(`${counted(total, 'ligne')} de faits dans ${FACTS}`);
  },
);
await step('Import des faits', () => command('import', FACTS));
await step(`Calcul de toutes les périodes, connues au ${dayInFrench(RANGE.knownOn)}`, () =>
  command('calculate', '--from', RANGE.from, '--to', RANGE.to, '--known-on', RANGE.knownOn),
);
await step('Totaux par équipe et par année', async () => {
  result(await teamsByYear());
});
await step('Un décompte', () => command('show', SHOWN.team, SHOWN.period));
result(TO_TRY);
message(`\nTerminé en ${secondsSince(started)} s.`);
