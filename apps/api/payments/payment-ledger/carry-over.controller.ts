/** `/payment-ledger/carry-over`: carries former ledgers, one per envelope, over to the one payment ledger. */
import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CarryOverLedger } from '#libs/payments/ledger/commands/carry-over-ledger.ts';
import { UndoPosting } from '#libs/payments/ledger/commands/undo-posting.ts';
import { ReadCarryOver } from '#libs/payments/ledger/queries/read-carry-over.ts';
import { Allow, RecentLogin, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { ConfirmationDto, Confirmed, confirmationCode } from '#apps/api/http/confirmation.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { UndoDto } from '#apps/api/payments/payment-ledger/carry-over.dto.ts';
import { CarryOverView, carryOverView } from '#apps/api/payments/payment-ledger/carry-over.view.ts';

@ApiTags('ledgers')
@Controller('payment-ledger/carry-over')
export class CarryOverController {
  readonly #queries: QueryBus;
  readonly #commands: Commands;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(Commands) commands: Commands) {
    this.#queries = queries;
    this.#commands = commands;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'readCarryOver',
    summary: 'Ce que la reprise des livres d’avant, un par enveloppe, fait ou a fait.',
  })
  @ApiOkResponse({ type: CarryOverView })
  async read(@Query() _: AfterQuery): Promise<CarryOverView> {
    const found = await this.#queries.execute(new ReadCarryOver());
    if (found === undefined)
      throw new Problem(404, 'not-found', 'il n’y a rien à reprendre : le livre des paiements est un seul livre');
    return carryOverView(found);
  }

  @Post('undo')
  @Allow('operator')
  @Commanded(
    'undoPosting',
    'Propose de défaire une écriture portée deux fois ; une autre personne le confirme.',
    DoneView,
  )
  async undo(@Body() { decision, reason }: UndoDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, (author) => new UndoPosting(decision, reason, author)));
  }

  @Post('confirm')
  @Allow('operator')
  @RecentLogin()
  @Confirmed('confirmCarryOver', 'Reprend les livres d’avant dans le livre des paiements.', { result: DoneView })
  async confirm(@Body() dto: ConfirmationDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    const code = confirmationCode(asked, dto);
    return doneView(await this.#commands.run(asked, (author) => new CarryOverLedger(code, author)));
  }
}
