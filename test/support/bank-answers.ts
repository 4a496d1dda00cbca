/** Answers of the bank about a run of four payments, and the result of reading them, as text. */
import { readFileSync } from 'node:fs';
import { dayText } from '#libs/kernel/day.ts';
import type { BankAnswer } from '#libs/payments/bank/bank-answer.ts';
import { BankAnswerReader } from '#libs/payments/bank/read-bank-answer.ts';
import type { SentRun } from '#libs/payments/bank/sent-runs.ts';

const SAMPLES = new URL('../samples/iso20022/', import.meta.url);

export const DEBTOR = 'FR1420041010050500013M02606';
export const RUN: SentRun = {
  runId: 'RUN-2026-Q2',
  debtor: DEBTOR,
  payments: [
    { endToEndId: 'PAY-1', amountCents: 760_053n, status: 'RELEASED', isDebited: false },
    { endToEndId: 'PAY-2', amountCents: 4_000n, status: 'RELEASED', isDebited: false },
    { endToEndId: 'PAY-3', amountCents: 10_000n, status: 'RELEASED', isDebited: false },
    { endToEndId: 'PAY-4', amountCents: 6_000n, status: 'RELEASED', isDebited: false },
  ],
};

export function sample(name: string): string {
  return readFileSync(new URL(name, SAMPLES), 'utf8');
}

/** The result of reading a file in chunks of a size. */
export function read(
  file: string | Uint8Array,
  runs: readonly SentRun[] = [RUN],
  chunkBytes = Number.POSITIVE_INFINITY,
): BankAnswer {
  const reader = new BankAnswerReader(runs);
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.write(bytes.subarray(at, at + chunkBytes));
  return reader.end();
}

/** `PAY-1 EXECUTED ACSC 2026-07-02 760053 - -`: payment, outcome, status, day, cents, reason, detail. */
export function settled({ settled: entries }: BankAnswer): string[] {
  return entries.map(({ endToEndId, outcome, status, day, amountCents, reason, detail }) =>
    [endToEndId, outcome, status, dayText(day), amountCents, reason ?? '-', detail ?? '-'].join(' '),
  );
}

/** `PAY-1 ACSP -`: payment, status, reason. */
export function waiting({ waiting: payments }: BankAnswer): string[] {
  return payments.map(({ endToEndId, status, reason }) => [endToEndId, status, reason ?? '-'].join(' '));
}

export function remarks(answer: BankAnswer): string[] {
  return answer.remarks.map(({ code }) => code);
}

export function contradictions(answer: BankAnswer): string[] {
  return answer.contradictions.map(({ code }) => code);
}

/** Throws RangeError if the text has no such part. */
export function changed(text: string, from: string | RegExp, to: string): string {
  const other = text.replace(from, to);
  if (other === text) throw new RangeError(`nothing to change: ${String(from)}`);
  return other;
}
