/** `decompte payment`: the payment runs, their files for the bank, and the bank's answers. */
import { join, parse } from 'node:path';
import type { Author } from '#libs/commands/author.ts';
import { agreed, counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayInFrench, frenchDay } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { WaitingPayment } from '#libs/payments/bank/bank-answer.ts';
import type { FileFormat } from '#libs/payments/ledger/run-events.ts';
import { refused, unknown } from '#libs/payments/ledger/refusals.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { DownloadPaymentFile } from '#libs/payments/runs/commands/download-payment-file.ts';
import { DropPaymentRun } from '#libs/payments/runs/commands/drop-payment-run.ts';
import { PreparePaymentRun } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { RecordBankAnswer } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { ReleasePaymentRun } from '#libs/payments/runs/commands/release-payment-run.ts';
import { FindPaymentRuns } from '#libs/payments/runs/queries/find-payment-runs.ts';
import { ReadPaymentRun } from '#libs/payments/runs/queries/read-payment-run.ts';
import { type PreparedRunRead, ReadPreparedRun } from '#libs/payments/runs/queries/read-prepared-run.ts';
import { overtakenText } from '#libs/words/labels/payments.ts';
import { clauseOf } from '#libs/words/sentence-of.ts';
import { instantNow } from '#apps/cli/arguments.ts';
import { type RunOptions, runRequestOf } from '#apps/cli/run-request.ts';
import { readBytes, requireFilePlace, writeWhole } from '#apps/cli/files.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { replacedLine } from '#apps/cli/proposal-hint.ts';
import { type EndingOptions, type PersonOptions, commandAuthor } from '#apps/cli/person.ts';
import {
  RUN_STATUSES,
  dropHint,
  figuresText,
  plainDay,
  plainLeftOut,
  preparedJson,
  preparedText,
  releaseHint,
  releasedJson,
  releasedText,
} from '#apps/cli/run-text.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

type PrepareOptions = Common & RunOptions;

/** Prepares a run; no money moves. Shows what it would release, and the code that releases it. */
export async function prepareRunCommand(run: string, options: PrepareOptions): Promise<number> {
  const author = await commandAuthor(options, 'payment prepare');
  const request = runRequestOf(run, options);
  return withModules(options, [PaymentsModule], async ({ command, query }) => {
    const before = (await query(new FindPaymentRuns())).find((one) => one.run === run && one.status === 'PREPARED');
    const prepared = await command(new PreparePaymentRun(request, author));
    if (prepared === undefined) throw refused('NO_PREPARED_RUN', { run });
    const what = before && `${counted(before.count, 'versement')}, ${euros(before.totalCents)}`;
    const replaced = what && replacedLine(what, before, prepared);
    if (replaced !== undefined) message(replaced);
    const { count, totalCents, setOffCents, leftOut, refusedAccounts, keptApart, files, by } = prepared;
    const figures = {
      run,
      payments: count,
      totalCents,
      setOffCents,
      leftOut: leftOut.map(plainLeftOut),
      files,
      refusedAccounts: refusedAccounts.map(plainDay),
      keptApart,
    };
    if (options.json === true) printJson({ ...figures, code: runCode(prepared) });
    else
      result(
        [
          `Campagne ${run} : ${counted(count, 'versement')}, ${euros(totalCents)}, ${agreed(count, 'préparé')} par ${by.name} ; rien n’est libéré.`,
          ...figuresText({ setOffCents, files, leftOut, refusedAccounts, keptApart }),
          releaseHint(run, runCode(prepared)),
        ].join('\n'),
      );
  });
}

