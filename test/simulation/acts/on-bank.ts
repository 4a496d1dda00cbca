/** Sends the file of a run to the bank, and takes what the bank says of it. */
import { Readable } from 'node:stream';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { DownloadPaymentFile } from '#libs/payments/runs/commands/download-payment-file.ts';
import { RecordBankAnswer } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { type Acting, DONE, IDLE } from '#test/simulation/acts/act.ts';
import type { Act } from '#test/simulation/story.ts';
import type { Result } from '#test/simulation/world.ts';

type BankAct = Extract<Act, { readonly act: 'send' | 'bank-says' }>;

export async function onBank(asked: BankAct, { process, world, author }: Acting): Promise<Result> {
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
