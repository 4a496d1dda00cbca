/** The requests for jobs. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsObject, IsOptional, Matches } from 'class-validator';
import type { JsonObject } from '#libs/regulation/values.ts';
import { IsName, IsTeam } from '#apps/api/http/fields.ts';
import { PageQuery } from '#apps/api/http/listing.ts';
import { IsDay, IsQuarter } from '#apps/api/http/parameters.ts';
import { JOB_ORDERS, type JobOrder } from '#libs/jobs/job/job-list.ts';
import type { ListedStatus } from '#libs/jobs/queries/find-jobs.ts';
import { JOB_STATES } from '#apps/api/jobs/job.view.ts';
import { JOB_KINDS, type JobKind } from '#libs/runtime/jobs.ts';

export class CalculationDto {
  @ApiProperty({ description: 'Premier trimestre ; les années IPEP où ils sont en font partie.', example: '2023-Q1' })
  @IsQuarter()
  from!: string;

  @ApiProperty({ description: 'Dernier trimestre.', example: '2023-Q2' })
  @IsQuarter()
  to!: string;

  @ApiPropertyOptional({
    description: 'Jour de connaissance ; le jour de la demande s’il manque.',
    example: '2023-08-31',
  })
  @IsOptional()
  @IsDay()
  knownOn?: string;

  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;
}

export class ReplayDto extends CalculationDto {
  @ApiPropertyOptional({ description: 'Une version publiée ; celle en vigueur si elle manque.', example: '2026-12' })
  @IsOptional()
  @IsName()
  regulation?: string;

  @ApiPropertyOptional({
    description: 'Paramètres remplacés, du nom à la valeur.',
    example: { presence: 'DAYS' },
    type: Object,
  })
  @IsOptional()
  @IsObject({ message: 'parameters est un objet, du nom du paramètre à sa valeur' })
  parameters?: JsonObject;

  @ApiPropertyOptional({ description: 'Le garde sous un nom, pour le comparer à un autre.', example: 'avant-2027' })
  @IsOptional()
  @IsName()
  save?: string;
}

export class SimulationDto extends CalculationDto {
  @ApiProperty({ description: 'La garde sous un nom, en place de l’ancienne.', example: 'presence-au-jour' })
  @IsName()
  simulation!: string;

  @ApiPropertyOptional({
    description: 'Paramètres remplacés, du nom à la valeur, à toute date et dans chaque expérimentation qui les a.',
    example: { presence: 'DAYS' },
    type: Object,
  })
  @IsOptional()
  @IsObject({ message: 'parameters est un objet, du nom du paramètre à sa valeur' })
  parameters?: JsonObject;

  @ApiPropertyOptional({
    description:
      'Remplacements, dans leur ordre : chacun nomme un paramètre (parameter) et sa valeur (value), et s’il le faut l’expérimentation (scheme), le premier jour (from) et le dernier (until). Le reste garde ses valeurs publiées.',
    example: [{ scheme: 'PEPS', parameter: 'cap_rate', from: '2024-01-01', value: '11/10' }],
    type: [Object],
  })
  @IsOptional()
  @IsObject({ each: true, message: 'overrides est une liste d’objets' })
  @ArrayMaxSize(200, { message: 'overrides a au plus 200 remplacements' })
  overrides?: JsonObject[];

  @ApiPropertyOptional({
    description:
      'De 1 à 10 scénarios : chacun a un nom (name), et parameters ou overrides, après ceux d’à côté. Ils sont calculés ensemble, et gardés comme SIMULATION.NOM : [{"name": "plafond", "overrides": […]}, {"name": "jours", "parameters": {"presence": "DAYS"}}].',
    type: [Object],
  })
  @IsOptional()
  @IsObject({ each: true, message: 'scenarios est une liste d’objets' })
  @ArrayMaxSize(10, { message: 'scenarios a au plus 10 scénarios' })
  scenarios?: JsonObject[];
}

export class JobParams {
  @ApiProperty({ example: '576a3aee5275670b8c6b2f28' })
  @Matches(/^[0-9a-f]{24}$/, { message: 'id n’est pas un numéro de travail ; reprenez celui de Location' })
  id!: string;
}

export class ProjectionParams {
  @ApiProperty({ example: 'dossiers' })
  @IsName()
  name!: string;
}

export class JobsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Lequel vient d’abord : le dernier demandé (newest, ce qui vaut si rien n’est dit) ou le premier.',
    enum: JOB_ORDERS,
    example: 'newest',
  })
  @IsOptional()
  @IsIn(JOB_ORDERS, { message: 'order vaut newest ou oldest' })
  order?: JobOrder;

  @ApiPropertyOptional({ enum: JOB_STATES, example: 'SUCCEEDED' })
  @IsOptional()
  @IsIn(JOB_STATES, { message: `state vient de ${JOB_STATES.join(', ')}` })
  state?: ListedStatus;

  @ApiPropertyOptional({ enum: JOB_KINDS, example: 'calculate' })
  @IsOptional()
  @IsIn(JOB_KINDS, { message: `kind vient de ${JOB_KINDS.join(', ')}` })
  kind?: JobKind;
}
