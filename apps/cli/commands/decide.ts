/** `decompte submit | approve | reject | withdraw`: decisions on statements and on their regularisations. */
import { agreed, counted } from '#libs/kernel/counted.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { compareText } from '#libs/kernel/text.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { ApproveStatements } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RejectStatements } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatements } from '#libs/statements/workflow/commands/submit-statements.ts';
import { WithdrawStatements } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { ChosenStatements, ReadDecisions, StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { notCoveredError } from '#libs/statements/workflow/variance-code.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { rangeArgument, requirePeriod } from '#apps/cli/arguments.ts';
import { type NextAfter, afterApproval, afterSubmission } from '#apps/cli/after-decision.ts';
import { withNextStep } from '#apps/cli/proposal-hint.ts';
import { type PersonOptions, commandAuthor } from '#apps/cli/person.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface OneOptions {
  /** The code of what was read of one statement. */
  readonly code?: string;
}

interface SelectOptions extends StoreOptions, PersonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly scheme?: string;
  readonly regularisations?: boolean;
  /** Restricts the command to this quarter or year, of all teams. */
  readonly period?: string;
  readonly json?: boolean;
}

interface SubmitOptions extends SelectOptions, OneOptions {
  /** Codes of the variance reports that show the statements to submit. */
  readonly variance?: readonly string[];
}

interface ApproveOptions extends SelectOptions, OneOptions {
  /** Codes of the variance reports that cover an approval of many. */
  readonly variance?: readonly string[];
  /** Lets it pass the amount of an envelope. */
  readonly exception?: string;
}

interface ReasonedOptions extends SelectOptions {
  readonly reason: string;
}

interface RejectOptions extends ReasonedOptions, OneOptions {
  /** Codes of the variance reports that show the submitted statements to reject. */
  readonly variance?: readonly string[];
}

interface WithdrawOptions extends ReasonedOptions {
  /** Lets the withdrawal of a negative decision exceed an envelope. */
  readonly exception?: string;
  /** The codes of the decisions that were read, one for each statement. */
  readonly code?: readonly string[];
}

/** Gives exit status 1 if the rules refused a statement. */
export async function submitCommand(
  team: string | undefined,
  period: string | undefined,
  options: SubmitOptions,
): Promise<number> {
  const which = chosen(team, period, options);
  const { variance: draftCodes } = options;
  const of = 'period' in which || draftCodes === undefined ? which : { ...which, draftCodes };
  const author = await commandAuthor(options, 'submit');
  return withModules(options, [StatementsModule], async ({ command, progress }) => {
    const outcomes = await command(new SubmitStatements(of, author, undefined, progress.reading));
    progress.end();
    return andThen(outcomes, options, afterSubmission(which));
  });
}

export async function approveCommand(
  team: string | undefined,
  period: string | undefined,
  options: ApproveOptions,
): Promise<number> {
  const which = chosen(team, period, options);
  const author = await commandAuthor(options, 'approve');
  const varianceCodes = options.variance ?? [];
  const of = 'period' in which ? which : { ...which, varianceCodes };
  return withModules(options, [StatementsModule], async ({ command, progress }) => {
    const asked = new ApproveStatements(of, author, options.exception, undefined, progress.reading);
    const { outcomes, notCovered } = await command(asked);
    progress.end();
    if (notCovered.length > 0) message(sentenceOf(notCoveredError(notCovered, varianceCodes)));
    const status = andThen(outcomes, options, () => afterApproval(outcomes));
    return notCovered.length > 0 ? 1 : status;
  });
}

export async function rejectCommand(
  team: string | undefined,
  period: string | undefined,
  options: RejectOptions,
): Promise<number> {
  const which = chosen(team, period, options);
  const { variance: varianceCodes } = options;
  const of = 'period' in which || varianceCodes === undefined ? which : { ...which, varianceCodes };
  const author = await commandAuthor(options, 'reject');
  return withModules(options, [StatementsModule], async ({ command }) =>
    reportOutcomes(await command(new RejectStatements(of, options.reason, author)), options),
  );
}

export async function withdrawCommand(
  team: string | undefined,
  period: string | undefined,
  options: WithdrawOptions,
): Promise<number> {
  const { code: codes, ...selecting } = options;
  const which = decided(chosen(team, period, selecting), codes);
  const author = await commandAuthor(options, 'withdraw');
  return withModules(options, [StatementsModule], async ({ command }) =>
    reportOutcomes(await command(new WithdrawStatements(which, options.reason, author, options.exception)), options),
  );
}

/** With the codes of the decisions that were read, if any are given. Throws CliRefusal for two codes of one statement. */
function decided(which: ChosenStatements, codes: readonly string[] | undefined): ChosenStatements | ReadDecisions {
  if (codes === undefined) return which;
  if (!('period' in which)) return { ...which, decisionCodes: codes };
  const [code = '', ...others] = codes;
  if (others.length > 0) throw new CliRefusal('--code est donné plusieurs fois ; un décompte a un seul code');
  return { ...which, code };
}

/** Prints the next step of a person, if everything was done. */
function andThen(outcomes: readonly StatementOutcome[], options: SelectOptions, next: NextAfter): number {
  const status = reportOutcomes(outcomes, options);
  const [first, ...others] = [...new Set(outcomes.map(({ period }) => period))].sort(compareText);
  if (status === 0 && first !== undefined && options.json !== true) message(`Ensuite : ${next([first, ...others])}.`);
  return status;
}

