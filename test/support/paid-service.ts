/** A service on a copy of the paid experiment (experiment.ts). */
import { rmSync } from 'node:fs';
import { paidExperiment } from '#test/support/experiment.ts';
import { Service } from '#test/support/service.ts';

/** `workers`: processes beside the API. */
export async function paidService({ workers = 1 } = {}): Promise<Service> {
  const data = await paidExperiment();
  try {
    return await Service.start({ data, workers });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
