/** Runs a command that came over HTTP: claims its key, then sends it through the command bus. */
import {
  type ExecutionContext,
  HttpCode,
  Inject,
  Injectable,
  type Type,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { receive, receivedCommand, wasReceived } from '#libs/commands/received-command.ts';
import type { CommandRequest } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

@Injectable()
export class Commands {
  readonly #bus: CommandBus;
  readonly #stores: Stores;

  constructor(@Inject(CommandBus) bus: CommandBus, @Inject(Stores) stores: Stores) {
    this.#bus = bus;
    this.#stores = stores;
  }

  /** Throws KEY_REUSED if the key came with another command, KEY_NAMES_PATIENT. */
  async claim({ command, meta, commit }: CommandRequest): Promise<void> {
    await receive(this.#stores.log, receivedCommand(this.#stores.log, command, meta), commit);
  }

  /** Whether the key came with the same command before. Throws KEY_REUSED if it came with another one. */
  async isKnown({ command, meta }: CommandRequest): Promise<boolean> {
    return wasReceived(this.#stores.log, receivedCommand(this.#stores.log, command, meta));
  }

  /** Throws KEY_REUSED if the key came with another command, and the errors of the command. */
  async run<Result>(asked: CommandRequest, make: (author: Author) => Command<Result>): Promise<Result> {
    await this.claim(asked);
    return this.#bus.execute(make({ meta: asked.meta, commit: asked.commit }));
  }
}

/** For a command without a body: rejects any content. */
export const NoBody = createParamDecorator((_: unknown, context: ExecutionContext): undefined => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  const names = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [];
  if (body == null || (typeof body === 'object' && !Array.isArray(body) && names.length === 0)) return undefined;
  const detail = 'cette commande ne prend pas de corps ; ôtez-le';
  throw new Problem(400, 'invalid-shape', detail, {
    errors: names.map((name) => ({
      path: `/${name.slice(0, 64)}`,
      code: 'SHAPE',
      detail: `le champ ${name.slice(0, 64)} n’est pas prévu ; ôtez-le`,
    })),
  });
});

/** The result of a command: the same for each request with its key. */
export class DoneView {
  @ApiProperty({
    description: 'Événements enregistrés par cette commande.',
    example: ['EnvelopeProposed'],
    type: [String],
  })
  events!: readonly string[];

  @ApiProperty({
    description: 'Position du dernier, à donner à une lecture (after) ; null si rien ne change.',
    example: 178830,
    nullable: true,
    type: Number,
  })
  position!: number | null;
}

export function doneView(made: CommandResult | undefined): DoneView {
  return { events: made?.types ?? [], position: made?.position ?? null };
}

/** Describes a synchronous command in the contract. */
export function Commanded(operationId: string, summary: string, result: Type): MethodDecorator {
  return applyDecorators(HttpCode(200), ApiOperation({ operationId, summary }), ApiOkResponse({ type: result }));
}
