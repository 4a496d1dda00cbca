/** Answers of the bank. */
import { Module } from '@nestjs/common';
import { TakeBankAnswerHandler } from '#apps/api/payments/bank-answers/bank-answers.command.ts';
import { BankAnswersController } from '#apps/api/payments/bank-answers/bank-answers.controller.ts';

@Module({ controllers: [BankAnswersController], providers: [TakeBankAnswerHandler] })
export class BankAnswersModule {}
