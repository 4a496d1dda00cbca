/** Drafts the regularisation of a decided period: the difference between its decisions and a replay. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closingsAt, closingsOf, refuseClosed } from '#libs/closing/closings.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, type TeamPeriod, calculated } from '#libs/statements/calculated-statement.ts';
import { calculateToRead } from '#libs/statements/calculation/calculate.ts';
import type { Line } from '#libs/statements/rules/statement.ts';
import { decidedLines } from '#libs/statements/workflow/decisions.ts';
import { askedOf } from '#libs/statements/workflow/decide.ts';
import { unknown } from '#libs/statements/workflow/refusals.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatement, statements, statementId } from '#libs/statements/workflow/statements.ts';

interface Regularised {
  readonly state: StatementState;
  /** Undefined if nothing differs from the decisions. */
  readonly made: CommandResult | undefined;
}

/** Replays the period as known on a day, with the regulation in force. */
export class RegulariseStatement extends Command<Regularised> {
  readonly of: TeamPeriod;
  readonly knownOn: Day;
  readonly author: Author;

  constructor(of: TeamPeriod, knownOn: Day, author: Author) {
    super();
    this.of = of;
    this.knownOn = knownOn;
    this.author = author;
  }
}

@CommandHandler(RegulariseStatement)
export class RegulariseStatementHandler implements ICommandHandler<RegulariseStatement> {
  readonly #stores: Stores;
  readonly #inForce: RegulationInForce;

  constructor(stores: Stores, inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  /**
   * Throws NOTHING_DECIDED_OR_CALCULATED, NOTHING_TO_REGULARISE, REGULARISATION_ALREADY_OPEN, KNOWN_ON_TO_COME,
   * KNOWN_BEFORE_DECISION, DomainError (conflict, key-reused), StoreUnavailable.
   */
  async execute({ of: { team, period }, knownOn, author }: RegulariseStatement): Promise<Regularised> {
    const { log } = this.#stores;
    const before = await statements(log).findByCommandKey(statementId({ team, period }), author.meta);
    // The same command again gives its former result: a new replay could give another.
    if (before !== undefined) return { state: await loadStatement(log, { team, period }), made: before };
    const range = quartersOf(periodFromText(period));
    const { regulation } = await this.#inForce.current();
    const { pin, statements: all } = await calculateToRead(this.#stores, { range, knownOn, regulation, team });
    const { decisions } = await loadStatement(log, { team, period });
    const now = all.find((one) => one.period === period);
    if (linesOf(now).length === 0 && decidedLines(decisions).length === 0)
      throw unknown('NOTHING_DECIDED_OR_CALCULATED', { team, period });
    return regulariseTowards(log, now ?? calculated(team, period, pin, null), author);
  }
}

function linesOf(calculation: CalculatedStatement | undefined): readonly Line[] {
  return calculation?.statement?.lines ?? [];
}

/** Drafts the difference from a calculation. Throws as above. */
export async function regulariseTowards(
  log: EventStore,
  target: CalculatedStatement,
  { meta, commit }: Author,
): Promise<Regularised> {
  const closings = await closingsAt(log);
  refuseClosed(await closingsOf(log), await loadStatement(log, target));
  const command = { type: 'regularise', by: meta.by, on: dayOfInstant(meta.at), target } as const;
  const { made } = await statements(log).handle(statementId(target), {
    command,
    meta,
    commit,
    asked: askedOf(command),
    restsOn: [closings],
  });
  return { state: await loadStatement(log, target), made };
}
