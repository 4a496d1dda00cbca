/** Sends the file of a run to the bank, takes the bank's answers, and the answers that people type. */
import { Readable } from 'node:stream';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { isExpired } from '#libs/commands/proposal.ts';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type AnnouncedEntry, announcedEntries } from '#libs/payments/ledger/announced-returns.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import { ConfirmChange } from '#libs/payments/ledger/commands/confirm-change.ts';
import { RefuseChange } from '#libs/payments/ledger/commands/refuse-change.ts';
import { TypeAnswer } from '#libs/payments/ledger/commands/type-answer.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { DownloadPaymentFile } from '#libs/payments/runs/commands/download-payment-file.ts';
import { RecordBankAnswer } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { type Acting, DONE, IDLE, type ActedOn, type Result } from '#test/simulation/acts/acting.ts';
import type { Act } from '#test/simulation/story.ts';
import { identityOf } from '#test/simulation/cast.ts';

type BankAct = Extract<Act, { readonly act: 'send' | 'bank-says' | 'type-answer' | 'decide-returns' }>;

export async function onBank(asked: BankAct, { process, world, author }: Acting): Promise<Result> {
  if (asked.act === 'type-answer') return type(asked, { process, world, author });
  if (asked.act === 'decide-returns') return decideReturns(asked, { process, world, author });
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
  // A person who did not release it lies, so the bank's message may be wrong.
  if (asked.message === 'FORGED_STATUS' && !(await released(process.log, run, author))) world.bank.doubt(run);
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
  // The bank does not answer for two people who lie together.
  if (outcome !== 'EXECUTED') world.bank.doubt(run);
  const day = dayOfInstant(author.meta.at);
  const entries = [{ endToEndId, outcome, day, amountCents, reason: null }];
  await process.typeAnswer.execute(new TypeAnswer({ answer, entries, reason: 'relevé' }, author));
  return DONE;
}

async function released(log: EventStore, run: string, { meta: { by } }: Author): Promise<boolean> {
  const found = (await ledgerOf(log)).runs.get(run);
  return found !== undefined && identityOf(found.by) === identityOf(by);
}

/** Each proposal is a separate command. */
async function decideReturns(
  { run, isComplicit }: Extract<Act, { readonly act: 'decide-returns' }>,
  acting: Acting,
): Promise<Result> {
  const { process, world, author } = acting;
  const ledger = await ledgerOf(process.log);
  const today = dayOfInstant(author.meta.at);
  const waiting = [...ledger.proposals.values()].filter((proposal) => !isExpired(proposal, today));
  const ours = waiting.filter((proposal) =>
    announcedEntries(proposal).some(({ endToEndId }) => ledger.payments.get(endToEndId)?.run === run),
  );
  for (const proposal of ours) {
    const isTrue = announcedEntries(proposal).every((entry) => isSo(world, run, entry));
    const step = { meta: { ...author.meta, key: `${author.meta.key} ${proposal.id}` }, commit: author.commit };
    if (!isTrue && !isComplicit) await process.refuseChange.execute(new RefuseChange(proposal.id, 'relevé', step));
    else {
      // The bank does not answer for two people who lie together.
      if (!isTrue) world.bank.doubt(run);
      const code = codeOfProposal(await ledgerOf(process.log), proposal);
      await process.confirmChange.execute(new ConfirmChange(proposal.id, code, step));
    }
  }
  return ours.length === 0 ? IDLE : DONE;
}

/** Whether the bank did it, or whether it is the credit of a second debit. */
function isSo({ bank }: ActedOn, run: string, { endToEndId, outcome, bank: { of } }: AnnouncedEntry): boolean {
  const fate = bank.files.get(run)?.payments.find((payment) => payment.endToEndId === endToEndId)?.fate;
  return fate === outcome || of === 'COPY';
}
