/** Accounts paid to and from: commands. */
import { Module } from '@nestjs/common';
import { ChangeAccountHandler } from '#apps/api/accounts/account.commands.ts';
import { DebtorsController, PayeesController } from '#apps/api/accounts/accounts.controller.ts';

@Module({ controllers: [PayeesController, DebtorsController], providers: [ChangeAccountHandler] })
export class AccountsModule {}
