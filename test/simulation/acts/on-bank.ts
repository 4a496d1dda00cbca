/** Sends the file of a run to the bank, takes what the bank says of it, and what people say for the bank. */
import { Readable } from 'node:stream';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { ProposeChange } from '#libs/payments/ledger/commands/propose-change.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { DownloadPaymentFile } from '#libs/payments/runs/commands/download-payment-file.ts';
import { RecordBankAnswer } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { type Acting, DONE, IDLE } from '#test/simulation/acts/act.ts';
import type { Act } from '#test/simulation/story.ts';
import type { Result } from '#test/simulation/world.ts';

type BankAct = Extract<Act, { readonly act: 'send' | 'bank-says' | 'type-answer' }>;

export async function onBank(asked: BankAct, { process, world, author }: Acting): Promise<Result> {
  if (asked.act === 'type-answer') return type(asked, { process, world, author });
  const { run } = asked;
  const today = dayOfInstant(author.meta.at);
  if (asked.act === 'send') {
    const { text } = await process.download.execute(new DownloadPaymentFile({ run, format: 'xml' }, author));
    world.bank.take(text, asked.fates, today);
    return DONE;
  }
  const { filesGiven } = world;
  // The same command again has the same file.
  const said = filesGiven.get(author.meta.key) ?? world.bank.says(run, asked.message, today);
  if (said === undefined) return IDLE;
  filesGiven.set(author.meta.key, said);
  const file = Readable.from([new TextEncoder().encode(said)]);
  await process.answer.execute(new RecordBankAnswer(file, author));
  return DONE;
}

async function type(
  { answer, run, nth, outcome }: Extract<Act, { readonly act: 'type-answer' }>,
  { process, world, author }: Acting,
): Promise<Result> {
  const ledger = await ledgerOf(process.log);
  const payment = ledger.payments.get(ledger.runs.get(run)?.payments[nth] ?? '');
  if (payment === undefined) return IDLE;
  const { endToEndId, amountCents } = payment;
  // Two people who lie together are no concern of the bank.
  if (outcome !== 'EXECUTED') world.bank.doubt(run);
  const day = dayOfInstant(author.meta.at);
  const entries = [{ endToEndId, outcome, day, amountCents, reason: null }];
  await process.proposeChange.execute(new ProposeChange({ kind: 'ANSWER', answer, entries, reason: 'relevé' }, author));
  return DONE;
}
