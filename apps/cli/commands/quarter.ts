/**
 * `decompte trimestre 2026-T4`: the routine of a quarter, step by step. The log records the progress, so that any person can continue. Each
 * step shows its effect, in amounts, and asks.
 */
import { periodInFrench, quarterInFrench } from '#libs/kernel/french-days.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { type Quarter, parseQuarter } from '#libs/kernel/day.ts';
import type { StatementRefusal } from '#libs/statements/workflow/refusals.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import { ReadQuarter } from '#libs/week/queries/read-quarter.ts';
import type { QuarterState } from '#libs/week/quarter.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { importCommand } from '#apps/cli/commands/import.ts';
import { DAY_FIRST, hasTwoReadings } from '#apps/cli/import-report.ts';
import { INTERRUPTED, statusOf } from '#apps/cli/failure.ts';
import { periodAsHeld } from '#apps/cli/options.ts';
import { commandAuthor } from '#apps/cli/person.ts';
import { planText } from '#apps/cli/quarter/plan.ts';
import { type GuidedQuarter, type QuarterOptions, type QuarterStep, storesOnly } from '#apps/cli/quarter/step.ts';
import { stepsOf } from '#apps/cli/quarter/steps.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { storesExist } from '#apps/cli/stores.ts';
import { type Talk, TalkEnded, talkAtTerminal } from '#apps/cli/talk.ts';
import { message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

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
    const { meta } = await commandAuthor(own, 'trimestre');
    return await guide(quarter, { options: own, by: meta.by, talk, importFrom: importer(own, talk) });
  } catch (error) {
    if (!(error instanceof TalkEnded)) throw error;
    message(
      `\nArrêté ; ce qui est fait le reste. decompte trimestre ${quarterInFrench(quarter)} --as NOM reprend ici.`,
    );
    return INTERRUPTED;
  } finally {
    talk.end();
  }
}

/** `2026-T4` or `2026-Q4`. */
function quarterWritten(text: string): Quarter {
  const quarter = parseQuarter(periodAsHeld(text));
  if (quarter === undefined) throw new CliRefusal(`« ${text} » n’est pas un trimestre ; écrivez 2026-T4`);
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

/** Without a terminal nothing is asked or done. */
async function plan(quarter: Quarter, options: QuarterOptions): Promise<number> {
  const name = quarterInFrench(quarter);
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

/** Repeats until this person has done or skipped every step. */
async function guide(quarter: Quarter, guided: GuidedQuarter): Promise<number> {
  const { options, talk } = guided;
  const left = new Set<string>();
  let status = await importFirst(quarter, guided);
  for (;;) {
    if (!storesExist(options)) {
      message('Rien n’est enregistré : il faut d’abord importer des faits.');
      return status;
    }
    const state = await stateOf(quarter, options);
    const steps = stepsOf(state, guided);
    const step = steps.find(({ key }) => !left.has(key));
    if (step === undefined) {
      result(`\n${planText(state)}`);
      message(
        `\n${endText(steps)}decompte trimestre ${periodInFrench(state.quarter)} --as NOM reprend ici, par vous ou une autre personne.`,
      );
      return status;
    }
    left.add(step.key);
    result(`\n${step.says}`);
    if (step.barred !== undefined) message(step.barred);
    else {
      const outcome = await taken(step, talk);
      if (outcome.toReadAgain) left.delete(step.key);
      status = Math.max(status, outcome.status);
    }
  }
}

/** The steps that this person could have done and skipped, each in a sentence. */
function endText(steps: readonly QuarterStep[]): string {
  const open = steps.filter(({ barred }) => barred === undefined);
  if (open.length === 0) return 'C’est tout pour vous. ';
  return `Vous avez laissé :\n${open.map(({ says }) => `  ${says}`).join('\n')}\n`;
}

interface Outcome {
  readonly status: number;
  /** The data changed between reading and answering: the step is asked again. */
  readonly toReadAgain?: boolean;
}

/** Asks, then does. */
async function taken({ question, run }: QuarterStep, talk: Talk): Promise<Outcome> {
  if (await talk.confirm(question())) return outcome(run);
  message('Laissé pour plus tard.');
  return { status: 0 };
}

const READ_OTHERWISE: readonly string[] = [
  'DRAFTS_OUTDATED',
  'CALCULATED_MEANWHILE',
  'SUBMITTED_MEANWHILE',
  'CHANGED_MEANWHILE',
  'VARIANCE_REPORT_OUTDATED',
] satisfies StatementRefusal['code'][];

/** A step that the rules refuse shows the reason; the others continue. */
async function outcome(run: () => Promise<number>): Promise<Outcome> {
  try {
    return { status: await run() };
  } catch (error) {
    if (error instanceof TalkEnded) throw error;
    return {
      status: statusOf(error),
      toReadAgain: error instanceof DomainError && READ_OTHERWISE.includes(error.code),
    };
  }
}

/** Imports the files of facts: the named ones, or those that the person names before submitting anything of the quarter. */
async function importFirst(quarter: Quarter, { options, talk, importFrom }: GuidedQuarter): Promise<number> {
  if (options.import !== undefined) return importFrom(options.import);
  if (storesExist(options)) {
    const { periods } = await stateOf(quarter, options);
    if (periods.some(({ submitted, decided }) => submitted.count + decided.count > 0)) return 0;
  }
  const folder = await talk.text('Dossier des fichiers de faits (vide : aucun)', '');
  return folder === '' ? 0 : importFrom(folder);
}

/** Tried, with their effect, then recorded. */
function importer(options: QuarterOptions, talk: Talk): (folder: string) => Promise<number> {
  return async (folder) => {
    let stores = { ...storesOnly(options), ...(options.dates === undefined ? {} : { dates: options.dates }) };
    try {
      const tried: ImportSummary[] = [];
      let status = await importCommand(folder, { ...stores, dryRun: true }, (summary) => tried.push(summary));
      const asksDates = `Les dates sont-elles toutes ${DAY_FIRST} ?`;
      if (tried.some(hasTwoReadings) && options.dates === undefined && (await talk.confirm(asksDates))) {
        stores = { ...stores, dates: DAY_FIRST };
        status = await importCommand(folder, { ...stores, dryRun: true });
      }
      return (await talk.confirm('Enregistrer ces faits ?')) ? await importCommand(folder, stores) : status;
    } catch (error) {
      if (error instanceof TalkEnded) throw error;
      return statusOf(error);
    }
  };
}
