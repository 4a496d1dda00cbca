/**
 * `node one-bank-file.ts FILE PAYMENTS`: reads a file of the bank as answer to that many payments, and prints the seconds and the numbers
 * of entries by outcome.
 */
import { createReadStream } from 'node:fs';
import { readBankAnswer } from '#libs/payments/bank/read-bank-answer.ts';
import { ACCOUNT, amountOf, endToEndIdOf } from './bank-files.ts';
import { timed } from './measure.ts';

const [file = '', count = '0'] = process.argv.slice(2);
const payments = Array.from({ length: Number(count) }, (_, i) => ({
  endToEndId: endToEndIdOf(i),
  amountCents: amountOf(i),
  status: 'RELEASED' as const,
  isDebited: false,
}));
let read = '';
const seconds = await timed(async () => {
  const answer = await readBankAnswer(createReadStream(file), [{ runId: 'RUN', debtor: ACCOUNT, payments }]);
  read = `${answer.settled.length} ${answer.remarks.length}`;
});
process.stdout.write(`${seconds.toFixed(3)} ${read}`);
