/**
 * Copies of the events of former ledgers at the beginning of the one ledger. A fault of a copy is reported at its original, so an event is a
 * copy only where the carry-over put it, and only if it says what its original says.
 */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type Payload, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

type CopyCode = 'FORMER_LEDGER_GOES_ON' | 'COPY_OUT_OF_PLACE' | 'CARRIED_OTHERWISE';

interface Copied {
  readonly isCopy: boolean;
  readonly findings: readonly RuleFinding[];
}

/** The beginning of the streams of former ledgers, before the envelope. */
const FORMER = 'ledger-';

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
    if (stream.startsWith(FORMER)) {
      this.#originals.set(`${stream}@${revision}`, moneyOf(event));
      return this.#hasLedger ? noCopy('FORMER_LEDGER_GOES_ON') : NO_COPY;
    }
    this.#hasLedger ||= stream === LEDGER;
    if (type === 'LedgerCarriedOver') {
      if (revision > 0) return noCopy('COPY_OUT_OF_PLACE');
      this.#left = data.number('events') ?? 0;
      return NO_COPY;
    }
    if (stream !== LEDGER || this.#left === 0) return carriedFrom === undefined ? NO_COPY : noCopy('COPY_OUT_OF_PLACE');
    this.#left--;
    return this.#isSame(event) ? { isCopy: true, findings: [] } : noCopy('CARRIED_OTHERWISE');
  }

  #isSame(event: RuleEvent): boolean {
    const { data, carriedFrom } = event;
    if (carriedFrom === undefined) return false;
    return this.#originals.get(carriedFrom) === moneyOf(event) && isOfEnvelope(data, carriedFrom);
  }
}

function noCopy(code: CopyCode): Copied {
  return { isCopy: false, findings: [{ code, data: {} }] };
}

/** Who moved what, when and on which terms. Ids may be others in the copy. */
function moneyOf({ type, by, data }: RuleEvent): string {
  const terms = data.inside('terms');
  const agreed = [terms.text('amountCents') || data.text('ceiling'), terms.json('schemes')];
  const of = ['team', 'period', 'dueOn', 'debit', 'credit', 'amountCents'].map((field) => data.text(field));
  return JSON.stringify([type, by?.name, data.inside('payee').text('iban'), ...of, ...agreed]);
}

/** The envelope of a former event is the name of its stream. */
function isOfEnvelope(data: Payload, carriedFrom: string): boolean {
  const envelope = data.text('envelope') || data.inside('terms').text('envelope');
  return envelope === '' || carriedFrom.slice(0, carriedFrom.lastIndexOf('@')) === `${FORMER}${envelope}`;
}
