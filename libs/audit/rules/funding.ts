/**
 * A decision is posted to the envelope that funds its scheme, as two people agreed for the day of its approval; a regularisation, to that of
 * its statement.
 */
import type { DecisionRules } from '#libs/audit/rules/decisions.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

/** From a day on, YYYY-MM-DD; empty: from the beginning. */
interface Terms {
  readonly from: string;
  readonly schemes: readonly string[];
}

interface PostedTo {
  readonly decision: string;
  readonly envelope: string;
}

/** The scheme of a calculation, before everything in it that may be called so. */
const SCHEME = /"scheme":"([^"\\]*)"/;

export class FundingRules {
  readonly #decisions: DecisionRules;
  /** By envelope, in the order of their first days. */
  readonly #terms = new Map<string, readonly Terms[]>();
  /** The schemes for which a statement was calculated, by its stream. */
  readonly #schemes = new Map<string, ReadonlySet<string>>();
  /** The decisions of a statement, in the order of the ledger, by its team and period. */
  readonly #posted = new Map<string, readonly PostedTo[]>();

  constructor(decisions: DecisionRules) {
    this.#decisions = decisions;
  }

  /** Takes the text of an event that is no decision. */
  calculated(text: string): void {
    if (!text.startsWith('"statement-')) return;
    const [, scheme] = SCHEME.exec(text) ?? [];
    const stream = text.slice(1, text.indexOf('\n') - 1);
    const known = this.#schemes.get(stream);
    if (scheme !== undefined && known?.has(scheme) !== true)
      this.#schemes.set(stream, new Set([...(known ?? []), scheme]));
  }

  /** Former ledgers are held to the rules of their time. */
  take({ stream, type, data }: RuleEvent, isCopy: boolean): readonly RuleFinding[] {
    if (stream !== LEDGER) return [];
    if (type === 'EnvelopeConfirmed') this.#agree(data.text('envelope'), data.inside('terms'));
    if (type !== 'DecisionPosted') return [];
    const [decision, envelope] = [data.text('decision'), data.text('envelope')];
    const statement = `${data.text('team')}\n${data.text('period')}`;
    const before = this.#posted.get(statement) ?? [];
    this.#posted.set(statement, [...before, { decision, envelope }]);
    const expected = isCopy ? undefined : this.#expected(decision, before);
    if (expected === undefined || expected.includes(envelope)) return [];
    return [{ code: 'POSTED_TO_OTHER_ENVELOPE', data: { decision, envelope, expected } }];
  }

  #agree(envelope: string, terms: RuleEvent['data']): void {
    const added = { from: terms.text('from'), schemes: terms.list('schemes') };
    const others = (this.#terms.get(envelope) ?? []).filter(({ from }) => from !== added.from);
    this.#terms.set(
      envelope,
      [...others, added].sort((a, b) => (a.from < b.from ? -1 : 1)),
    );
  }

  /** Undefined if the log does not say: a decision that is reported as unknown, or a statement that was never calculated. */
  #expected(decision: string, before: readonly PostedTo[]): readonly string[] | undefined {
    const decided = this.#decisions.decided(decision);
    const schemes = this.#schemes.get(decision.slice(0, decision.lastIndexOf('@')));
    if (decided === undefined || schemes === undefined) return undefined;
    const standing = before.find((one) => !this.#isTakenBack(one.decision));
    if (decided.number !== 0 && standing !== undefined) return [standing.envelope];
    return [...this.#terms].flatMap(([envelope, terms]) => {
      const inForce = terms.findLast(({ from }) => from <= decided.approvedOn);
      return inForce?.schemes.some((scheme) => schemes.has(scheme)) === true ? [envelope] : [];
    });
  }

  #isTakenBack(decision: string): boolean {
    return this.#decisions.isCancelled(decision) || this.#decisions.isUndone(decision);
  }
}
