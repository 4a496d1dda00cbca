/** `decompte show TEAM PERIOD`: one statement for a person to read. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { FindPaid, type PaidSums } from '#libs/payments/ledger/queries/find-paid.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { dayText } from '#libs/kernel/day.ts';
import { FindReferences } from '#libs/statements/queries/find-references.ts';
import { FindStatement } from '#libs/statements/queries/find-statement.ts';
import { CountErased } from '#libs/erasure/queries/count-erased.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { statementAsText } from '#libs/words/texts/statement-text.ts';
import { knownOn, requirePeriod } from '#apps/cli/arguments.ts';
import { findCalculation } from '#apps/cli/calculation.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { type StatementState, submissionOf } from '#libs/statements/workflow/state.ts';
import { decisionCode, toSubmit, toSubmitCode, varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { STAGE_LABELS } from '#libs/words/labels/stages.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ShowOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly simulation?: string;
  readonly json?: boolean;
}

export async function showCommand(team: string, period: string, options: ShowOptions): Promise<number> {
  requirePeriod(period);
  const { knownOn: on, simulation } = options;
  const day = on === undefined ? undefined : dayText(knownOn(on));
  return withModules(options, [StatementsModule, PaymentsModule], async ({ query }) => {
    const calculated = await findCalculation(query, { team, period, knownOn: day, simulation });
    const { statement } = calculated;
    if (options.json === true)
      printJson({ ...calculated, pin: { ...calculated.pin, knownOn: dayText(calculated.pin.knownOn) } });
    else if (statement === null)
      result(
        `${team} ${periodInFrench(period)} : plus de décompte : l’équipe n’est pas dans l’expérimentation, telle que connue au jour du calcul.`,
      );
    else {
      const references = await query(new FindReferences(calculated, simulation));
      result(statementAsText({ ...calculated, statement }, references));
      if (simulation !== undefined) return;
      const state = await query(new FindStatement({ team, period }));
      const paid =
        state === undefined || state.decisions.length === 0 ? undefined : await query(new FindPaid(team, period));
      message(whereItIs(state, paid));
      const code = state === undefined ? undefined : codeText(state);
      if (code !== undefined) message(code);
      const erased = await query(new CountErased({ team, period }));
      if (erased > 0)
        message(
          `${counted(erased, 'patient effacé', 'patients effacés')} depuis la décision, qui y comptent toujours.`,
        );
    }
  });
}

/** Its stage, and the next step of a person. */
function whereItIs(state: StatementState | undefined, paid: PaidSums | undefined): string {
  if (state === undefined) return `Où il en est : ${STAGE_LABELS.NONE}.`;
  const { status } = state;
  const period = periodInFrench(state.period);
  const team = quoted(state.team);
  const next = {
    NONE: undefined,
    CALCULATED: `decompte submit ${team} ${period} --as NOM`,
    SUBMITTED: `decompte variance --period ${period}, puis decompte approve ${team} ${period} --as NOM`,
    APPROVED: nextAfterDecision(team, period, paid),
    REGULARISATION_DRAFTED: `decompte submit ${team} ${period} --as NOM`,
    REGULARISATION_SUBMITTED: `decompte approve ${team} ${period} --as NOM`,
  }[status];
  const regularised = state.decisions.length - 1;
  // The shown calculation is that of the first decision.
  const since =
    regularised > 0
      ? `, régularisé ${counted(regularised, 'fois', 'fois')} (${euros(total(decidedLines(state.decisions)))} en tout)`
      : '';
  return `Où il en est : ${STAGE_LABELS[status]}${since}${paidText(paid)}.${next === undefined ? '' : ` Ensuite : ${next}.`}`;
}

/** The code of what waits for a step, with its amount: a step with `--code` does nothing else. Undefined if nothing waits. */
function codeText(state: StatementState): string | undefined {
  const last = state.decisions.at(-1);
  const [says, lines, code] =
    state.status === 'APPROVED' && last !== undefined
      ? (['la dernière décision', last.lines, decisionCode(state)] as const)
      : submissionOf(state) === undefined
        ? (['ce qui est à soumettre', toSubmit(state)?.lines ?? [], toSubmitCode(state)] as const)
        : (['ce qui est soumis', submissionOf(state)?.proposal.lines ?? [], varianceCode([state])] as const);
  return code === undefined ? undefined : `Code de ${says}, ${euros(total(lines))} : ${code} (--code).`;
}

function paidText(paid: PaidSums | undefined): string {
  if (paid === undefined) return '';
  const parts = [
    ['versé', paid.paidCents],
    ['à la banque', paid.atBankCents],
    ['à verser', paid.dueCents],
    ['récupéré', paid.recoveredCents],
    ['à récupérer', paid.owedCents],
  ] as const;
  const said = parts.filter(([, cents]) => cents !== 0n).map(([word, cents]) => `${word} : ${euros(cents)}`);
  return said.length === 0 ? '' : ` ; ${said.join(', ')}`;
}

function nextAfterDecision(team: string, period: string, paid: PaidSums | undefined): string {
  if (paid !== undefined && paid.dueCents > 0n)
    return 'decompte payment prepare CAMPAGNE --envelope ENVELOPPE --as NOM, quand c’est dû';
  if (paid !== undefined && paid.atBankCents > 0n) return 'decompte payment answer FICHIER --as NOM';
  if (paid !== undefined && paid.owedCents > 0n) return 'decompte todo dit comment le récupérer';
  return `decompte history statement ${team} ${period} montre ses décisions`;
}
