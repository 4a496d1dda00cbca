/** Commands on the accounts of teams (`/payees`), which are paid, and of envelopes (`/debtors`), which pay. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConfirmAccount } from '#libs/payments/accounts/commands/confirm-account.ts';
import { ProposeAccount } from '#libs/payments/accounts/commands/propose-account.ts';
import { RefuseAccount } from '#libs/payments/accounts/commands/refuse-account.ts';
import { WithdrawAccount } from '#libs/payments/accounts/commands/withdraw-account.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import { checkAccount } from '#libs/payments/accounts/check-account.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { Allow, RecentLogin } from '#apps/api/access/role.ts';
import { AccountDto, PayeeParams, verificationOf } from '#apps/api/payments/accounts/account.dto.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import {
  ConfirmationDto,
  Confirmed,
  EndingDto,
  Ends,
  RefusingDto,
  confirmationCode,
  endingCode,
} from '#apps/api/http/confirmation.ts';
import { EnvelopeParams } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

/** Checks an account before the key is claimed. Throws Problem with every fault. */
function askedAccountOf(dto: AccountDto): ProposeAccount['asked'] {
  return { account: accountOf(dto), verification: verificationOf(dto) };
}

function accountOf(dto: AccountDto): BankAccount {
  const checked = checkAccount(dto);
  if (checked.ok) return checked.account;
  const errors = checked.faults.map(({ field, fault }) => ({
    path: `/${field}`,
    code: field.toUpperCase(),
    detail: sentenceOf(fault),
  }));
  throw new Problem(422, 'refused', 'le compte n’est pas recevable ; errors dit tout ce qui ne va pas', { errors });
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
  async propose(
    @Param() { team }: PayeeParams,
    @Body() dto: AccountDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const [key, account] = [payee(team), askedAccountOf(dto)];
    return doneView(await this.#commands.run(asked, (author) => new ProposeAccount(key, account, author)));
  }

  @Post(':team/confirm')
  @Allow('accountant')
  @RecentLogin()
  @Confirmed('confirmPayee', 'Confirme le compte proposé d’une équipe, tel qu’il a été lu : une seconde personne.', {
    result: DoneView,
  })
  async confirm(
    @Param() { team }: PayeeParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const [key, code] = [payee(team), confirmationCode(asked, dto)];
    return doneView(await this.#commands.run(asked, (author) => new ConfirmAccount(key, code, author)));
  }

  @Post(':team/refuse')
  @Allow('accountant')
  @Ends('refusePayee', 'Refuse le compte proposé d’une équipe : une seconde personne, avec un motif.', RefusingDto)
  async refuse(
    @Param() { team }: PayeeParams,
    @Body() { reason, ...read }: RefusingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new RefuseAccount(payee(team), reason, author, code)));
  }

  @Post(':team/withdraw')
  @Allow('accountant')
  @Ends('withdrawPayee', 'Retire le compte proposé d’une équipe : qui l’a proposé.')
  async withdraw(
    @Param() { team }: PayeeParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new WithdrawAccount(payee(team), author, code)));
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
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const [key, account] = [debtor(envelope), askedAccountOf(dto)];
    return doneView(await this.#commands.run(asked, (author) => new ProposeAccount(key, account, author)));
  }

  @Post(':envelope/confirm')
  @Allow('accountant')
  @RecentLogin()
  @Confirmed('confirmDebtor', 'Confirme le compte débité proposé, tel qu’il a été lu : une seconde personne.', {
    result: DoneView,
  })
  async confirm(
    @Param() { envelope }: EnvelopeParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const [key, code] = [debtor(envelope), confirmationCode(asked, dto)];
    return doneView(await this.#commands.run(asked, (author) => new ConfirmAccount(key, code, author)));
  }

  @Post(':envelope/refuse')
  @Allow('accountant')
  @Ends('refuseDebtor', 'Refuse le compte débité proposé : une seconde personne, avec un motif.', RefusingDto)
  async refuse(
    @Param() { envelope }: EnvelopeParams,
    @Body() { reason, ...read }: RefusingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(
      await this.#commands.run(asked, (author) => new RefuseAccount(debtor(envelope), reason, author, code)),
    );
  }

  @Post(':envelope/withdraw')
  @Allow('accountant')
  @Ends('withdrawDebtor', 'Retire le compte débité proposé : qui l’a proposé.')
  async withdraw(
    @Param() { envelope }: EnvelopeParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new WithdrawAccount(debtor(envelope), author, code)));
  }
}

function payee(team: string): AccountKey {
  return { side: 'payee', holder: team };
}

function debtor(envelope: string): AccountKey {
  return { side: 'debtor', holder: envelope };
}
