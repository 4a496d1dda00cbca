/** Commands on statements, done by what the command line does them with. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import {
  type Approved,
  type ReportedSelection,
  approveStatements,
} from '#libs/statements/workflow/commands/approve-statements.ts';
import {
  type RegularisationRequest,
  regulariseStatement,
} from '#libs/statements/workflow/commands/regularise-statement.ts';
import { rejectStatements } from '#libs/statements/workflow/commands/reject-statements.ts';
import { submitStatements } from '#libs/statements/workflow/commands/submit-statements.ts';
import { withdrawStatements } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { Outcome, Which } from '#libs/statements/workflow/each-statement.ts';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { type DoneView, doneView } from '#apps/api/http/commands.ts';

export class SubmitStatements extends Command<readonly Outcome[]> {
  readonly which: Which;
  readonly claimed: Author;

  constructor(which: Which, claimed: Author) {
    super();
    this.which = which;
    this.claimed = claimed;
  }
}

@CommandHandler(SubmitStatements)
export class SubmitStatementsHandler implements ICommandHandler<SubmitStatements> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  execute({ which, claimed }: SubmitStatements): Promise<readonly Outcome[]> {
    return submitStatements(this.#stores, which, claimed);
  }
}

export class ApproveStatements extends Command<Approved> {
  readonly which: TeamPeriod | ReportedSelection;
  readonly claimed: Author;

  constructor(which: TeamPeriod | ReportedSelection, claimed: Author) {
    super();
    this.which = which;
    this.claimed = claimed;
  }
}

@CommandHandler(ApproveStatements)
export class ApproveStatementsHandler implements ICommandHandler<ApproveStatements> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  execute({ which, claimed }: ApproveStatements): Promise<Approved> {
    return approveStatements(this.#stores, which, claimed);
  }
}

export class RejectStatements extends Command<readonly Outcome[]> {
  readonly which: Which;
  readonly reason: string;
  readonly claimed: Author;

  constructor(which: Which, reason: string, claimed: Author) {
    super();
    this.which = which;
    this.reason = reason;
    this.claimed = claimed;
  }
}

@CommandHandler(RejectStatements)
export class RejectStatementsHandler implements ICommandHandler<RejectStatements> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  execute({ which, reason, claimed }: RejectStatements): Promise<readonly Outcome[]> {
    return rejectStatements(this.#stores, which, reason, claimed);
  }
}

export class WithdrawStatements extends Command<readonly Outcome[]> {
  readonly which: Which;
  readonly reason: string;
  readonly claimed: Author;

  constructor(which: Which, reason: string, claimed: Author) {
    super();
    this.which = which;
    this.reason = reason;
    this.claimed = claimed;
  }
}

@CommandHandler(WithdrawStatements)
export class WithdrawStatementsHandler implements ICommandHandler<WithdrawStatements> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  execute({ which, reason, claimed }: WithdrawStatements): Promise<readonly Outcome[]> {
    return withdrawStatements(this.#stores, which, reason, claimed);
  }
}

export class RegulariseStatement extends Command<DoneView> {
  readonly request: Omit<RegularisationRequest, 'source'>;
  readonly claimed: Author;

  constructor(request: Omit<RegularisationRequest, 'source'>, claimed: Author) {
    super();
    this.request = request;
    this.claimed = claimed;
  }
}

@CommandHandler(RegulariseStatement)
export class RegulariseStatementHandler implements ICommandHandler<RegulariseStatement> {
  readonly #stores: Stores;
  readonly #inForce: RegulationInForce;

  constructor(@Inject(Stores) stores: Stores, @Inject(RegulationInForce) inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  async execute({ request, claimed }: RegulariseStatement): Promise<DoneView> {
    const { source } = await this.#inForce.current();
    return doneView((await regulariseStatement(this.#stores, { ...request, source }, claimed)).made);
  }
}
