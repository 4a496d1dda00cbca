/** The end of an experiment: a period after the end of its text may only be decided under an exception that two people gave before. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

const DECIDING = ['StatementSubmitted', 'StatementApproved', 'RegularisationSubmitted', 'RegularisationApproved'];

/** How the payload of a calculation names this flag. */
const ENDED = '"SCHEME_ENDED"';

export class EndRules {
  /** Streams, as JSON, of the statements whose last calculation is after the end of its text. */
  readonly #ended = new Set<string>();
  /** The period that an exception is proposed for, by its name. */
  readonly #proposed = new Map<string, string>();
  /** Periods that may be decided. */
  readonly #permitted = new Set<string>();

  /** Takes the text of an event that is no decision; of a calculation, only the flag is read. */
  calculated(text: string): void {
    if (text.startsWith('"statement-')) this.#note(text.slice(0, text.indexOf('\n')), text);
  }

  take({ stream, type, data }: RuleEvent): readonly RuleFinding[] {
    const [team, period] = [data.text('team'), data.text('period')];
    const terms = data.inside('terms');
    if (type === 'ExceptionProposed' && terms.text('kind') === 'AFTER_END')
      this.#proposed.set(data.text('exception'), periodKey(terms.text('team'), terms.text('period')));
    const proposed = this.#proposed.get(data.text('exception'));
    if (type === 'ExceptionConfirmed' && proposed !== undefined) this.#permitted.add(proposed);
    if (type === 'RegularisationDrafted' && data.has('calculation'))
      this.#note(JSON.stringify(stream), data.json('calculation'));
    const isRefused =
      DECIDING.includes(type) &&
      this.#ended.has(JSON.stringify(stream)) &&
      !this.#permitted.has(periodKey(team, period));
    return isRefused ? [{ code: 'DECIDED_WITHOUT_EXCEPTION', data: { team, period } }] : [];
  }

  #note(stream: string, calculation: string): void {
    if (calculation.includes(ENDED)) this.#ended.add(stream);
    else this.#ended.delete(stream);
  }
}

function periodKey(team: string, period: string): string {
  return `${team}\n${period}`;
}
