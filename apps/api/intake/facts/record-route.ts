/** `POST /facts/{kind}`: the common part of the routes that record one fact. */
import { HttpCode, Inject, Injectable, Post, type Type, applyDecorators } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import { receivedCommand } from '#libs/commands/received-command.ts';
import type { FactEvent, FactKindOf } from '#libs/facts/fact-kind.ts';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { InvalidFact } from '#libs/intake/refusals.ts';
import { Allow } from '#apps/api/access/role.ts';
import type { Asked } from '#apps/api/http/idempotency.ts';
import { type FactRow, fieldsOf } from '#apps/api/intake/facts/fact-row.ts';
import { RecordFact } from '#apps/api/intake/facts/record-fact.command.ts';
import { RecordedFactView, invalidFactProblem, recordedFactView } from '#apps/api/intake/facts/recorded-fact.view.ts';

/** The path of a kind under `/facts`. */
export function RecordsFact<E extends FactEvent>(
  { name, summary }: FactKindOf<FactName, E>,
  row: Type<FactRow<E>>,
): MethodDecorator {
  return applyDecorators(
    Post(name),
    HttpCode(201),
    Allow('operator', 'service'),
    ApiOperation({ operationId: `record${row.name}`, summary }),
    ApiBody({ type: row }),
    ApiCreatedResponse({ type: RecordedFactView }),
  );
}

/** Records the rows of these routes. */
@Injectable()
export class FactIntake {
  readonly #commands: CommandBus;

  constructor(@Inject(CommandBus) commands: CommandBus) {
    this.#commands = commands;
  }

  /** Throws Problem if an import would not record the fact. */
  async record<E extends FactEvent>(
    kind: FactKindOf<FactName, E>,
    row: FactRow<E>,
    { command, meta, commit }: Asked,
  ): Promise<RecordedFactView> {
    const received = receivedCommand(command, meta);
    const fact = { kind: kind.name, fields: fieldsOf(kind, row), received, commit };
    try {
      return recordedFactView(await this.#commands.execute(new RecordFact(fact)));
    } catch (error) {
      throw error instanceof InvalidFact ? invalidFactProblem(error) : error;
    }
  }
}
