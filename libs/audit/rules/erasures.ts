/**
 * Erased patients: what a patient counts by after an erasure is the kept part in his own stream. It follows only from an erasure that a second
 * person confirmed; otherwise it could give him amounts that his facts do not.
 */
import type { Impossible } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

/** The beginning of the text of an event whose stream names a patient by a reference, and its type. */
const OF_REFERENCE = '"patient-~';
const TYPE = 'PatientErased';

export class ErasureRules {
  /** Streams of confirmed erasures. */
  readonly #confirmed = new Set<string>();
  /** References of the patients and keys that they erase: a person may have several ids. */
  readonly #erased = new Set<string>();
  /** The kept parts, in the order of the log. */
  readonly #kept: { readonly position: number; readonly stream: string }[] = [];

  take({ stream, type, data }: RuleEvent): void {
    if (type === 'ErasureConfirmed') this.#confirmed.add(stream);
    if (type === 'ErasureBegun' && this.#confirmed.has(stream))
      for (const reference of [data.text('reference'), ...data.list('references')]) this.#erased.add(reference);
  }

  /** Takes an event of another category. */
  takeOther({ position, text }: { readonly position: number; readonly text: string }): void {
    if (!text.startsWith(OF_REFERENCE) || !text.includes(`\n${TYPE}\n`)) return;
    this.#kept.push({ position, stream: JSON.parse(text.slice(0, text.indexOf('\n'))) as string });
  }

  /** The kept parts of patients whom no confirmed erasure names; it begins in the commit of its kept parts. */
  get unfinished(): readonly Impossible[] {
    return this.#kept
      .filter(({ stream }) => !this.#erased.has(stream.slice(OF_REFERENCE.length - 1)))
      .map((kept) => ({ ...kept, type: TYPE, finding: { code: 'ERASED_UNCONFIRMED', data: {} } }));
  }
}
