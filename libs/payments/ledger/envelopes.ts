/** The envelopes and their ledgers: which funds a scheme, what is posted to it, and the accounts paid from and to. */
import { Conflict, handle, load } from '#libs/commands/command-stream.ts';
import { type CommandMeta, DecisionRefused, UnknownSubject } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Ledger } from '#libs/payments/ledger/ledger.ts';
import {
  type DecisionToPost,
  type LedgerCommand,
  ledger,
  ledgerStream,
} from '#libs/payments/ledger/ledger-commands.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

const RETRIES = 5;

/** Every envelope there is, by name. */
export async function envelopes(log: EventStore): Promise<readonly Ledger[]> {
  const names = new Set<string>();
  for await (const batch of log.read({ after: 0, categories: ['ledger'] }))
    for (const { stream } of batch) names.add(stream.slice('ledger-'.length));
  const all: Ledger[] = [];
  for (const name of names) all.push(await envelope(log, name));
  return all;
}

export async function envelope(log: EventStore, name: string): Promise<Ledger> {
  return (await load(log, ledgerStream(name), ledger(name))).state;
}

/** The envelope that funds a scheme. Throws DecisionRefused where none does. */
export async function envelopeFor(log: EventStore, scheme: string | undefined): Promise<string> {
  const found = (await envelopes(log)).find(({ terms }) => terms?.schemes.includes(scheme ?? '') ?? false);
  if (found === undefined)
    throw new DecisionRefused(
      `aucune enveloppe ne finance ${scheme ?? 'cette équipe'} ; proposez-en une, qu'une seconde personne confirme`,
    );
  return found.envelope;
}

/** A command of a person on a ledger. Throws DecisionRefused, KeyReused and Conflict. */
export async function onLedger(
  log: EventStore,
  name: string,
  command: LedgerCommand,
  meta: CommandMeta,
  commit: Commit,
  asked?: object,
): Promise<void> {
  await handle(log, ledgerStream(name), ledger(name), command, meta, commit, asked);
}

/** Throws UnknownSubject where one of the schemes is none of the regulation. */
export function refuseUnknownSchemes(schemes: readonly string[], { schemes: known }: Regulation): void {
  const unknown = schemes.find((scheme) => !known.has(scheme));
  if (unknown !== undefined)
    throw new UnknownSubject(`« ${unknown} » n'est pas une expérimentation ; ce sont ${[...known.keys()].join(', ')}`);
}

/** Two envelopes never fund one scheme. */
export async function proposeTerms(
  log: EventStore,
  name: string,
  terms: { amountCents: bigint; schemes: readonly string[] },
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const other = (await envelopes(log)).find(
    (funding) => funding.envelope !== name && funding.terms?.schemes.some((scheme) => terms.schemes.includes(scheme)),
  );
  if (other !== undefined)
    throw new DecisionRefused(
      `l'enveloppe ${other.envelope} finance déjà ${other.terms?.schemes.join(', ') ?? ''} ; une expérimentation n'a qu'une enveloppe`,
    );
  await onLedger(log, name, { type: 'proposeTerms', by: meta.by, terms }, meta, commit);
}

export async function postDecision(
  log: EventStore,
  scheme: string | undefined,
  decision: DecisionToPost,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const name = await envelopeFor(log, scheme);
  if ((await envelope(log, name)).posted.has(decision.decision)) return;
  await retried(log, name, { type: 'postDecision', decision }, { ...meta, key: `post ${decision.decision}` }, commit);
}

export async function cancelPosting(
  log: EventStore,
  { scheme }: { scheme: string | undefined },
  decision: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const name = await envelopeFor(log, scheme);
  await retried(log, name, { type: 'cancelDecision', decision }, { ...meta, key: `cancel ${decision}` }, commit);
}

/** What the rules decide again from the new state, where another command came in between. */
async function retried(
  log: EventStore,
  name: string,
  command: LedgerCommand,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await onLedger(log, name, command, meta, commit, { type: command.type, key: meta.key });
      return;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === RETRIES) throw error;
    }
  }
}
