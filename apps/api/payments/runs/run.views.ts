/** Payment runs in answers: amounts in cents as text, account numbers masked for most roles. */
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { FileFigures } from '#libs/payments/bank/bank-files.ts';
import { FILE_FORMATS, type FileFormat } from '#libs/payments/ledger/run-events.ts';
import { LEFT_OUT_REASONS, type LeftOut } from '#libs/payments/ledger/left-out.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import type { ReleasedFile, RunWithPayments } from '#libs/payments/runs/queries/read-payment-run.ts';
import type { PlannedPayment } from '#libs/payments/ledger/rules/plan-run.ts';
import type { PreparedRunRead } from '#libs/payments/runs/queries/read-prepared-run.ts';
import type { PreparedRunMade } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import type { RunStatus, RunSummary } from '#libs/payments/runs/run-summary.ts';
import { faultText, obstacleText, runChangeText, runWarnings } from '#libs/words/payments.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { AccountView, accountView } from '#apps/api/payments/accounts/account.views.ts';
import { PaymentView, paymentView } from '#apps/api/payments/runs/payment.views.ts';

const RUN_STATUSES = ['PREPARED', 'RELEASED', 'CANCELLED'] as const satisfies readonly RunStatus[];

export class RunView {
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({
    description:
      'PREPARED : elle attend d’être libérée. CANCELLED : elle n’est pas partie, et ses paiements sont de nouveau dus.',
    enum: RUN_STATUSES,
    example: 'RELEASED',
  })
  status!: RunStatus;
  @ApiProperty({ description: 'Qui l’a libérée ; qui l’a préparée tant qu’elle attend.', type: PersonView })
  by!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
  @ApiProperty({ example: '2026-11-05' }) executionDay!: string;
  @ApiProperty({ description: 'Centimes.', example: '25335100' }) totalCents!: string;
  @ApiProperty({ description: 'Nombre de paiements.', example: 53 }) count!: number;
  @ApiProperty({ description: 'Paiements qui attendent la banque.', example: 12 }) released!: number;
  @ApiProperty({ description: 'Paiements exécutés.', example: 40 }) executed!: number;
  @ApiProperty({ description: 'Paiements revenus.', example: 1 }) returned!: number;
  @ApiProperty({
    description: 'Retours annoncés, qu’une autre personne doit confirmer ; ces paiements restent ce qu’ils sont.',
    example: 0,
  })
  announced!: number;
  @ApiProperty({ description: 'Paiements annulés avec la campagne, qui n’est pas partie.', example: 0 })
  cancelled!: number;
  @ApiProperty({
    description:
      'Campagne qui a libéré les paiements de celle-ci, seulement préparée : elle est à refaire, donc à abandonner. null sinon.',
    nullable: true,
    type: String,
    example: null,
  })
  overtakenBy!: string | null;
}

export class RunsPage extends ListOf {
  @ApiProperty({ type: [RunView] }) items!: RunView[];
}

/** The warnings of a run, in each of its views. */
export const RUN_WARNINGS: ApiPropertyOptions = {
  description:
    'À lire avant de la libérer, sans l’interdire : les comptes que la banque a refusés, et qui seraient payés ; ce qui est dû et gardé à part.',
  type: [String],
};

export class LeftOutView {
  @ApiProperty({ example: 'PEPS-02' }) team!: string;
  @ApiProperty({ description: 'Centimes, ce qui lui serait versé.', example: '120000' }) amountCents!: string;
  @ApiProperty({ enum: LEFT_OUT_REASONS, example: 'NO_ACCOUNT' }) reason!: LeftOut['reason'];
  @ApiProperty({ description: 'Payable à partir de ce jour, s’il est connu.', nullable: true, type: String })
  until!: string | null;
  @ApiProperty({ example: 'pas de compte confirmé' }) detail!: string;
}

