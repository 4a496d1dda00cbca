/** The accounts of teams (`/payees`), which are paid, and of envelopes (`/debtors`), which pay. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InvalidAccount, checkedAccount } from '#libs/payments/accounts/accounts.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { Allow } from '#apps/api/access/role.ts';
import { ChangeAccount } from '#apps/api/payments/accounts/account.commands.ts';
import { AccountDto } from '#apps/api/payments/accounts/account.dto.ts';
import { Commanded, Commands, DoneView, NoBody } from '#apps/api/http/commands.ts';
import { EnvelopeParams, TeamParams } from '#apps/api/http/fields.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** Throws Problem with every fault. */
function accountOf(dto: AccountDto): BankAccount {
  try {
    return checkedAccount(dto);
  } catch (error) {
    if (!(error instanceof InvalidAccount)) throw error;
    const errors = error.faults.map(({ field, sentence }) => ({
      path: `/${field}`,
      code: field.toUpperCase(),
      detail: sentence,
    }));
    throw new Problem(422, 'refused', 'le compte n’est pas recevable ; errors dit tout ce qui ne va pas', { errors });
  }
}

@ApiTags('accounts')
@Controller('payees')
export class PayeesController {
  readonly #commands: Commands;

  constructor(@Inject(Commands) commands: Commands) {
    this.#commands = commands;
  }

  @Post(':team/propose')
  @Allow('accountant')
  @Commanded('proposePayee', 'Propose le compte d’une équipe ; une autre personne le confirme.', DoneView)
  async propose(@Param() { team }: TeamParams, @Body() dto: AccountDto, @AskedParam() asked: Asked): Promise<DoneView> {
    const account = accountOf(dto);
    return this.#commands.run(asked, (claimed) => new ChangeAccount({ kind: 'payee', holder: team, account }, claimed));
  }

  @Post(':team/confirm')
  @Allow('accountant')
  @Commanded('confirmPayee', 'Confirme le compte proposé d’une équipe : une seconde personne.', DoneView)
  confirm(@Param() { team }: TeamParams, @NoBody() _: undefined, @AskedParam() asked: Asked): Promise<DoneView> {
    return this.#commands.run(asked, (claimed) => new ChangeAccount({ kind: 'payee', holder: team }, claimed));
  }
}

@ApiTags('accounts')
@Controller('debtors')
export class DebtorsController {
  readonly #commands: Commands;

  constructor(@Inject(Commands) commands: Commands) {
    this.#commands = commands;
  }

  @Post(':envelope/propose')
  @Allow('accountant')
  @Commanded('proposeDebtor', 'Propose le compte débité d’une enveloppe ; une autre personne le confirme.', DoneView)
  async propose(
    @Param() { envelope }: EnvelopeParams,
    @Body() dto: AccountDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    const change = { kind: 'debtor', holder: envelope, account: accountOf(dto) } as const;
    return this.#commands.run(asked, (claimed) => new ChangeAccount(change, claimed));
  }

  @Post(':envelope/confirm')
  @Allow('accountant')
  @Commanded('confirmDebtor', 'Confirme le compte débité proposé : une seconde personne.', DoneView)
  confirm(
    @Param() { envelope }: EnvelopeParams,
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    return this.#commands.run(asked, (claimed) => new ChangeAccount({ kind: 'debtor', holder: envelope }, claimed));
  }
}
