/** `POST /facts/{kind}`: one fact at a time, for each of the fourteen kinds. */
import { Body, Controller, HttpCode, Inject, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiCreatedResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { receivedCommand } from '#libs/commands/received-command.ts';
import { type AnyFactKind, FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { InvalidFact, type RecordedFact } from '#libs/intake/fact-recorder.ts';
import { Allow } from '#apps/api/access/role.ts';
import { FACT_DTOS, type FactDto, fieldsOf, pascal } from '#apps/api/intake/facts/fact.dto.ts';
import { RecordFact } from '#apps/api/intake/facts/record-fact.command.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
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

function viewOf({ warnings, ...recorded }: RecordedFact): RecordedFactView {
  const said = warnings.map((warning) => ({ code: warning.code, sentence: INTAKE_WORDS.ofWarning(warning) }));
  return { ...recorded, warnings: said };
}

function problemOf({ faults }: InvalidFact): Problem {
  const errors = faults.map((fault) => ({
    path: fault.at === undefined ? '' : `/${fault.at.column}`,
    code: fault.code,
    detail: INTAKE_WORDS.ofFault(fault),
  }));
  return new Problem(422, 'invalid-fact', 'le fait n’est pas recevable ; errors dit tout ce qui ne va pas', { errors });
}

function controllerOf(file: AnyFactKind): Type {
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
    @ApiOperation({ operationId: `record${pascal(file.name)}Fact`, summary: file.summary })
    @ApiBody({ type: Dto })
    @ApiCreatedResponse({ type: RecordedFactView })
    async record(@Body() dto: FactDto, @AskedParam() { command, meta, commit }: Asked): Promise<RecordedFactView> {
      const fields = fieldsOf(file, dto);
      const received = receivedCommand(command, meta);
      try {
        return viewOf(await this.#commands.execute(new RecordFact({ kind: file.name, fields, received, commit })));
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

export const FACT_CONTROLLERS: readonly Type[] = FACT_KINDS.map(controllerOf);
