/**
 * The ids in the copies of former ledgers: those of the original, but for one that another ledger had before, which the carry-over names.
 * A copy that named another amount would leave the first due, and it would be paid again.
 */
import type { Payload, RuleEvent } from '#libs/audit/rules/rule-event.ts';

type Kind = 'decision' | 'run' | 'payment' | 'exception';

/** The fields that hold an id; an item and a debt begin with the id of their decision. */
const FIELDS: readonly (readonly [field: string, kind: Kind])[] = [
  ['decision', 'decision'],
  ['because', 'decision'],
  ['item', 'decision'],
  ['recovery', 'decision'],
  ['run', 'run'],
  ['id', 'run'],
  ['exception', 'exception'],
  ['endToEndId', 'payment'],
];

/** The events that give an id first. */
const MAKERS: ReadonlyMap<string, readonly [field: string, kind: Kind]> = new Map([
  ['DecisionPosted', ['decision', 'decision']],
  ['PaymentRunMade', ['id', 'run']],
  ['PaymentRunReleased', ['run', 'run']],
  ['ExceptionProposed', ['exception', 'exception']],
  ['PaymentReleased', ['endToEndId', 'payment']],
]);

export class CopiedIds {
  /** The streams that gave an id, by kind and id. */
  readonly #givenBy = new Map<string, Set<string>>();
  /** What an id of a former ledger became, by kind, stream and id. */
  readonly #renamed = new Map<string, string>();

  /** An event of a former ledger, or of the one ledger that is no copy. */
  take({ stream, type, data }: RuleEvent): void {
    const [field, kind] = MAKERS.get(type) ?? [];
    if (field === undefined) return;
    const key = `${kind}\n${data.text(field)}`;
    const streams = this.#givenBy.get(key) ?? new Set();
    this.#givenBy.set(key, streams.add(stream));
  }

  /** Whether each id that a carry-over renames was given by another ledger too. */
  carriedOver({ data }: RuleEvent): boolean {
    return data.each('apart').every((apart) => {
      const [kind, id, stream] = [apart.text('kind'), apart.text('id'), `ledger-${apart.text('envelope')}`];
      this.#renamed.set(`${kind}\n${stream}\n${id}`, apart.text('as'));
      return [...(this.#givenBy.get(`${kind}\n${id}`) ?? [])].some((other) => other !== stream);
    });
  }

  /** The ids of an event of a former ledger, as its copy has them. */
  renamed(stream: string, ids: readonly CopiedId[]): readonly string[] {
    return ids.map(({ kind, id, part }) => `${this.#renamed.get(`${kind}\n${stream}\n${id}`) ?? id}${part}`);
  }
}

export interface CopiedId {
  readonly kind: Kind;
  readonly id: string;
  /** Of an item or a debt: `#` and its number; empty for another id. */
  readonly part: string;
}

export function copiedIdsOf(data: Payload): readonly CopiedId[] {
  const own = FIELDS.filter(([field]) => data.has(field)).map(([field, kind]) => idOf(data.text(field), kind, field));
  return [...own, ...data.list('payments').map((id) => idOf(id, 'payment', 'payments'))];
}

function idOf(text: string, kind: Kind, field: string): CopiedId {
  const at = field === 'item' || field === 'recovery' ? text.lastIndexOf('#') : -1;
  return at < 0 ? { kind, id: text, part: '' } : { kind, id: text.slice(0, at), part: text.slice(at) };
}
