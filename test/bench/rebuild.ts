/** Measures the rebuild of the dossiers from the log against reading and parsing its events. */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { readEvents } from './control.ts';
import { alternate, mustEqual, timed } from './measure.ts';
import { type Measurement, rate } from './report.ts';
import type { Stores } from './stores.ts';

export async function measureRebuild({ log, readStore }: Stores, runs: number): Promise<Measurement> {
  const [all, ofPatients] = [await log.count(), await log.count(DOSSIERS.categories)];
  const { control, product } = await alternate(
    runs,
    'rebuild',
    () =>
      timed(async () => {
        mustEqual('events read', await readEvents(log), all);
      }),
    () =>
      timed(async () => {
        mustEqual('events in the dossiers', (await readStore.rebuild(DOSSIERS, log)).processed, ofPatients);
      }),
  );
  return {
    name: `rebuild of dossiers from ${ofPatients.toLocaleString('en')} events`,
    control: rate(all, control, 'events'),
    product: rate(ofPatients, product, 'events'),
    ratio: ofPatients / product / (all / control),
    target: { atLeast: 0.8 },
  };
}
