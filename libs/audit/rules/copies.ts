/**
 * Copies of the events of former ledgers in the one ledger. A fault of a copy is reported at its original, so an event is a copy only where a
 * carry-over put it, only if it says what its original says, and only once.
 */
import { type Impossible, type RuleFinding, placed } from '#libs/audit/rules/findings.ts';
import { type CopiedId, CopiedIds, copiedIdsOf } from '#libs/audit/rules/copied-ids.ts';
import { LEDGER, type Payload, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

type CopyCode = 'COPY_OUT_OF_PLACE' | 'CARRIED_OTHERWISE';

interface Copied {
  readonly isCopy: boolean;
  readonly findings: readonly RuleFinding[];
}

/** The beginning of the streams of former ledgers, before the envelope. */
const FORMER = 'ledger-';

const NO_COPY: Copied = { isCopy: false, findings: [] };

export class CopyRules {
  readonly #ids = new CopiedIds();
  /** The events of former ledgers that have no copy yet, by stream and revision. */
  readonly #originals = new Map<string, Original>();
  /** How many events of the ledger are still copies. */
  #left = 0;
  /** Whether the one ledger has begun: no former ledger goes on beside it, unless what it wrote is carried over too. */
  #hasLedger = false;

  /** What the one ledger does not have of former ledgers, once no carry-over is under way: it would pay it again. */
  get unfinished(): readonly Impossible[] {
    return this.#hasLedger && this.#left === 0 ? [...this.#originals.values()].map(({ missing }) => missing) : [];
  }

  take(event: RuleEvent): Copied {
    const { stream, type, data, carriedFrom } = event;
    if (stream.startsWith(FORMER)) return this.#original(event);
    this.#hasLedger ||= stream === LEDGER;
    if (type === 'LedgerCarriedOver') {
      const copies = data.number('events') ?? 0;
      // It has as many copies as there are events without one, and no more.
      if (this.#left > 0 || copies > this.#originals.size) return noCopy('COPY_OUT_OF_PLACE');
      this.#left = copies;
      return this.#ids.carriedOver(event) ? NO_COPY : noCopy('CARRIED_OTHERWISE');
    }
    if (stream !== LEDGER || this.#left === 0) {
      this.#ids.take(event);
      return carriedFrom === undefined ? NO_COPY : noCopy('COPY_OUT_OF_PLACE');
    }
    this.#left--;
    return this.#isSame(event) ? { isCopy: true, findings: [] } : noCopy('CARRIED_OTHERWISE');
  }

  #original(event: RuleEvent): Copied {
    const { stream, revision, data } = event;
    const code = this.#hasLedger ? 'FORMER_LEDGER_GOES_ON' : 'NOT_CARRIED_OVER';
    const missing = placed(event, { code, data: {} });
    this.#ids.take(event);
    this.#originals.set(`${stream}@${revision}`, { stream, money: moneyOf(event), ids: copiedIdsOf(data), missing });
    return NO_COPY;
  }

  #isSame(event: RuleEvent): boolean {
    const { data, carriedFrom } = event;
    if (carriedFrom === undefined) return false;
    const original = this.#originals.get(carriedFrom);
    const isSame =
      original?.money === moneyOf(event) && isOfEnvelope(data, carriedFrom) && this.#hasIdsOf(original, event);
    // A second copy would be paid again.
    if (isSame) this.#originals.delete(carriedFrom);
    return isSame;
  }

  #hasIdsOf({ stream, ids }: Original, { data }: RuleEvent): boolean {
    const own = copiedIdsOf(data).map(({ id, part }) => `${id}${part}`);
    return own.join('\n') === this.#ids.renamed(stream, ids).join('\n');
  }
}

interface Original {
  readonly stream: string;
  readonly money: string;
  readonly ids: readonly CopiedId[];
  /** The finding, if it has no copy. */
  readonly missing: Impossible;
}

function noCopy(code: CopyCode): Copied {
  return { isCopy: false, findings: [{ code, data: {} }] };
}

/** Who moved what, when and on which terms. */
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
