/**
 * `decompte explain TEAM PERIOD [LINE]`: from an amount down to its rates, patients, acts, events and parameters; `explain --payment ID`:
 * from a payment to the items it pays.
 */
import type { StatementExplanation } from '#libs/explain/explain.ts';
import { everyPart } from '#libs/explain/part.ts';
import { dayText } from '#libs/kernel/day.ts';
import { explanationJson } from '#libs/words/texts/explanation-json.ts';
import { explanationText } from '#libs/words/texts/explanation-text.ts';
import { ExplainModule } from '#libs/explain/explain.module.ts';
import { ExplainPayment } from '#libs/explain/queries/explain-payment.ts';
import { ExplainStatement } from '#libs/explain/queries/explain-statement.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { paymentJson } from '#libs/words/texts/payment-json.ts';
import { paymentText } from '#libs/words/texts/payment-text.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import { codeTyped } from '#libs/kernel/code-typed.ts';
import { knownOn, requirePeriod } from '#apps/cli/arguments.ts';
import { findCalculation } from '#apps/cli/calculation.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ExplainOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly simulation?: string;
  /** End-to-end id. */
  readonly payment?: string;
  /** Shows every patient and act. */
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Patients or acts shown under one figure. */
const MOST = 5;

export function explainCommand(
  team: string | undefined,
  period: string | undefined,
  line: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  const { payment } = options;
  if (payment !== undefined && team === undefined) return explainPayment(payment, options);
  if (payment !== undefined) throw new CliRefusal('--payment explique un versement ; n’indiquez pas d’équipe avec lui');
  if (team === undefined || period === undefined)
    throw new CliRefusal('indiquez une équipe et une période, ou --payment et la référence d’un versement');
  return explainStatement(team, period, line, options);
}

function explainPayment(endToEndId: string, options: ExplainOptions): Promise<number> {
  return withModules(options, [ExplainModule], async ({ query, progress, reads }) => {
    const found = await query(
      new ExplainPayment(endToEndId, (done, total) => {
        progress.show('dossiers', done, total);
      }),
    );
    progress.end();
    if (found === undefined)
      throw new CliRefusal(`aucun versement n’a la référence ${endToEndId} ; decompte payment list les montre`);
    reads.note('explain --payment', 'PATIENT', found.paid?.why.patients.map(({ patient }) => patient) ?? []);
    if (options.json === true) printJson(paymentJson(found));
    else result(paymentText(found));
  });
}

async function explainStatement(
  team: string,
  period: string,
  line: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  requirePeriod(period);
  const { knownOn: on, simulation } = options;
  const most = options.all === true || options.json === true ? Infinity : MOST;
  const day = on === undefined ? undefined : dayText(knownOn(on));
  return withModules(options, [StatementsModule, ExplainModule], async ({ query, progress, reads }) => {
    const calculated = await findCalculation(query, { team, period, knownOn: day, simulation });
    const sought = {
      calculated,
      line: line === undefined ? undefined : (codeTyped(LINE_LABELS, line) ?? line),
      simulation,
      most,
    };
    const explanation = await query(
      new ExplainStatement(sought, (done, total) => {
        progress.show('dossiers', done, total);
      }),
    );
    progress.end();
    reads.note('explain', 'PATIENT', patientsIn(explanation, most));
    if (options.json === true) printJson(explanationJson(explanation));
    else result(explanationText(explanation, { most, eventLabels: EVENT_LABELS }));
  });
}

function* patientsIn({ lines }: StatementExplanation, most: number): Iterable<string> {
  for (const { part } of lines)
    for (const { label } of everyPart(part, most)) if ('patient' in label.data) yield label.data.patient;
}