/** Shows a run: prepared, as it would be released now; or released, with the bank's answers. `onPrepared` gets the shown text. */
export function showRunCommand(
  run: string,
  options: Common,
  onPrepared?: (run: PreparedRunRead) => void,
): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const prepared = await query(new ReadPreparedRun(run, instantNow()));
    if (prepared !== undefined) {
      onPrepared?.(prepared);
      if (options.json === true) printJson(preparedJson(prepared));
      else result(preparedText(prepared));
      return;
    }
    const released = await query(new ReadPaymentRun(run));
    if (released === undefined) throw unknown('NO_SUCH_RUN', { run });
    if (options.json === true) printJson(releasedJson(released));
    else result(releasedText(released));
  });
}

interface ReleaseOptions extends Common {
  readonly code?: string;
}

export async function releaseRunCommand(run: string, options: ReleaseOptions): Promise<number> {
  const author = await commandAuthor(options, 'payment release');
  return withModules(options, [PaymentsModule], async ({ command, progress }) => {
    const made = await command(new ReleasePaymentRun(run, options.code, author, progress.reading));
    progress.end();
    const { count, totalCents, executionDay } = made;
    if (options.json === true) printJson({ run, payments: count, totalCents, executionDay: dayText(executionDay) });
    else
      result(
        `Campagne ${run} : ${counted(count, 'versement')}, ${euros(totalCents)}, ${agreed(count, 'libéré')} par ${made.by.name}, exécution le ${frenchDay(executionDay)}.${count === 0 ? '' : ` decompte payment file ${quoted(run)} --out FICHIER --as NOM écrit le fichier pour la banque.`}`,
      );
  });
}

export async function dropRunCommand(run: string, options: Common & EndingOptions): Promise<number> {
  const author = await commandAuthor(options, 'payment drop');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new DropPaymentRun(run, author, options.code));
    if (options.json === true) printJson({ run });
    else result(`La campagne préparée ${run} est abandonnée ; rien n’a été libéré.`);
  });
}

interface FileOptions extends Common {
  readonly out: string;
  readonly csv?: string;
  readonly file?: string;
}

/** Writes the files for the bank, always the same bytes, and records who took them. */
export async function fileCommand(run: string, options: FileOptions): Promise<number> {
  const author = await commandAuthor(options, 'payment file');
  return withModules(options, [PaymentsModule], async ({ command, query, reads }) => {
    const names = options.file === undefined ? await fileNames(query, run) : [options.file];
    const taken: TakenFile[] = [];
    for (const file of names) {
      const numbered = (path: string): string => (names.length === 1 ? path : pathOfFile(path, file));
      for (const [format, path] of [['xml', options.out] as const, ['csv', options.csv] as const]) {
        if (path === undefined) continue;
        requireFilePlace(numbered(path));
        const step = stepOf(author, `${format} ${file}`);
        const { text, payments, digest } = await command(new DownloadPaymentFile({ run, file, format }, step));
        writeWhole(numbered(path), text);
        reads.note('payment file', 'FILE', [`payment-runs/${run}`]);
        taken.push({ file, path: numbered(path), format, payments, digest });
      }
    }
    if (options.json === true) printJson(taken);
    else for (const one of taken) result(takenText(one));
  });
}

interface TakenFile {
  readonly file: string;
  readonly path: string;
  readonly format: FileFormat;
  readonly payments: number;
  readonly digest: string;
}

function takenText({ path, payments, digest }: TakenFile): string {
  return `${counted(payments, 'versement écrit', 'versements écrits')} dans ${path}, sha256 ${digest}.`;
}

async function fileNames(query: Modules['query'], run: string): Promise<readonly string[]> {
  const found = await query(new ReadPaymentRun(run));
  if (found === undefined && (await query(new ReadPreparedRun(run, instantNow()))) === undefined)
    throw unknown('NO_SUCH_RUN', { run });
  // If there is no file, the download itself explains why.
  return found === undefined || found.files.length === 0 ? [run] : found.files.map(({ file }) => file);
}

