/**
 * Copies of the events of former ledgers at the beginning of the one ledger. A fault of a copy is reported at its original, so an event is a
 * copy only where the carry-over put it, and only if it says what its original says.
 */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
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
  /** Whether the one ledger has begun: no former ledger goes on beside it. */
  #hasLedger = false;

  take(event: RuleEvent): Copied {
    const { stream, revision, type, data, carriedFrom } = event;
    if (stream.startsWith('ledger-')) {
      this.#originals.set(`${stream}@${revision}`, moneyOf(event));
      return this.#hasLedger ? { isCopy: false, findings: [{ code: 'FORMER_LEDGER_GOES_ON', data: {} }] } : NO_COPY;
    }
    this.#hasLedger ||= stream === LEDGER;
    if (stream === LEDGER && revision === 0 && type === 'LedgerCarriedOver') this.#left = data.number('events') ?? 0;
    else if (stream === LEDGER && this.#left > 0) {
      this.#left--;
      const isSame = carriedFrom !== undefined && this.#originals.get(carriedFrom) === moneyOf(event);
      return { isCopy: isSame, findings: isSame ? [] : [{ code: 'CARRIED_OTHERWISE', data: {} }] };
    } else if (carriedFrom !== undefined) return { isCopy: false, findings: [{ code: 'COPY_OUT_OF_PLACE', data: {} }] };
    return NO_COPY;
  }
}

/** Ids may be others in the copy. */
function moneyOf({ type, data }: RuleEvent): string {
  const account = data.inside('payee').text('iban');
  return [type, data.text('debit'), data.text('credit'), data.text('amountCents'), account].join('\n');
}
