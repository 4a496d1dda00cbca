/** `POST /facts/{kind}`: one fact at a time, for each of the fourteen kinds. */
import { Body, Controller, HttpCode, Inject, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiCreatedResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { receivedCommand } from '#libs/commands/received-command.ts';
import { FACT_FILES, type FactFile, type FactFileName } from '#libs/facts/fact-files.ts';
import { InvalidFact, type RecordedFact } from '#libs/intake/fact-recorder.ts';
import { Allow } from '#apps/api/access/role.ts';
import { FACT_DTOS, type FactDto, fieldsOf, pascal } from '#apps/api/intake/facts/fact.dto.ts';
import { RecordFact } from '#apps/api/intake/facts/record-fact.command.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';

export class WarningView {
  @ApiProperty({ example: 'RPPS_KEY' }) code!: string;
  @ApiProperty({ example: 'le numéro RPPS 10000000018 a une clé fausse.' }) sentence!: string;
}

export class RecordedFactView {
  @ApiProperty({ description: 'Position dans le journal.', example: 178823 }) position!: number;
  @ApiProperty({ description: 'Flux du journal.', example: 'team-PEPS-01' }) stream!: string;
  @ApiProperty({ description: 'Identifiant de l’événement, fait de son contenu.' }) eventId!: string;
  @ApiProperty({ description: 'Ce fait était déjà enregistré.', example: false }) known!: boolean;
  @ApiProperty({ description: 'Enregistré quand même, mais à regarder.', type: [WarningView] })
  warnings!: WarningView[];
}

/** What each kind of fact says, for who reads the contract. */
const SUMMARIES: Readonly<Record<FactFileName, string>> = {
  teams: 'Identité d’une équipe à partir d’un jour : expérimentation, option, périmètre, structure, commune.',
  phases:
    'Phase d’une équipe dans son expérimentation à partir d’un jour ; vide, elle retire une phase saisie par erreur.',
  members: 'Appartenance d’un professionnel à une équipe.',
  patients: 'Naissance, sexe et décès d’un patient, sous pseudonyme.',
  coverage: 'Affection de longue durée (ALD) ou complémentaire santé solidaire (C2S) d’un patient.',
  declarations: 'Déclaration de médecin traitant ; sans numéro RPPS, elle met fin à la précédente.',
  acts: 'Une ligne de soins payée à l’acte, ou l’annulation d’une autre.',
  quality: 'Résultat d’une équipe à un indicateur de qualité, pour une année.',
  thresholds: 'Valeurs intermédiaire et cible d’un indicateur pour une année, en pourcent.',
  communes: 'Taux de pauvreté d’une commune pour une année, en pourcent ; vide : secret ou inconnu.',
  reference_revenue: 'Rémunération ancienne d’une équipe pour un trimestre, à laquelle le forfait est plafonné.',
  credits: 'Crédit d’amorçage d’une équipe, dû un jour ; négatif : repris.',
  spending: 'Toute la dépense de l’assurance pour un patient dans une année.',
  national_spending: 'Dépense nationale moyenne d’une année, par profil.',
};

function problemOf({ faults }: InvalidFact): Problem {
  const errors = faults.map(({ code, column, sentence }) => ({
    path: column === undefined ? '' : `/${column}`,
    code,
    detail: sentence,
  }));
  return new Problem(422, 'invalid-fact', 'le fait n’est pas recevable ; errors dit tout ce qui ne va pas', { errors });
}

function controllerOf(file: FactFile): Type {
  const Dto = FACT_DTOS.get(file.name) as Type<FactDto>;

  @ApiTags('facts')
  @Controller(`facts/${file.name}`)
  class FactController {
    readonly #commands: CommandBus;

    constructor(@Inject(CommandBus) commands: CommandBus) {
      this.#commands = commands;
    }

    @Post()
    @HttpCode(201)
    @Allow('operator', 'service')
    @ApiOperation({ operationId: `record${pascal(file.name)}Fact`, summary: SUMMARIES[file.name] })
    @ApiBody({ type: Dto })
    @ApiCreatedResponse({ type: RecordedFactView })
    async record(@Body() dto: FactDto, @AskedParam() { command, meta, commit }: Asked): Promise<RecordedFact> {
      const fields = fieldsOf(file, dto);
      const received = receivedCommand(command, meta);
      try {
        return await this.#commands.execute(new RecordFact({ kind: file.name, fields, received, commit }));
      } catch (error) {
        throw error instanceof InvalidFact ? problemOf(error) : error;
      }
    }
  }
  // The pipe validates against the type that the metadata names, which is made here and not written.
  Reflect.defineMetadata('design:paramtypes', [Dto, Object], FactController.prototype, 'record');
  Object.defineProperty(FactController, 'name', { value: `${pascal(file.name)}FactController` });
  return FactController;
}

export const FACT_CONTROLLERS: readonly Type[] = FACT_FILES.map(controllerOf);
