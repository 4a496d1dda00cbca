/**
 * Copies of the events of former ledgers in the one ledger. A fault of a copy is reported at its original, so an event is a copy only where a
 * carry-over put it, only if it says what its original says, and only once.
 */
import type { Impossible, RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

interface Copied {
  readonly isCopy: boolean;
  readonly findings: readonly RuleFinding[];
}

const NO_COPY: Copied = { isCopy: false, findings: [] };

export class CopyRules {
  /** The money of the events of former ledgers, by stream and revision. */
  readonly #originals = new Map<string, string>();
  /** How many events of the ledger are still copies. */
  #left = 0;
  /** Whether the one ledger has begun: no former ledger goes on beside it, unless what it wrote is carried over too. */
  #hasLedger = false;
  /** Events of former ledgers after the one ledger began, which it does not have, by stream and revision. */
  readonly #beside = new Map<string, Impossible>();

  get unfinished(): readonly Impossible[] {
    return [...this.#beside.values()];
  }

  take(event: RuleEvent): Copied {
    const { stream, type, data, carriedFrom } = event;
    if (stream.startsWith('ledger-')) return this.#original(event);
    this.#hasLedger ||= stream === LEDGER;
    if (stream === LEDGER && this.#left > 0) return this.#copy(event);
    if (stream === LEDGER && type === 'LedgerCarriedOver') this.#left = data.number('events') ?? 0;
    else if (carriedFrom !== undefined) return { isCopy: false, findings: [{ code: 'COPY_OUT_OF_PLACE', data: {} }] };
    return NO_COPY;
  }

  #original(event: RuleEvent): Copied {
    const { position, stream, revision, type } = event;
    const original = `${stream}@${revision}`;
    this.#originals.set(original, moneyOf(event));
    if (this.#hasLedger)
      this.#beside.set(original, { position, stream, type, finding: { code: 'FORMER_LEDGER_GOES_ON', data: {} } });
    return NO_COPY;
  }

  #copy(event: RuleEvent): Copied {
    const { carriedFrom } = event;
    this.#left--;
    if (carriedFrom === undefined || this.#originals.get(carriedFrom) !== moneyOf(event))
      return { isCopy: false, findings: [{ code: 'CARRIED_OTHERWISE', data: {} }] };
    this.#beside.delete(carriedFrom);
    // A second copy would be paid again.
    this.#originals.delete(carriedFrom);
    return { isCopy: true, findings: [] };
  }
}

/** Ids may be others in the copy. */
function moneyOf({ type, data }: RuleEvent): string {
  const account = data.inside('payee').text('iban');
  return [type, data.text('debit'), data.text('credit'), data.text('amountCents'), account].join('\n');
}
