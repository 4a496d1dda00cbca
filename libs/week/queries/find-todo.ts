/** Finds the tasks, in the order in which a week does them. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { type Todo, type TodoRequest, todo } from '#libs/week/todo.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';

interface TodoAsked extends Pick<TodoRequest, 'asOf' | 'months'> {
  /** Whether to show the effects of a new calculation; this needs a calculation. */
  readonly stale: boolean;
}

export class FindTodo extends Query<Todo> {
  readonly asked: TodoAsked;
  readonly onProgress: Progress | undefined;

  constructor(asked: TodoAsked, onProgress?: Progress) {
    super();
    this.asked = asked;
    this.onProgress = onProgress;
  }
}

@QueryHandler(FindTodo)
export class FindTodoHandler implements IQueryHandler<FindTodo> {
  readonly #stores: ServedStores;
  readonly #calculateWith: Stores;
  readonly #regulationInForce: RegulationInForce;
  /** The last list: it is valid as long as the log and the question are the same. */
  readonly #last = new KeptAnswers<Todo>(1);

  constructor(stores: ServedStores, calculateWith: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#calculateWith = calculateWith;
    this.#regulationInForce = regulationInForce;
  }

  async execute({ asked, onProgress }: FindTodo): Promise<Todo> {
    const key = JSON.stringify([asked, await this.#folded()]);
    return this.#last.get(key, () => this.#todo(asked, onProgress));
  }

  async #todo({ asOf, months, stale }: TodoAsked, onProgress: Progress | undefined): Promise<Todo> {
    const { regulation } = await this.#regulationInForce.current();
    const calculateWith = stale ? this.#calculateWith : undefined;
    const { log, projections } = this.#stores;
    const { readStore } = this.#calculateWith;
    return todo({ log, projections, readStore }, { asOf, months, calculateWith, regulation }, onProgress);
  }

  /** The positions of the log and of the projections behind the list. */
  async #folded(): Promise<readonly number[]> {
    const { log, projections } = this.#stores;
    const positions = [await log.end()];
    for (const projection of [STATEMENTS, LISTED_STATEMENTS, ROSTERS, IMPORTS, DOSSIERS])
      positions.push((await projections.served(projection)).checkpoint.position);
    return positions;
  }
}
