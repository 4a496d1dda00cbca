/** A service on a copy of the paid experiment (experiment.ts). */
import { rmSync } from 'node:fs';
import { prepared } from '#test/support/prepared.ts';
import { Service } from '#test/support/service.ts';

/** A copy of its folder, which the caller removes. */
export function paidExperiment(): Promise<string> {
  return prepared('paid', async () => (await import('#test/support/experiment.ts')).makePaidExperiment());
}

interface PaidOptions {
  /** Processes besides the API. */
  readonly workers?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export async function paidService({ workers = 1, env = {} }: PaidOptions = {}): Promise<Service> {
  const data = await paidExperiment();
  try {
    return await Service.start({ data, workers, env });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
