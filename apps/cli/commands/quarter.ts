/**
 * `decompte trimestre 2026-T4`: the routine of a quarter, step by step. Where it stands is what the log says, so that any person can go on
 * where it was left. Each step says what it will do, in amounts, and asks.
 */
import { counted } from '#libs/kernel/counted.ts';
import { type Quarter, parseQuarter, quarterText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { parseFraction, ZERO } from '#libs/kernel/fraction.ts';
import { type Person, samePerson } from '#libs/commands/person.ts';
import { FindVariance } from '#libs/week/queries/find-variance.ts';
import { ReadQuarter } from '#libs/week/queries/read-quarter.ts';
import type { QuarterState } from '#libs/week/quarter.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { ReadPreparedRun } from '#libs/payments/runs/queries/read-prepared-run.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { knownOn, now } from '#apps/cli/arguments.ts';
import { calculateCommand } from '#apps/cli/commands/calculate.ts';
import { approveCommand, submitCommand } from '#apps/cli/commands/decide.ts';
import { importCommand } from '#apps/cli/commands/import.ts';
import {
  answerCommand,
  fileCommand,
  prepareRunCommand,
  releaseRunCommand,
  showRunCommand,
} from '#apps/cli/commands/payments.ts';
import { varianceCommand } from '#apps/cli/commands/week.ts';
import { statusOf } from '#apps/cli/failure.ts';
import { periodAsHeld } from '#apps/cli/options.ts';
import { type PersonOptions, authorOf } from '#apps/cli/person.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, storesExist } from '#apps/cli/stores.ts';
import { type Talk, talkAtTerminal } from '#apps/cli/talk.ts';
import { message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface QuarterOptions extends StoreOptions, PersonOptions {
  /** Folder of the files of facts. */
  readonly import?: string;
  /** That days of facts are written JJ/MM/AAAA, where a file does not tell. */
  readonly dates?: string;
  /** Where the file for the bank goes. */
  readonly out?: string;
}

/** What may be done next. */
interface Step {
  /** The same while the same thing is to be done. */
  readonly key: string;
  /** What it will do, in amounts. */
  readonly says: string;
  /** Shows what the answer is about; where that fails, nothing is asked. */
  readonly show?: () => Promise<number>;
  readonly question: string;
  /** Why this person does not do it. */
  readonly barred?: string | undefined;
  readonly run: () => Promise<number>;
}

interface Guided {
  readonly quarter: string;
  readonly options: QuarterOptions;
  readonly by: Person;
  readonly talk: Talk;
}

export async function quarterCommand(
  written: string,
  options: QuarterOptions,
  talk: Talk = talkAtTerminal(),
): Promise<number> {
  const quarter = quarterWritten(written);
  try {
    if (!talk.isInteractive) return await plan(quarter, options);
    const as =
      options.as ?? (options.token === undefined ? await talk.text('Qui êtes-vous ? (votre nom)', '') : undefined);
    const own = { ...options, ...(as === undefined ? {} : { as }) };
    const { meta } = await authorOf(own, 'trimestre');
    return await guide(quarter, { quarter: quarterText(quarter), options: own, by: meta.by, talk });
  } finally {
    talk.end();
  }
}

/** `2026-T4` or `2026-Q4`. */
function quarterWritten(text: string): Quarter {
  const quarter = parseQuarter(periodAsHeld(text));
  if (quarter === undefined) throw new Refusal(`« ${text} » n’est pas un trimestre ; écrivez 2026-T4`);
  return quarter;
}

async function stateOf(quarter: Quarter, options: QuarterOptions): Promise<QuarterState> {
  let state: QuarterState | undefined;
  await withModules(storesOnly(options), [WeekModule], async ({ query }) => {
    state = await query(new ReadQuarter(quarter, knownOn(undefined)));
  });
  if (state === undefined) throw new Error('a query ended without an answer');
  return state;
}

function storesOnly({ data }: QuarterOptions): StoreOptions {
  return { data };
}

/** Without a terminal nothing is asked, and nothing done. */
async function plan(quarter: Quarter, options: QuarterOptions): Promise<number> {
  const name = quarterText(quarter);
  if (!storesExist(options)) {
    result(`Trimestre ${name} : rien n’est enregistré ; decompte import DOSSIER d’abord.`);
    return 0;
  }
  result(planText(await stateOf(quarter, options)));
  message(
    `Rien n’a été fait : il faut un terminal pour répondre. decompte trimestre ${name} --as NOM y mène pas à pas.`,
  );
  return 0;
}

function planText(state: QuarterState): string {
  const { quarter, openRows, missing, staleDrafts, staleSubmitted, drafts, submitted, decided } = state;
  const { due, prepared, toFetch, awaited } = state;
  const lines: readonly (readonly [string, string])[] = [
    ['Lignes mises de côté', openRows === 0 ? 'aucune' : `${counted(openRows, 'ligne')} à corriger ou à classer`],
    [
      'Calcul',
      missing + staleDrafts + staleSubmitted === 0
        ? 'à jour'
        : `${counted(missing, 'décompte')} à calculer, ${staleDrafts + staleSubmitted} à recalculer`,
    ],
    ['Soumission', drafts.count === 0 ? 'rien à soumettre' : `${amountText(drafts)} à soumettre`],
    ['Approbation', submitted.count === 0 ? 'rien à approuver' : `${amountText(submitted)} à approuver`],
    ['Décidé', decided.count === 0 ? 'rien' : amountText(decided)],
    [
      'Campagne à préparer',
      due.length === 0 ? 'rien de dû' : due.map((one) => `${one.envelope} : ${dueText(one)}`).join(', '),
    ],
    ['Campagne à libérer', runsText(prepared, 'aucune')],
    ['Fichier pour la banque', runsText(toFetch, 'aucun à prendre')],
    ['Réponse de la banque', runsText(awaited, 'aucune attendue')],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [`Trimestre ${quarter}`, ...lines.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)].join('\n');
}

interface Amount {
  readonly count: number;
  readonly cents: bigint;
}

function amountText({ count, cents }: Amount): string {
  return `${counted(count, 'décompte')}, ${euros(cents)}`;
}

function dueText({ count, cents }: Amount): string {
  return `${counted(count, 'échéance')}, ${euros(cents)}`;
}

function runsText(runs: QuarterState['prepared'], none: string): string {
  if (runs.length === 0) return none;
  return runs.map((one) => `${one.run} : ${counted(one.count, 'versement')}, ${euros(one.cents)}`).join(', ');
}

/** Until nothing is left that this person has not done, or left. */
async function guide(quarter: Quarter, guided: Guided): Promise<number> {
  const { options, talk } = guided;
  const left = new Set<string>();
  let status = await importFirst(guided);
  for (;;) {
    if (!storesExist(options)) {
      message('Rien n’est enregistré : il faut d’abord importer des faits.');
      return status;
    }
    const state = await stateOf(quarter, options);
    const step = stepsOf(state, guided).find(({ key }) => !left.has(key));
    if (step === undefined) {
      result(`\n${planText(state)}`);
      message(
        `\nC’est tout pour vous. decompte trimestre ${state.quarter} --as NOM reprend ici, par vous ou une autre personne.`,
      );
      return status;
    }
    left.add(step.key);
    result(`\n${step.says}`);
    if (step.barred === undefined) status = Math.max(status, await taken(step, talk));
    else message(step.barred);
  }
}

/** Shows, asks, then does; gives the exit status. */
async function taken({ show, question, run }: Step, talk: Talk): Promise<number> {
  const shown = show === undefined ? 0 : await outcome({ run: show });
  if (shown !== 0) return shown;
  if (await talk.confirm(question)) return outcome({ run });
  message('Laissé pour plus tard.');
  return 0;
}

/** A step that the rules refuse says why; the others go on. */
async function outcome({ run }: Pick<Step, 'run'>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    return statusOf(error);
  }
}

/** The files of facts, where they are named or nothing is recorded yet: tried, with their effect, then recorded. */
async function importFirst({ options, talk }: Guided): Promise<number> {
  const folder = options.import ?? (storesExist(options) ? '' : await talk.text('Dossier des fichiers de faits', ''));
  if (folder === '') return 0;
  const { dates } = options;
  const stores = { ...storesOnly(options), ...(dates === undefined ? {} : { dates }) };
  const tried = await outcome({ run: () => importCommand(folder, { ...stores, dryRun: true }) });
  if (tried === 1 || !(await talk.confirm('Enregistrer ces faits ?'))) return tried;
  return outcome({ run: () => importCommand(folder, stores) });
}

/** What there is to do, in the order of the routine. */
function stepsOf(state: QuarterState, guided: Guided): readonly Step[] {
  return [
    ...calculating(state, guided),
    ...submitting(state, guided),
    ...approving(state, guided),
    ...preparing(state, guided),
    ...releasing(state, guided),
    ...fetching(state, guided),
    ...answering(state, guided),
  ];
}

function calculating({ missing, staleDrafts, staleSubmitted, quarter }: QuarterState, { options }: Guided): Step[] {
  if (missing + staleDrafts + staleSubmitted === 0) return [];
  const rejected =
    staleSubmitted === 0
      ? ''
      : ` ; ${counted(staleSubmitted, 'soumis')} ne vaut plus : decompte reject ÉQUIPE ${quarter} --reason MOTIF --as NOM d’abord`;
  return [
    {
      key: 'calculate',
      says: `Calcul : ${counted(missing, 'décompte')} à calculer, ${staleDrafts} que les faits ne donnent plus${rejected}.`,
      question: `Calculer ${quarter}, tel que connu aujourd’hui ?`,
      run: () => calculateCommand({ ...storesOnly(options), from: quarter, to: quarter }),
    },
  ];
}

function submitting({ drafts, missing, staleDrafts, quarter, openRows }: QuarterState, { options }: Guided): Step[] {
  if (drafts.count === 0) return [];
  const waiting = [
    ...(missing + staleDrafts === 0 ? [] : ['le calcul n’est pas à jour']),
    ...(openRows === 0 ? [] : [`${counted(openRows, 'ligne attend', 'lignes attendent')} de côté (decompte rejected)`]),
  ];
  return [
    {
      key: 'submit',
      says: `Soumission : ${amountText(drafts)}.${waiting.length === 0 ? '' : ` Attention : ${waiting.join(' ; ')}.`}`,
      show: () => varianceCommand({ ...storesOnly(options), period: quarter }),
      question: `Soumettre ${amountText(drafts)} ?`,
      run: () => submitCommand(undefined, undefined, { ...options, from: quarter, to: quarter }),
    },
  ];
}

function approving({ submitted, quarter }: QuarterState, { options, by, talk }: Guided): Step[] {
  if (submitted.count === 0) return [];
  const isOwn = submitted.by.some((one) => samePerson(one, by));
  return [
    {
      key: 'approve',
      says: `Approbation : ${amountText(submitted)}, soumis par ${[...new Set(submitted.by.map(({ name }) => name))].join(', ')}.`,
      question: `Lire le rapport des écarts de ${quarter} ?`,
      barred: isOwn
        ? `Vous les avez soumis : une autre personne approuve (decompte trimestre ${quarter} --as NOM).`
        : undefined,
      run: async () => {
        const code = await varianceCode(quarter, options);
        await varianceCommand({ ...storesOnly(options), period: quarter });
        if (
          code === undefined ||
          !(await talk.confirm(`Approuver ${amountText(submitted)}, tels que lus (code ${code}) ?`))
        )
          return 0;
        return approveCommand(undefined, undefined, { ...options, from: quarter, to: quarter, variance: [code] });
      },
    },
  ];
}

const THRESHOLD = '20';

async function varianceCode(period: string, options: QuarterOptions): Promise<string | undefined> {
  let code: string | null | undefined;
  await withModules(storesOnly(options), [WeekModule], async ({ query }) => {
    const threshold = parseFraction(THRESHOLD) ?? ZERO;
    ({ code } = await query(new FindVariance({ period, threshold })));
  });
  return code ?? undefined;
}

/** As banks take it. */
const RUN_NAME_LENGTH = 35;

function preparing({ due, quarter, prepared }: QuarterState, { options, talk }: Guided): Step[] {
  // A run of the envelope is prepared already: it is released, or dropped, first.
  const free = due.filter(({ envelope }) => prepared.every((run) => run.envelope !== envelope));
  return free.map((one) => ({
    key: `prepare ${one.envelope}`,
    says: `Campagne : ${dueText(one)} à ce jour, enveloppe ${one.envelope}.`,
    question: 'Préparer une campagne ? Rien ne part encore.',
    run: async () => {
      const run = await talk.text(
        'Nom de la campagne',
        `${quarter.replace('Q', 'T')}-${one.envelope}`.slice(0, RUN_NAME_LENGTH),
      );
      return prepareRunCommand(run, { ...options, envelope: one.envelope });
    },
  }));
}

function releasing({ prepared }: QuarterState, { options, talk }: Guided): Step[] {
  return prepared.map(({ run, count, cents }) => ({
    key: `release ${run}`,
    says: `Libération : campagne ${run}, ${counted(count, 'versement')}, ${euros(cents)}. Qui a soumis ou approuvé n’y libère rien.`,
    question: `Lire la campagne ${run} ?`,
    run: async () => {
      await showRunCommand(run, storesOnly(options));
      const code = await runCodeOf(run, options);
      if (code === undefined || !(await talk.confirm(`Libérer ${euros(cents)}, une seule fois ?`))) return 0;
      return releaseRunCommand(run, { ...options, code });
    },
  }));
}

async function runCodeOf(run: string, options: QuarterOptions): Promise<string | undefined> {
  let code: string | undefined;
  await withModules(storesOnly(options), [PaymentsModule], async ({ query }) => {
    code = (await query(new ReadPreparedRun(run, now())))?.code;
  });
  return code;
}

function fetching({ toFetch }: QuarterState, { options, talk }: Guided): Step[] {
  return toFetch.map(({ run, count, cents }) => ({
    key: `file ${run}`,
    says: `Fichier pour la banque : campagne ${run}, ${counted(count, 'versement')}, ${euros(cents)}.`,
    question: 'Écrire le fichier ? Qui le prend est retenu.',
    run: async () => {
      const out = options.out ?? (await talk.text('Fichier', `${run.replace(/[^\w.-]+/g, '-')}.xml`));
      return fileCommand(run, { ...options, out });
    },
  }));
}

function answering({ awaited }: QuarterState, { options, talk }: Guided): Step[] {
  return awaited.map(({ run, count, cents }) => ({
    key: `answer ${run}`,
    says: `Réponse de la banque : campagne ${run}, ${counted(count, 'versement attend', 'versements attendent')}, ${euros(cents)}.`,
    question: 'Avez-vous le fichier de la banque ?',
    run: async () => {
      const path = await talk.text('Fichier de la banque', '');
      return path === '' ? 0 : answerCommand(path, options);
    },
  }));
}
