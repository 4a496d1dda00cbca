/** The simulated world: one log, two processes of the product over it, the facts, and the bank. */
import type { Author } from '#libs/commands/author.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ClockWentBack } from '#libs/event-store/recording-time.ts';
import { actOf } from '#test/simulation/acts/act.ts';
import type { ActedOn, Result } from '#test/simulation/acts/acting.ts';
import { Bank } from '#test/simulation/bank/bank.ts';
import { personOf } from '#test/simulation/cast.ts';
import { Facts } from '#test/simulation/facts.ts';
import { type OpenLog, openLog } from '#test/simulation/log/open-log.ts';
import { Crashed, type Lens, type StepSettings, Writes } from '#test/simulation/log/process-log.ts';
import { Process } from '#test/simulation/process.ts';
import type { Step } from '#test/simulation/story.ts';
import { inTurns } from '#test/simulation/turns.ts';

export class World implements ActedOn {
  readonly facts = new Facts();
  readonly bank = new Bank();
  readonly codesGiven = new Map<string, string | undefined>();
  readonly filesGiven = new Map<string, string>();
  readonly codesSeen = new Map<string, string>();
  readonly writes = new Writes();
  readonly #log: OpenLog;
  readonly #lens: Lens;
  readonly #processes: [Process, Process];
  #now = '';

  constructor(lens: Lens = {}) {
    this.#lens = lens;
    this.#log = openLog(() => this.#now);
    this.#processes = [this.#process(), this.#process()];
  }

  get log(): EventStore {
    return this.#log.store;
  }

  get path(): string {
    return this.#log.path;
  }

  /** One result, or two if two processes acted at the same time. Throws errors that no step may have. */
  async take(step: Step): Promise<readonly Result[]> {
    const { fate, process } = step;
    this.#now = step.at;
    switch (fate.kind) {
      case 'lives':
        return [await this.#do(step, process, {})];
      case 'crashes':
        return [await this.#do(step, process, { crash: fate })];
      case 'beside':
        return inTurns(
          (wait) => this.#do(step, process, { wait }),
          (wait) => this.#do(fate.other, process === 0 ? 1 : 0, { wait }),
          fate.turns,
        );
    }
  }

  close(): Promise<void> {
    return this.#log.store.close();
  }

  async #do(step: Step, process: 0 | 1, settings: StepSettings): Promise<Result> {
    const doing = this.#processes[process];
    doing.log.begin(settings);
    try {
      return await actOf(step.act, { process: doing, world: this, author: authorOf(step) });
    } catch (error) {
      if (error instanceof DomainError) return { outcome: 'refused', codes: [error.code] };
      if (error instanceof ClockWentBack) return { outcome: 'refused', codes: [error.code] };
      if (!(error instanceof Crashed)) throw error;
      this.#processes[process] = this.#process();
      return { outcome: 'crashed' };
    } finally {
      doing.log.begin({});
    }
  }

  #process(): Process {
    return new Process(this.#log.store, { lens: this.#lens, writes: this.writes }, (pinned) =>
      pinned.map((one) => this.facts.now(one)),
    );
  }
}

function authorOf({ who, key, at }: Step): Author {
  const by = personOf(who);
  return {
    meta: { by, key, at },
    commit: { recordedAt: at, actor: by.name, correlation: key, causation: 'simulation' },
  };
}
