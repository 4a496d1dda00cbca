/**
 * No more is decided for an envelope than two people ever agreed on for it, with an exception if they gave one. The rule that commands
 * check is narrower, as it knows the terms of the day: what passes this bound no command could have posted.
 */
import type { Impossible } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

interface Envelope {
  chargesCents: bigint;
  /** The largest amount of its confirmed terms. */
  agreedCents: bigint;
  /** The largest amount by which an exception lets it be passed. */
  ceilingCents: bigint;
}

/** What a command charged an envelope, with its last event: within a command, what is taken back may follow what becomes due. */
interface Charged extends Omit<Impossible, 'finding'> {
  readonly cents: bigint;
}

const CHARGES = 'charges:';

export class EnvelopeRules {
  readonly #envelopes = new Map<string, Envelope>();
  /** By exception: the envelope that it lets be passed, and by how much. */
  readonly #proposed = new Map<string, { readonly envelope: string; readonly cents: bigint }>();
  /** By envelope, of the command with this key. */
  readonly #charged = new Map<string, Charged>();
  #key = '';

  /** What the last command passed. */
  get unfinished(): readonly Impossible[] {
    return [...this.#charged].flatMap(([envelope, { cents, ...place }]): readonly Impossible[] => {
      const { chargesCents, agreedCents, ceilingCents } = this.#envelope(envelope);
      const mostCents = agreedCents + ceilingCents;
      if (cents <= 0n || chargesCents <= mostCents) return [];
      return [{ ...place, finding: { code: 'CHARGED_BEYOND_ENVELOPE', data: { envelope, chargesCents, mostCents } } }];
    });
  }

  /** What the command before passed, once another one begins. */
  take(event: RuleEvent, isCopy: boolean): readonly Impossible[] {
    if (event.stream !== LEDGER) return [];
    const passed = event.key === this.#key ? [] : this.unfinished;
    if (event.key !== this.#key) this.#charged.clear();
    this.#key = event.key;
    this.#agree(event);
    this.#charge(event, isCopy);
    return passed;
  }

  #agree({ type, data }: RuleEvent): void {
    const [exception, terms] = [data.text('exception'), data.inside('terms')];
    const cents = terms.cents('amountCents');
    if (type === 'EnvelopeConfirmed') {
      const envelope = this.#envelope(data.text('envelope'));
      if (cents > envelope.agreedCents) envelope.agreedCents = cents;
    }
    if (type === 'ExceptionProposed' && terms.text('kind') === 'EXCEED_ENVELOPE')
      this.#proposed.set(exception, { envelope: terms.text('envelope'), cents });
    const given = type === 'ExceptionConfirmed' ? this.#proposed.get(exception) : undefined;
    if (given === undefined) return;
    const envelope = this.#envelope(given.envelope);
    if (given.cents > envelope.ceilingCents) envelope.ceilingCents = given.cents;
  }

  #charge(event: RuleEvent, isCopy: boolean): void {
    const cents = chargedBy(event);
    if (cents === 0n) return;
    const { position, stream, type, data } = event;
    const name = data.text('envelope');
    this.#envelope(name).chargesCents += cents;
    // A former ledger is held to the rules of its time.
    if (isCopy) return;
    const before = this.#charged.get(name)?.cents ?? 0n;
    this.#charged.set(name, { position, stream, type, cents: before + cents });
  }

  #envelope(name: string): Envelope {
    const found = this.#envelopes.get(name) ?? { chargesCents: 0n, agreedCents: 0n, ceilingCents: 0n };
    this.#envelopes.set(name, found);
    return found;
  }
}

/** Negative if the envelope is relieved. */
function chargedBy({ data }: RuleEvent): bigint {
  const cents = data.cents('amountCents');
  if (data.text('debit').startsWith(CHARGES)) return cents;
  return data.text('credit').startsWith(CHARGES) ? -cents : 0n;
}
