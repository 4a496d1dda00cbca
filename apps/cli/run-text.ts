/** A payment run as the command line shows it. */
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { frenchDay, momentInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { FileFigures } from '#libs/payments/bank/bank-files.ts';
import type { KeptApart, LeftOut } from '#libs/payments/ledger/left-out.ts';
import type { RefusedAccount } from '#libs/payments/ledger/rules/refused-accounts.ts';
import type { ShownPayment } from '#libs/payments/runs/shown-payment.ts';
import type { RunWithPayments } from '#libs/payments/runs/queries/read-payment-run.ts';
import type { PreparedRunRead } from '#libs/payments/runs/queries/read-prepared-run.ts';
import type { RunStatus } from '#libs/payments/runs/run-summary.ts';
import { bankWords } from '#libs/week/bank-tasks.ts';
import {
  faultText,
  keptApartText,
  leftOutTexts,
  obstacleText,
  refusedAccountText,
  runChangeText,
} from '#libs/words/payments.ts';
import { codeLine, heldHints, permittedBy } from '#apps/cli/proposal-hint.ts';
import { PAYMENT_STATUS_LABELS, overtakenText } from '#libs/words/labels/payments.ts';
import { contradictionLabel } from '#libs/words/labels/tasks.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { table } from '#apps/cli/terminal.ts';

export const RUN_STATUSES: Readonly<Record<RunStatus, string>> = {
  PREPARED: 'préparée',
  RELEASED: 'libérée',
  CANCELLED: 'annulée',
};

export function preparedText(run: PreparedRunRead): string {
  const {
    request,
    payments,
    leftOut,
    files,
    setOffCents,
    faults,
    changed,
    code,
    overtakenBy,
    refusedAccounts,
    keptApart,
  } = run;
  return [
    `Campagne ${run.run}, enveloppe ${run.envelope}, préparée par ${run.by.name} le ${frenchDay(dayOfInstant(run.at))} : ${counted(run.count, 'versement')}, ${euros(run.totalCents)}, ce qui est dû au ${frenchDay(request.dueBy)}, exécution le ${frenchDay(run.executionDay)}.`,
    `Compte débité : ${run.debtor.name}, ${run.debtor.iban}.`,
    ...figuresText({ setOffCents, files, leftOut, refusedAccounts, keptApart }),
    ...(overtakenBy === undefined ? [] : [`Elle est ${overtakenText(overtakenBy)}.`]),
    ...(changed === undefined
      ? []
      : [
          `Elle n’est plus la même (${runChangeText(changed)}) : ${changed.now.payments === 0 ? 'aucun versement n’en reste' : 'préparez-la de nouveau'}.`,
        ]),
    ...faults.flatMap((fault) => [
      `À corriger : ${faultText(fault)}.`,
      ...permittedBy(fault).map((command) => `  → ${command}`),
    ]),
    '',
    ...(payments.length === 0 ? [] : [paymentsTable(payments), '']),
    changed === undefined && faults.length === 0
      ? releaseHint(run.run, code)
      : `Elle ne peut pas être libérée ainsi ; ${dropHint(run.run)}.`,
  ].join('\n');
}

function paymentsTable(payments: PreparedRunRead['payments']): string {
  return table(
    ['équipe', 'période', 'montant', 'titulaire', 'IBAN', 'identifiant'],
    payments.map(({ item, amountCents, payee, endToEndId }) => [
      item.team,
      periodInFrench(item.period),
      euros(amountCents),
      payee.name,
      payee.iban,
      endToEndId,
    ]),
  );
}

export function dropHint(run: string): string {
  return `decompte payment drop ${quoted(run)} --as NOM l’abandonne`;
}

export function releaseHint(run: string, code: string): string {
  return codeLine(code, `payment release ${quoted(run)}`);
}

/** A line for each file, for debts set off, for each team left out, and for each account that the bank refused. */
export function figuresText({
  setOffCents,
  files,
  leftOut,
  refusedAccounts,
  keptApart,
}: {
  readonly setOffCents: bigint;
  readonly files: readonly FileFigures[];
  readonly leftOut: readonly LeftOut[];
  readonly refusedAccounts: readonly RefusedAccount[];
  readonly keptApart: KeptApart;
}): string[] {
  return [
    ...files.map(
      ({ id, payments, totalCents, digest }) =>
        `Fichier ${id} : ${counted(payments, 'versement')}, ${euros(totalCents)}, sha256 ${digest}.`,
    ),
    ...(setOffCents === 0n ? [] : [`Compensé avec ce que des équipes doivent : ${euros(setOffCents)}.`]),
    ...keptApartText(keptApart).map((text) => `Attention : ${text}.`),
    ...leftOutLines(leftOut),
    ...heldHints(leftOut).map((command) => `  → ${command}`),
    ...refusedAccounts.flatMap((one) => [
      `Attention : ${refusedAccountText(one)}.`,
      `  → decompte payee show ${quoted(one.team)}`,
    ]),
  ];
}

/** One line for each reason. */
function leftOutLines(leftOut: readonly LeftOut[]): readonly string[] {
  return leftOutTexts(leftOut).map((text) => `De côté : ${text}.`);
}

/** What the bank said; what contradicts the ledger comes last. */
function bankText(payment: ShownPayment): string {
  const contradicted = payment.contradictions.map(({ code }) => `à trancher : ${contradictionLabel(code)}`);
  return [lastWordText(payment), ...contradicted].filter((text) => text !== '').join(' ; ');
}

/** The bank's last answer, and its announced return that a second person still has to confirm, or refused. */
function lastWordText(payment: ShownPayment): string {
  const { announced, refused } = payment;
  const words = bankWords(payment).join(' ');
  if (announced !== undefined) {
    const why = [announced.reason, announced.detail].filter((word) => word !== undefined).join(' ');
    return `${ANNOUNCED[announced.outcome]} annoncé, à confirmer${why === '' ? '' : ` (${why})`} : ${announced.proposal}`;
  }
  if (refused === undefined) return words;
  return `${words} ${ANNOUNCED[refused.outcome]} annoncé, refusé par ${refused.by.name} : ${refused.because}`.trim();
}

const ANNOUNCED = { REJECTED: 'rejet', RETURNED: 'retour' } as const;

export function releasedText(run: RunWithPayments): string {
  return [
    `Campagne ${run.run}, enveloppe ${run.envelope}, libérée par ${run.by.name} le ${frenchDay(dayOfInstant(run.at))}${run.status === 'CANCELLED' ? ', annulée depuis' : ''} : ${counted(run.count, 'versement')}, ${euros(run.totalCents)}, exécution le ${frenchDay(run.executionDay)}.`,
    `Compte débité : ${run.debtor.name}, ${run.debtor.iban}.`,
    ...run.files.flatMap(({ file, digest, downloads }) => [
      `Fichier ${file}${digest === undefined ? '' : `, sha256 ${digest}`} : ${downloads.length === 0 ? 'pas encore remis' : `remis ${downloads.length} fois`}.`,
      ...downloads.map(
        ({ by, at, format, digest: of }) => `  ${momentInFrench(at)}, ${by.name}, ${format}, sha256 ${of}`,
      ),
    ]),
    ...leftOutLines(run.leftOut),
    '',
    table(
      ['équipe', 'période', 'montant', 'état', 'banque', 'titulaire', 'IBAN', 'identifiant'],
      run.payments.map((payment) => [
        payment.team,
        periodInFrench(payment.period),
        euros(payment.amountCents),
        PAYMENT_STATUS_LABELS[payment.status],
        bankText(payment),
        payment.payee.name,
        payment.payee.iban,
        payment.endToEndId,
      ]),
    ),
  ].join('\n');
}

/** Amounts as text in cents, days as written. */
export function preparedJson(run: PreparedRunRead): object {
  const { request, by, executionDay, payments, leftOut, faults, changed, refusedAccounts } = run;
  return {
    ...run,
    by: by.name,
    executionDay: dayText(executionDay),
    request: { ...request, dueBy: dayText(request.dueBy), executionDay: dayText(request.executionDay) },
    payments: payments.map(({ item, ...payment }) => ({
      team: item.team,
      period: item.period,
      item: item.id,
      ...payment,
    })),
    leftOut: leftOut.map(plainLeftOut),
    faults: faults.map(faultText),
    refusedAccounts: refusedAccounts.map(plainDay),
    overtakenBy: run.overtakenBy ?? null,
    changed: changed ?? null,
  };
}

export function releasedJson(run: RunWithPayments): object {
  const { by, executionDay, leftOut } = run;
  const payments = run.payments.map(plainPayment);
  const plain = { by: by.name, executionDay: dayText(executionDay), payments, leftOut: leftOut.map(plainLeftOut) };
  return { ...run, ...plain, overtakenBy: null };
}

function plainPayment({ debits, credits, announced, refused, contradictions, ...payment }: ShownPayment): object {
  return {
    ...payment,
    debits: debits.map(plainDay),
    credits: credits.map(plainDay),
    announced: announced === undefined ? null : { ...plainDay(announced), by: announced.by.name },
    refused: refused === undefined ? null : { ...plainDay(refused), by: refused.by.name },
    contradictions: contradictions.map((one) => ({ ...one, day: one.day === null ? null : dayText(one.day) })),
  };
}

export function plainDay<T extends { readonly day: Day }>(of: T): Omit<T, 'day'> & { readonly day: string } {
  return { ...of, day: dayText(of.day) };
}

export function plainLeftOut({ team, amountCents, reason, until }: LeftOut): object {
  const detail = obstacleText({ reason, until });
  return { team, amountCents, reason, until: until === null ? null : dayText(until), detail };
}
