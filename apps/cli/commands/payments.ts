/** `decompte payment`: the payment runs, their files for the bank, and the bank's answers. */
import { writeFileSync } from 'node:fs';
import { dayText, parseDay } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { MakePaymentRun, type RunRequest } from '#libs/payments/runs/commands/make-payment-run.ts';
import { RecordBankAnswer } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { FindPaymentRuns } from '#libs/payments/runs/queries/find-payment-runs.ts';
import { ReadPaymentFile } from '#libs/payments/runs/queries/read-payment-file.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import type { WaitingPayment } from '#libs/payments/bank/bank-answer.ts';
import { agreed, counted } from '#libs/kernel/counted.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { readBytes } from '#apps/cli/files.ts';
import { type PersonOptions, authorOf } from '#apps/cli/person.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

interface RunOptions extends Common {
  readonly envelope: string;
  readonly dueBy?: string;
  readonly executionDay?: string;
  readonly team?: string;
  readonly payeeDays: string;
  readonly confirmPayee?: readonly string[];
  readonly exception?: string;
}

export async function runCommand(run: string, options: RunOptions): Promise<number> {
  const author = await authorOf(options, 'payment run');
  const request = requestOf(run, options);
  return withModules(options, [PaymentsModule], async ({ command }) => {
    const made = await command(new MakePaymentRun(request, author));
    if (options.json === true) json(made);
    else
      result(
        `Campagne ${run} : ${counted(made.payments, 'versement')}, ${euros(made.totalCents)}, ${agreed(made.payments, 'libéré')} par ${author.meta.by.name}. decompte payment file ${run} --out FICHIER écrit le fichier pour la banque.`,
      );
  });
}

function requestOf(run: string, options: RunOptions): RunRequest {
  if (!/^\d{1,4}$/.test(options.payeeDays))
    throw new Refusal(`--payee-days vaut « ${options.payeeDays} » ; écrivez un nombre de jours`);
  return {
    envelope: options.envelope,
    run,
    dueBy: dayOption('--due-by', options.dueBy),
    executionDay: dayOption('--execution-day', options.executionDay),
    ...(options.team === undefined ? {} : { team: options.team }),
    payeeDays: Number(options.payeeDays),
    confirmedPayees: options.confirmPayee ?? [],
    ...(options.exception === undefined ? {} : { exception: options.exception }),
  };
}

/** The given day, else today. */
function dayOption(option: string, text: string | undefined): number {
  if (text === undefined) return knownOn(undefined);
  const day = parseDay(text);
  if (day === undefined) throw new Refusal(`${option} vaut « ${text} » ; écrivez un jour, par exemple 2022-11-15`);
  return day;
}

interface FileOptions extends Common {
  readonly out: string;
  readonly csv?: string;
}

/** Writes the file for the bank, always the same bytes. */
export function fileCommand(run: string, options: FileOptions): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const file = await query(new ReadPaymentFile(run));
    if (file === undefined) throw refused('NO_SUCH_RUN', { run });
    const { out, csv } = options;
    writeFileSync(out, file.xml);
    if (csv !== undefined) writeFileSync(csv, file.csv);
    const count = counted(file.payments, 'versement écrit', 'versements écrits');
    result(`${count} dans ${out}${csv === undefined ? '' : ` et ${csv}`}.`);
  });
}

export function listRunsCommand(options: Common): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const runs = (await query(new FindPaymentRuns())).map(({ at: _, by, executionDay, ...figures }) => ({
      ...figures,
      by: by.name,
      executionDay: dayText(executionDay),
    }));
    if (options.json === true) json(runs);
    else
      result(
        table(
          ['campagne', 'enveloppe', 'libérée par', 'exécution', 'montant', 'en attente', 'exécutés', 'revenus'],
          runs.map(({ run, envelope, by, executionDay, totalCents, released, executed, returned }) => [
            run,
            envelope,
            by,
            executionDay,
            euros(totalCents),
            released,
            executed,
            returned,
          ]),
        ),
      );
  });
}

/** Records the answer of the bank; pending payments do not change, their codes are shown. */
export async function answerCommand(path: string, options: Common): Promise<number> {
  const author = await authorOf(options, 'payment answer');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    const answer = await command(new RecordBankAnswer(readBytes(path), author));
    const { executed, returned, recorded, known, waiting, remarks, contradictions } = answer;
    for (const contradiction of contradictions) message(`À trancher : ${sentenceOf(contradiction)}`);
    for (const remark of remarks.slice(0, REMARKS_SHOWN_MAX)) message(`À noter : ${sentenceOf(remark)}`);
    if (remarks.length > REMARKS_SHOWN_MAX) message(`… et ${remarks.length - REMARKS_SHOWN_MAX} de plus à noter.`);
    for (const payment of waiting) message(waitingText(payment));
    message(`${counted(executed, 'exécuté')}, ${counted(returned, 'revenu')}, ${waiting.length} en attente.`);
    message(
      `${counted(recorded, 'écriture enregistrée', 'écritures enregistrées')}, ${counted(known, 'déjà connue', 'déjà connues')}, ${counted(remarks.length, 'à noter', 'à noter')}, ${counted(contradictions.length, 'à trancher', 'à trancher')}.`,
    );
  });
}

/** The other movements of an account of everyday use are thousands. */
const REMARKS_SHOWN_MAX = 100;

function waitingText({ endToEndId, status, reason, detail }: WaitingPayment): string {
  const why = [reason, detail].filter((word) => word !== undefined).join(', ');
  return `En attente : ${endToEndId}, statut ${status}${why === '' ? '' : ` (${why})`}.`;
}