class FileView {
  @ApiProperty({ description: 'MsgId et PmtInfId.', example: 'R-2026-11' }) file!: string;
  @ApiProperty({ example: 53 }) payments!: number;
  @ApiProperty({ description: 'Centimes.', example: '25335100' }) totalCents!: string;
  @ApiProperty({ description: 'SHA-256 du XML.', example: '9f86d081884c7d65' }) digest!: string;
}

export class PreparedRunView extends RunView {
  @ApiProperty({ description: 'Le code qui la libère.', example: '3f0a9c41de' }) code!: string;
  @ApiProperty({ description: 'Elle paie ce qui est dû à ce jour.', example: '2026-10-31' }) dueBy!: string;
  @ApiProperty({ description: 'Centimes, compensés avec ce que des équipes doivent.', example: '0' })
  setOffCents!: string;
  @ApiProperty({ type: [FileView] }) files!: FileView[];
  @ApiProperty({ description: 'Équipes laissées de côté, et pourquoi.', type: [LeftOutView] })
  leftOut!: LeftOutView[];
  @ApiProperty(RUN_WARNINGS) warnings!: string[];
}

class DownloadView {
  @ApiProperty({ type: PersonView }) by!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:20:00.000Z' }) at!: string;
  @ApiProperty({ enum: FILE_FORMATS, example: 'xml' }) format!: FileFormat;
  @ApiProperty({ description: 'SHA-256 de ce qui a été remis.', example: '9f86d081884c7d65' }) digest!: string;
}

export class RunFileView {
  @ApiProperty({ description: 'MsgId et PmtInfId.', example: 'R-2026-11' }) file!: string;
  @ApiProperty({ description: 'SHA-256 du XML ; null pour une ancienne campagne.', nullable: true, type: String })
  digest!: string | null;
  @ApiProperty({ description: 'Qui l’a pris, et quand.', type: [DownloadView] }) downloads!: DownloadView[];
}

/** A payment that a prepared run would release. */
export class PlannedPaymentView {
  @ApiProperty({ example: 'DCP0123456789' }) endToEndId!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ example: 'statement-PEPS-01-2021-Q1@3#1' }) item!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
  @ApiProperty({ type: AccountView }) payee!: AccountView;
}

class PreparedView {
  @ApiProperty({ description: 'Le code qui la libère.', example: '3f0a9c41de' }) code!: string;
  @ApiProperty({ example: '2026-10-31' }) dueBy!: string;
  @ApiProperty({
    description: 'La seule équipe qu’elle paie ; null si elle les paie toutes.',
    type: String,
    nullable: true,
  })
  team!: string | null;
  @ApiProperty({ description: 'Exceptions qu’elle emploie.', type: [String], example: [] }) exceptions!: string[];
  @ApiProperty({ description: 'Centimes, compensés avec ce que des équipes doivent.', example: '0' })
  setOffCents!: string;
  @ApiProperty({ description: 'Ce qui serait libéré maintenant.', type: [PlannedPaymentView] })
  payments!: PlannedPaymentView[];
  @ApiProperty({
    description: 'Ce qui a changé depuis qu’elle est préparée : il faut la préparer de nouveau. null sinon.',
    nullable: true,
    type: String,
  })
  changed!: string | null;
  @ApiProperty({ description: 'Ce qui interdit de la libérer maintenant.', type: [String] }) faults!: string[];
  @ApiProperty(RUN_WARNINGS) warnings!: string[];
}

export class RunWithPaymentsView extends RunView {
  @ApiProperty({ description: 'Compte débité.', type: AccountView }) debtor!: AccountView;
  @ApiProperty({ description: 'Vide tant qu’elle n’est que préparée.', type: [PaymentView] }) payments!: PaymentView[];
  @ApiProperty({ type: [RunFileView] }) files!: RunFileView[];
  @ApiProperty({ description: 'Équipes laissées de côté, et pourquoi.', type: [LeftOutView] }) leftOut!: LeftOutView[];
  @ApiProperty({ description: 'null une fois libérée.', nullable: true, type: PreparedView })
  prepared!: PreparedView | null;
}

