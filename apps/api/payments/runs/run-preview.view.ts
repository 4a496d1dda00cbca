/** The effect of a run, in an answer. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional } from 'class-validator';
import { dayText } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import type { RunPreview } from '#libs/payments/runs/queries/preview-payment-run.ts';
import { faultText, runWarnings } from '#libs/words/payments.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { IsName, IsTeam } from '#apps/api/http/fields.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { IsDay } from '#apps/api/http/parameters.ts';
import { AccountView, accountView } from '#apps/api/payments/accounts/account.views.ts';
import { MAX_EXCEPTIONS } from '#apps/api/payments/runs/run.dto.ts';
import {
  LeftOutView,
  PlannedPaymentView,
  RUN_WARNINGS,
  leftOutView,
  plannedPaymentView,
} from '#apps/api/payments/runs/run.views.ts';

export class RunPreviewQuery extends AfterQuery {
  @ApiPropertyOptional({ description: 'Ce qui est dû à ce jour ; aujourd’hui s’il manque.', example: '2026-01-31' })
  @IsOptional()
  @IsDay()
  dueBy?: string;

  // No example: the day must not be past, so no example stays valid.
  @ApiPropertyOptional({ description: 'Jour d’exécution ; le prochain où les banques travaillent s’il manque.' })
  @IsOptional()
  @IsDay()
  executionDay?: string;

  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({
    description: 'Exceptions confirmées qui serviraient, séparées par des virgules.',
    example: 'avance-2026-03',
    type: String,
  })
  @IsOptional()
  // One value: a repeated parameter is refused.
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : false))
  @IsArray({ message: 'exception est une suite de noms, séparés par des virgules' })
  @ArrayMaxSize(MAX_EXCEPTIONS, { message: `exception en nomme plus de ${MAX_EXCEPTIONS}` })
  @IsName({ each: true })
  exception?: string[];
}

class PlannedSetOffView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ description: 'Échéance.', example: 'statement-PEPS-01-2021-Q1@3#1' }) item!: string;
  @ApiProperty({ description: 'Période de l’échéance.', example: '2021-Q1' }) period!: string;
  @ApiProperty({ description: 'Dette.', example: 'statement-PEPS-01-2020-Q4@5#1' }) recovery!: string;
  @ApiProperty({ description: 'Période de la dette.', example: '2020-Q4' }) debtPeriod!: string;
  @ApiProperty({ description: 'Enveloppe à qui elle est due.', example: 'FIR-2026' }) debtEnvelope!: string;
  @ApiProperty({ description: 'Centimes.', example: '1855' }) amountCents!: string;
}

export class RunPreviewView {
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ example: '2026-01-31' }) dueBy!: string;
  @ApiProperty({ example: '2026-02-02' }) executionDay!: string;
  @ApiProperty({ description: 'Compte débité.', type: AccountView }) debtor!: AccountView;
  @ApiProperty({ description: 'Nombre de paiements.', example: 53 }) count!: number;
  @ApiProperty({ description: 'Ce qui serait payé, en centimes.', example: '25335100' }) totalCents!: string;
  @ApiProperty({ description: 'Ce qui serait compensé avec des dettes, en centimes.', example: '0' })
  setOffCents!: string;
  @ApiProperty({ description: 'Ce qui serait laissé de côté, en centimes.', example: '0' }) leftOutCents!: string;
  @ApiProperty({ type: [PlannedPaymentView] }) payments!: PlannedPaymentView[];
  @ApiProperty({ type: [PlannedSetOffView] }) setOffs!: PlannedSetOffView[];
  @ApiProperty({ description: 'Équipes laissées de côté, et pourquoi.', type: [LeftOutView] }) leftOut!: LeftOutView[];
  @ApiProperty({ description: 'Ce qui interdirait de la libérer maintenant.', type: [String] }) faults!: string[];
  @ApiProperty(RUN_WARNINGS) warnings!: string[];
}

export function runPreviewView(
  request: Omit<RunRequest, 'run'>,
  preview: RunPreview,
  caller: Identity,
): RunPreviewView {
  const { debtor, payments, setOffs, leftOut, totalCents, setOffCents, faults } = preview;
  return {
    envelope: request.envelope,
    dueBy: dayText(request.dueBy),
    executionDay: dayText(request.executionDay),
    debtor: accountView(debtor, caller),
    count: payments.length,
    totalCents: String(totalCents),
    setOffCents: String(setOffCents),
    leftOutCents: String(sumCentsOf(leftOut, ({ amountCents }) => amountCents)),
    payments: payments.map((payment) => plannedPaymentView(payment, caller)),
    setOffs: setOffs.map(({ item, debt, amountCents }) => ({
      team: item.team,
      item: item.id,
      period: item.period,
      recovery: debt.id,
      debtPeriod: debt.period,
      debtEnvelope: debt.envelope,
      amountCents: String(amountCents),
    })),
    leftOut: leftOut.map(leftOutView),
    faults: faults.map(faultText),
    warnings: runWarnings(preview),
  };
}
