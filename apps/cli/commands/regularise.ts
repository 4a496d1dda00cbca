/**
 * `decompte regularise` and `decompte regularisations`: drafts the differences from the decisions, for one period or many, and lists them.
 */
import { counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { FindRegularisations } from '#libs/statements/queries/find-regularisations.ts';
import type { RegularisationsInHand } from '#libs/statements/queries/find-regularisations.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { RegulariseStatement } from '#libs/statements/workflow/commands/regularise-statement.ts';
import { RegulariseStatements } from '#libs/statements/workflow/commands/regularise-statements.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import { draftOf } from '#libs/statements/workflow/state.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { LINE_LABELS, moveText } from '#libs/words/labels/statements.ts';
import { knownOn, rangeArgument, requirePeriod } from '#apps/cli/arguments.ts';
import { rangeWords } from '#apps/cli/after-decision.ts';
import { refuseOptionsOfMany, reportOutcomes } from '#apps/cli/commands/decide.ts';
import { type PersonOptions, commandAuthor } from '#apps/cli/person.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface RangeOptions extends StoreOptions {
  readonly from?: string;
  readonly to?: string;
  readonly scheme?: string;
  readonly team?: string;
  readonly json?: boolean;
}

interface RegulariseOptions extends RangeOptions, PersonOptions {
  readonly knownOn?: string;
  /** Name of a kept replay. */
  readonly replay?: string;
}

/** Drafts the regularisation of a decided period, or of all of a range that change, with the regulation in force. */
export async function regulariseCommand(
  team: string | undefined,
  period: string | undefined,
  options: RegulariseOptions,
): Promise<number> {
  if (options.replay !== undefined && options.knownOn !== undefined)
    throw new CliRefusal('--replay reprend le jour de connaissance du rejeu ; n’indiquez pas --known-on');
  if (team !== undefined && period !== undefined) {
    if (options.replay !== undefined)
      throw new CliRefusal('--replay prépare plusieurs régularisations ; donnez --from et --to (et --team)');
    refuseOptionsOfMany(options);
    return regulariseOne(team, period, options);
  }
  const which = selected({ ...options, ...(team === undefined ? {} : { team }) });
  const to = options.replay === undefined ? { knownOn: knownOn(options.knownOn) } : { replay: options.replay };
  const author = await commandAuthor(options, 'regularise');
  return withModules(options, [StatementsModule], async ({ command, query }) => {
    const outcomes = await command(new RegulariseStatements(which, to, author));
    const status = reportOutcomes(outcomes, options);
    if (options.json !== true && outcomes.length > 0)
      showAll(await query(new FindRegularisations(which, knownOn(undefined))), which);
    return status;
  });
}

async function regulariseOne(team: string, period: string, options: RegulariseOptions): Promise<number> {
  requirePeriod(period);
  const author = await commandAuthor(options, 'regularise');
  const day = knownOn(options.knownOn);
  return withModules(options, [StatementsModule], async ({ command }) => {
    const { state } = await command(new RegulariseStatement({ team, period }, day, author));
    const drafted = draftOf(state);
    if (options.json === true)
      printJson({ team, period, drafted: drafted === undefined ? null : proposalJson(drafted) });
    else if (drafted === undefined)
      result(
        `${team} ${periodInFrench(period)} : rien à régulariser, les montants et les échéances sont ceux qui sont décidés.`,
      );
    else
      result(
        [
          `${team} ${periodInFrench(period)} : régularisation n° ${drafted.number} de ${euros(total(drafted.lines))} préparée, à soumettre.`,
          ...drafted.moves.map((move) => `  ${moveText(written(move))}`),
        ].join('\n'),
      );
  });
}

/** Lists drafted and submitted regularisations, with the code that approves all submitted ones. */
export async function regularisationsCommand(options: RangeOptions): Promise<number> {
  const which = selected(options);
  return withModules(options, [StatementsModule], async ({ query }) => {
    const found = await query(new FindRegularisations(which, knownOn(undefined)));
    if (options.json === true)
      printJson({
        regularisations: found.regularisations.map(({ proposal, ...one }) => ({
          ...one,
          submittedBy: one.submittedBy ?? null,
          ...proposalJson(proposal),
        })),
        totalCents: found.totalCents,
        submitted: found.submitted,
        code: found.code ?? null,
        draftCode: found.draftCode ?? null,
      });
    else showAll(found, which);
  });
}

/** Throws CliRefusal. */
function selected({ from, to, scheme, team }: RangeOptions): Selection {
  if (from === undefined || to === undefined)
    throw new CliRefusal('indiquez une équipe et une période, ou une plage avec --from et --to');
  return {
    range: rangeArgument(from, to),
    ...(team === undefined ? {} : { team }),
    ...(scheme === undefined ? {} : { scheme }),
  };
}

function showAll(
  { regularisations, totalCents, code, submitted, draftCode, drafts }: RegularisationsInHand,
  { team, ...which }: Selection,
): void {
  for (const { team, period, proposal, totalCents: cents, submittedBy } of regularisations)
    result(
      [
        `${team} ${periodInFrench(period)} : n° ${proposal.number}, ${euros(cents)}, tel que connu au ${frenchDay(proposal.pin.knownOn)}, ${submittedBy === undefined ? 'préparée' : `soumise par ${submittedBy}`}`,
        ...proposal.lines.map(({ line, amountCents }) => `  ${LINE_LABELS[line]} : ${euros(amountCents)}`),
        ...proposal.moves.map((move) => `  ${moveText(written(move))}`),
      ].join('\n'),
    );
  if (regularisations.length === 0) message('Aucune régularisation préparée ou soumise dans cette sélection.');
  else result(`${counted(regularisations.length, 'régularisation')}, ${euros(totalCents)} en tout.`);
  // The commands do what is shown: without the team, they would be about every other team as well.
  const range = `${team === undefined ? '' : `${quoted(team)} `}${rangeWords(which)}`;
  if (draftCode !== undefined)
    message(
      `Soumettre ${counted(drafts, 'régularisation préparée', 'régularisations préparées')} : decompte submit ${range} --regularisations --variance ${draftCode} --as NOM`,
    );
  if (code !== undefined)
    message(
      `Approuver ${counted(submitted, 'régularisation soumise', 'régularisations soumises')} : decompte approve ${range} --regularisations --variance ${code} --as NOM`,
    );
}

function proposalJson({ number, lines, moves, pin }: StatementProposal): object {
  return {
    number,
    knownOn: dayText(pin.knownOn),
    lines,
    moves: moves.map(written),
    totalCents: total(lines),
  };
}

function written({ from, to, ...move }: StatementProposal['moves'][number]) {
  return { ...move, from: dayText(from), to: dayText(to) };
}
