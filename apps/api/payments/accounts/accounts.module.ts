/** Accounts paid to and from: commands. */
import { Module } from '@nestjs/common';
import { ChangeAccountHandler } from '#apps/api/payments/accounts/account.commands.ts';
import { DebtorsController, PayeesController } from '#apps/api/payments/accounts/accounts.controller.ts';

@Module({ controllers: [PayeesController, DebtorsController], providers: [ChangeAccountHandler] })
export class AccountsModule {}
