/** A service on a copy of the paid experiment (experiment.ts). */
import { rmSync } from 'node:fs';
import { prepared } from '#test/support/prepared.ts';
import { Service } from '#test/support/service.ts';

/** A copy of its folder, which the caller removes. */
export function paidExperiment(): Promise<string> {
  return prepared('paid', async () => (await import('#test/support/experiment.ts')).makePaidExperiment());
}

/** `workers`: processes beside the API. */
export async function paidService({ workers = 1 } = {}): Promise<Service> {
  const data = await paidExperiment();
  try {
    return await Service.start({ data, workers });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
