/**
 * Removes patients' ids and social security numbers from the texts of a bank file, which repeat what senders of transfers wrote: the log
 * keeps these texts in clear for ever. Nothing is refused, because the bank has booked it. The ids of entries and movements are derived
 * before the removal, so that a repeated file has the same ids.
 */
import { withoutIds } from '#libs/commands/without-ids.ts';
import { withoutSocialSecurityNumbers } from '#libs/kernel/social-security-number.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { BankAnswer } from '#libs/payments/bank/bank-answer.ts';

interface Words {
  readonly reason: string | undefined;
  readonly detail: string | undefined;
}

export async function withoutPatients(log: Pick<EventStore, 'keys'>, answer: BankAnswer): Promise<BankAnswer> {
  const { settled, ofCopies, waiting, unmatched, matchedParts, statements } = answer;
  const texts = [
    ...[...settled, ...ofCopies, ...waiting, ...unmatched, ...matchedParts].flatMap(({ reason, detail }) => [
      reason,
      detail,
    ]),
    ...statements.flatMap(({ reference, movements }) => [reference, ...movements.map(({ text }) => text)]),
  ];
  const without = await withoutIds(
    log,
    texts.filter((text) => text !== undefined),
  );
  const nameless = (text: string): string => withoutSocialSecurityNumbers(without.get(text) ?? text);
  const words = <T extends Words>(one: T): T => ({
    ...one,
    reason: one.reason && nameless(one.reason),
    detail: one.detail && nameless(one.detail),
  });
  return {
    ...answer,
    settled: settled.map(words),
    ofCopies: ofCopies.map(words),
    waiting: waiting.map(words),
    unmatched: unmatched.map(words),
    matchedParts: matchedParts.map(words),
    statements: statements.map(({ reference, movements, ...of }) => ({
      ...of,
      reference: nameless(reference),
      movements: movements.map(({ text, ...movement }) => ({ ...movement, text: nameless(text) })),
    })),
  };
}