/** The named statement, or those of a period or a range. Throws CliRefusal if none is given, or if a period is invalid. */
function chosen(
  team: string | undefined,
  period: string | undefined,
  options: Pick<ApproveOptions, OptionOfMany | 'code'>,
): ChosenStatements {
  if (team !== undefined && period !== undefined) {
    refuseOptionsOfMany(options);
    requirePeriod(period);
    return { team, period, ...(options.code === undefined ? {} : { code: options.code }) };
  }
  if (options.code !== undefined)
    throw new CliRefusal('--code dit ce qui a été lu d’un décompte ; indiquez son équipe et sa période');
  const { scheme, regularisations } = options;
  return {
    ...periodsChosen(options),
    ...(team === undefined ? {} : { team }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(regularisations === undefined ? {} : { regularisations }),
  };
}

type OptionOfMany = 'period' | 'from' | 'to' | 'scheme' | 'regularisations' | 'variance';

/** What each option of a command on many statements says. */
const OF_MANY: Readonly<Record<OptionOfMany, string>> = {
  period: '--period dit une période entière',
  from: '--from commence une plage',
  to: '--to finit une plage',
  scheme: '--scheme choisit parmi plusieurs décomptes',
  regularisations: '--regularisations choisit parmi plusieurs décomptes',
  variance: '--variance est le code d’un rapport sur toutes les équipes',
};

/** An option that is ignored would look as if it had been heard. Throws CliRefusal. */
export function refuseOptionsOfMany(options: Readonly<Partial<Record<OptionOfMany, unknown>>>): void {
  for (const [option, says] of Object.entries(OF_MANY))
    if (options[option as OptionOfMany] !== undefined)
      throw new CliRefusal(`${says} ; ôtez cette option, ou la période après l’équipe`);
}

function periodsChosen({
  from,
  to,
  period,
}: Pick<SelectOptions, 'from' | 'to' | 'period'>): Required<Pick<Selection, 'range'>> & Pick<Selection, 'onlyPeriod'> {
  if (period === undefined) {
    if (from === undefined || to === undefined)
      throw new CliRefusal(
        'indiquez une équipe et une période, une période entière avec --period, ou une plage avec --from et --to',
      );
    return { range: rangeArgument(from, to) };
  }
  if (from !== undefined || to !== undefined)
    throw new CliRefusal('--period dit une période entière ; n’indiquez pas --from et --to avec elle');
  requirePeriod(period);
  return { range: quartersOf(periodFromText(period)), onlyPeriod: period };
}

/** Gives the exit status. */
export function reportOutcomes(
  outcomes: readonly StatementOutcome[],
  { json: asJson = false }: { readonly json?: boolean },
): number {
  if (asJson) printJson(outcomes.map(inJson));
  else tellDone(outcomes.filter(isDone));
  tellRefused(outcomes);
  if (outcomes.length === 0) message('Rien à faire dans cette sélection.');
  return outcomes.some(({ refused }) => refused !== undefined) ? 1 : 0;
}

type Done = Extract<StatementOutcome, { readonly refused: undefined }>;

function isDone(outcome: StatementOutcome): outcome is Done {
  return outcome.refused === undefined;
}

/** Maximum number of statements named one by one: of more, what was done is said by period. */
const NAMED = 20;

function tellDone(done: readonly Done[]): void {
  if (done.length <= NAMED)
    for (const { team, period, events } of done)
      result(`${team} ${periodInFrench(period)} : ${doneText(events, eventLabel)}`);
  else
    for (const [text, of] of Map.groupBy(
      done,
      ({ period, events }) => `${periodInFrench(period)} : ${doneText(events, eventLabel)}`,
    ))
      result(`${counted(of.length, 'décompte')} de ${text}`);
}

const SHOWN = 5;

/**
 * A reason that names no statement, as that of a missing envelope, is said once for all that it holds back. Of reasons that differ by their
 * statement alone, the first are enough.
 */
function tellRefused(outcomes: readonly StatementOutcome[]): void {
  const said = outcomes.flatMap(({ team, period, refused }) =>
    refused === undefined
      ? []
      : [{ team, period, code: refused.code, why: withNextStep(sentenceOf(refused), refused) }],
  );
  for (const ofCode of Map.groupBy(said, ({ code }) => code).values()) {
    const reasons = [...Map.groupBy(ofCode, ({ why }) => why)];
    for (const [why, of] of reasons.slice(0, SHOWN)) message(`${refusedText(of)} : ${why}`);
    const others = reasons.slice(SHOWN).flatMap(([, of]) => of);
    if (others.length > 0)
      message(
        `${agreed(others.length, 'Refusé')} de même, ${counted(others.length, 'autre décompte', 'autres décomptes')} : ${namedText(others)} ; --json ${agreed(others.length, 'le donne', 'les donne tous')}.`,
      );
  }
}

function refusedText(of: readonly TeamPeriod[]): string {
  return of.length === 1 ? 'Refusé' : `Refusé, ${counted(of.length, 'décompte')} (${namedText(of)})`;
}

function namedText(of: readonly TeamPeriod[]): string {
  const named = of.slice(0, SHOWN).map(({ team, period }) => `${team} ${periodInFrench(period)}`);
  const others = of.length > SHOWN ? ` et ${counted(of.length - SHOWN, 'autre')}` : '';
  return `${named.join(', ')}${others}`;
}

/** Programs read the names of events, people their labels. */
function inJson(outcome: StatementOutcome): object {
  const { team, period, refused } = outcome;
  return refused === undefined
    ? { team, period, done: doneText(outcome.events, (type) => type) }
    : { team, period, refused: sentenceOf(refused) };
}

function doneText(events: readonly string[], nameOf: (type: string) => string): string {
  return events.map(nameOf).join(', ') || 'déjà fait';
}

function eventLabel(type: string): string {
  const label = EVENT_LABELS[type];
  if (label === undefined) throw new RangeError(`no label says ${type}`);
  return label;
}
