/** Records one fact, durable when it is answered. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type FactToRecord, FactRecorder, type RecordedFact } from '#libs/intake/fact-recorder.ts';

export class RecordFact extends Command<RecordedFact> {
  readonly fact: FactToRecord;

  constructor(fact: FactToRecord) {
    super();
    this.fact = fact;
  }
}

@CommandHandler(RecordFact)
export class RecordFactHandler implements ICommandHandler<RecordFact> {
  readonly #recorder: FactRecorder;

  constructor(recorder: FactRecorder) {
    this.#recorder = recorder;
  }

  execute({ fact }: RecordFact): Promise<RecordedFact> {
    return this.#recorder.record(fact);
  }
}
