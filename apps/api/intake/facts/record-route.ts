/** `POST /facts/{kind}`: the common part of the routes that record one fact. */
import { HttpCode, Inject, Injectable, Post, type Type, applyDecorators } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import { requireNamelessKey } from '#libs/commands/nameless.ts';
import { receivedCommand } from '#libs/commands/received-command.ts';
import type { FactEvent, FactKindOf } from '#libs/facts/fact-kind.ts';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { InvalidFact } from '#libs/intake/refusals.ts';
import { Allow } from '#apps/api/access/role.ts';
import type { CommandRequest } from '#apps/api/http/idempotency.ts';
import { type FactRow, factFields } from '#apps/api/intake/facts/fact-row.ts';
import { RecordFact } from '#libs/intake/commands/record-fact.ts';
import { RecordedFactView, invalidFactProblem, recordedFactView } from '#apps/api/intake/facts/recorded-fact.view.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

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
  readonly #stores: Stores;

  constructor(@Inject(CommandBus) commands: CommandBus, @Inject(Stores) stores: Stores) {
    this.#commands = commands;
    this.#stores = stores;
  }

  /** Throws Problem if an import would not record the fact, and KEY_NAMES_PATIENT. */
  async record<E extends FactEvent>(
    kind: FactKindOf<FactName, E>,
    row: FactRow<E>,
    { command, meta, commit }: CommandRequest,
  ): Promise<RecordedFactView> {
    const { log } = this.#stores;
    const fields = factFields(kind, row);
    // The log may have no fact of this patient yet.
    const patients = fields.filter((_, at) => kind.columns[at]?.kind === 'patient');
    await requireNamelessKey(log, meta.key, patients);
    const fact = { kind: kind.name, fields, received: receivedCommand(log, command, meta), commit };
    try {
      return recordedFactView(await this.#commands.execute(new RecordFact(fact)));
    } catch (error) {
      throw error instanceof InvalidFact ? invalidFactProblem(error) : error;
    }
  }
}
