/**
 * Copies of the events of former ledgers in the one ledger. A fault of a copy is reported at its original, so an event is a copy only where a
 * carry-over put it, only if it says what its original says, and only once.
 */
import type { Impossible, RuleFinding } from '#libs/audit/rules/findings.ts';
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
  /** Whether the one ledger has begun: no former ledger goes on beside it, unless what it wrote is carried over too. */
  #hasLedger = false;
  /** Events of former ledgers after the one ledger began, which it does not have, by stream and revision. */
  readonly #beside = new Map<string, Impossible>();

  get unfinished(): readonly Impossible[] {
    return [...this.#beside.values()];
  }

  take(event: RuleEvent): Copied {
    const { stream, revision, type, data, carriedFrom } = event;
    if (stream.startsWith(FORMER)) return this.#original(event);
    this.#hasLedger ||= stream === LEDGER;
    if (type === 'LedgerCarriedOver') {
      const copies = data.number('events') ?? 0;
      // A later one has as many copies as were written beside the ledger, and no more.
      if (this.#left > 0 || (revision > 0 && copies > this.#beside.size)) return noCopy('COPY_OUT_OF_PLACE');
      this.#left = copies;
      return NO_COPY;
    }
    if (stream !== LEDGER || this.#left === 0) return carriedFrom === undefined ? NO_COPY : noCopy('COPY_OUT_OF_PLACE');
    this.#left--;
    return this.#isSame(event) ? { isCopy: true, findings: [] } : noCopy('CARRIED_OTHERWISE');
  }

  #original(event: RuleEvent): Copied {
    const { position, stream, revision, type } = event;
    const original = `${stream}@${revision}`;
    this.#originals.set(original, moneyOf(event));
    if (this.#hasLedger)
      this.#beside.set(original, { position, stream, type, finding: { code: 'FORMER_LEDGER_GOES_ON', data: {} } });
    return NO_COPY;
  }

  #isSame(event: RuleEvent): boolean {
    const { data, carriedFrom } = event;
    if (carriedFrom === undefined) return false;
    const isSame = this.#originals.get(carriedFrom) === moneyOf(event) && isOfEnvelope(data, carriedFrom);
    // A second copy would be paid again.
    if (isSame) this.#originals.delete(carriedFrom);
    if (isSame) this.#beside.delete(carriedFrom);
    return isSame;
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