export function runView(summary: RunSummary): Readonly<RunView> {
  const { run, envelope, status, by, at, executionDay, totalCents, count } = summary;
  const { released, executed, returned, announced, cancelled } = summary;
  const figures = { totalCents: String(totalCents), count, released, executed, returned, announced, cancelled };
  const overtakenBy = summary.overtakenBy ?? null;
  return {
    run,
    envelope,
    status,
    by: personView(by),
    at,
    executionDay: dayText(executionDay),
    ...figures,
    overtakenBy,
  };
}

export function preparedRunView(prepared: PreparedRunMade): PreparedRunView {
  const { request, summary, setOffCents, files, leftOut } = prepared;
  return {
    ...runView(summary),
    code: runCode(prepared),
    dueBy: dayText(request.dueBy),
    setOffCents: String(setOffCents),
    files: files.map(fileView),
    leftOut: leftOut.map(leftOutView),
    warnings: runWarnings(prepared),
  };
}

/** A prepared run as it would be released now. */
export function preparedWithPayments(run: PreparedRunRead, caller: Identity): RunWithPaymentsView {
  const { debtor, files, leftOut, request, setOffCents, payments, changed, faults, code } = run;
  return {
    ...runView(run),
    debtor: accountView(debtor, caller),
    payments: [],
    files: files.map(({ id, digest }) => ({ file: id, digest, downloads: [] })),
    leftOut: leftOut.map(leftOutView),
    prepared: {
      code,
      dueBy: dayText(request.dueBy),
      team: request.team ?? null,
      exceptions: [...request.exceptions],
      setOffCents: String(setOffCents),
      payments: payments.map((payment) => plannedPaymentView(payment, caller)),
      changed: changed === undefined ? null : runChangeText(changed),
      faults: faults.map(faultText),
      warnings: runWarnings(run),
    },
  };
}

export function plannedPaymentView(planned: PlannedPayment, caller: Identity): PlannedPaymentView {
  const { item, endToEndId, payee, amountCents } = planned;
  const { id, team, period } = item;
  const amount = String(amountCents);
  return { endToEndId, team, period, item: id, amountCents: amount, payee: accountView(payee, caller) };
}

export function runWithPayments(run: RunWithPayments, caller: Identity): RunWithPaymentsView {
  const { debtor, payments, files, leftOut } = run;
  return {
    ...runView(run),
    debtor: accountView(debtor, caller),
    payments: payments.map((payment) => paymentView(payment, caller)),
    files: files.map(releasedFileView),
    leftOut: leftOut.map(leftOutView),
    prepared: null,
  };
}

function fileView({ id, payments, totalCents, digest }: FileFigures): FileView {
  return { file: id, payments, totalCents: String(totalCents), digest };
}

export function releasedFileView({ file, digest, downloads }: ReleasedFile): RunFileView {
  return {
    file,
    digest: digest ?? null,
    downloads: downloads.map(({ by, at, format, digest: of }) => ({ by: personView(by), at, format, digest: of })),
  };
}

export function leftOutView({ team, amountCents, reason, until }: LeftOut): LeftOutView {
  const day = until === null ? null : dayText(until);
  return { team, amountCents: String(amountCents), reason, until: day, detail: obstacleText({ reason, until }) };
}

export const RUN_COLUMNS: Columns<RunView> = {
  run: ({ run }) => run,
  envelope: ({ envelope }) => envelope,
  status: ({ status }) => status,
  by: ({ by }) => by.name,
  at: ({ at }) => at,
  execution_day: dayColumn(({ executionDay }) => executionDay),
  total_cents: ({ totalCents }) => totalCents,
  released: ({ released }) => released,
  executed: ({ executed }) => executed,
  returned: ({ returned }) => returned,
  cancelled: ({ cancelled }) => cancelled,
  count: ({ count }) => count,
  announced: ({ announced }) => announced,
};