/** `out/run.xml` for the file R-1: `out/run-R-1.xml`. */
function pathOfFile(path: string, file: string): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-${file.replaceAll('/', '-')}${ext}`);
}

/** Each file is a separate command, with a key derived from the given one. */
function stepOf({ meta, commit }: Author, step: string): Author {
  return { meta: { ...meta, key: `${meta.key} ${step}` }, commit };
}

export function listRunsCommand(options: Common): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const runs = (await query(new FindPaymentRuns())).map(({ at: _, by, executionDay, ...figures }) => ({
      ...figures,
      by: by.name,
      executionDay: dayText(executionDay),
      overtakenBy: figures.overtakenBy ?? null,
    }));
    const [first] = runs;
    if (options.json === true) printJson(runs);
    else if (first === undefined)
      message(
        'Aucune campagne. Quand quelque chose est dû : decompte payment prepare CAMPAGNE --envelope ENVELOPPE --as NOM.',
      );
    else {
      result(
        table(
          [
            'campagne',
            'enveloppe',
            'état',
            'par',
            'exécution',
            'montant',
            'en attente',
            'exécutés',
            'revenus',
            'à confirmer',
            'annulés',
          ],
          runs.map((run) => [
            run.run,
            run.envelope,
            run.overtakenBy === null ? RUN_STATUSES[run.status] : 'préparée, à refaire',
            run.by,
            dayInFrench(run.executionDay),
            euros(run.totalCents),
            run.released,
            run.executed,
            run.returned,
            run.announced,
            run.cancelled,
          ]),
        ),
      );
      for (const { run, overtakenBy } of runs)
        if (overtakenBy !== null) message(`${run} est ${overtakenText(overtakenBy)} ; ${dropHint(run)}.`);
      message(`Pour en lire une : decompte payment show ${quoted(first.run)}.`);
    }
  });
}

/** Records the answer of the bank; pending payments do not change, their codes are shown. */
export async function answerCommand(path: string, options: Common): Promise<number> {
  const author = await commandAuthor(options, 'payment answer');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    const answer = await command(new RecordBankAnswer(readBytes(path), author)).catch((error: unknown) => {
      if (error instanceof DomainError) message(`La réponse ${path} n’est pas prise.`);
      throw error;
    });
    const { executed, returned, recorded, known, waiting, remarks, contradictions } = answer;
    tellSome(contradictions, (one) => `À trancher : ${clauseOf(one)}`, 'à trancher');
    tellSome(remarks, (one) => `À noter : ${clauseOf(one)}`, 'à noter');
    tellSome(waiting, waitingText, 'en attente');
    message(
      `Le fichier dit : ${counted(executed, 'exécuté')}, ${counted(returned, 'revenu')}, ${waiting.length} en attente.`,
    );
    if (answer.proposed !== undefined)
      result(
        `À confirmer, ${counted(answer.proposed.payments, 'paiement')} : rien n’en est enregistré avant qu’une autre personne ne le confirme. decompte payment proposals montre ${answer.proposed.proposal} et son code.`,
      );
    message(
      `${counted(recorded, 'écriture enregistrée', 'écritures enregistrées')}, ${answer.proposed?.payments ?? 0} à confirmer, ${counted(known, 'déjà connue', 'déjà connues')}, ${counted(remarks.length, 'à noter', 'à noter')}, ${counted(contradictions.length, 'à trancher', 'à trancher')}.`,
    );
  });
}

/** The other movements of an account of everyday use are thousands, and so are the payments of a large run. */
const SHOWN_MAX = 100;

function tellSome<One>(all: readonly One[], textOf: (one: One) => string, what: string): void {
  for (const one of all.slice(0, SHOWN_MAX)) message(textOf(one));
  if (all.length > SHOWN_MAX) message(`… et ${all.length - SHOWN_MAX} de plus ${what}.`);
}

function waitingText({ endToEndId, status, reason, detail }: WaitingPayment): string {
  const why = [reason, detail].filter((word) => word !== undefined).join(', ');
  return `En attente : ${endToEndId}, statut ${status}${why === '' ? '' : ` (${why})`}.`;
}
