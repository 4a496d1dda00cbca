/** The bank's answers over HTTP: their files are stored while they are read, so a large file needs little memory. */
import { type DynamicModule, Module } from '@nestjs/common';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { BankAccountReadsController, BankAccountsController } from './bank-accounts.controller.ts';
import { BANK_FILE_SETTINGS, BankAnswersController, type BankFileSettings } from './bank-answers.controller.ts';

@Module({})
export class BankAnswersModule {
  static of(settings: BankFileSettings): DynamicModule {
    return {
      module: BankAnswersModule,
      imports: [PaymentsModule],
      controllers: [BankAnswersController, BankAccountReadsController, BankAccountsController],
      providers: [{ provide: BANK_FILE_SETTINGS, useValue: settings }],
    };
  }
}
