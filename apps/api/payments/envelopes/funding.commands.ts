/** Commands on the ledger of an envelope: its terms, exceptions to them, repayments demanded. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ledgerStream, onLedger, proposeTerms } from '#libs/payments/ledger/envelopes.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import type { Author } from '#libs/commands/author.ts';
import { type DoneView, doneIn } from '#apps/api/http/commands.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export type EnvelopeChange =
  | { readonly type: 'proposeTerms'; readonly terms: EnvelopeTerms }
  | { readonly type: 'confirmTerms' }
  | { readonly type: 'proposeException'; readonly id: string; readonly amountCents: bigint; readonly reason: string }
  | { readonly type: 'confirmException'; readonly id: string }
  | { readonly type: 'demandRepayment'; readonly team: string };

export class ChangeEnvelope extends Command<DoneView> {
  readonly envelope: string;
  readonly change: EnvelopeChange;
  readonly claimed: Author;

  constructor(envelope: string, change: EnvelopeChange, claimed: Author) {
    super();
    this.envelope = envelope;
    this.change = change;
    this.claimed = claimed;
  }
}

@CommandHandler(ChangeEnvelope)
export class ChangeEnvelopeHandler implements ICommandHandler<ChangeEnvelope> {
  readonly #log: EventStore;

  constructor(@Inject(Stores) { log }: Stores) {
    this.#log = log;
  }

  async execute({ envelope, change, claimed }: ChangeEnvelope): Promise<DoneView> {
    const { meta, commit } = claimed;
    if (change.type === 'proposeTerms') await proposeTerms(this.#log, envelope, change.terms, meta, commit);
    else await onLedger(this.#log, envelope, { ...change, by: meta.by }, meta, commit);
    return doneIn(this.#log, ledgerStream(envelope), claimed);
  }
}
