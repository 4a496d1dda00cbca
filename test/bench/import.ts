/** Measures the import against the same rows put into one table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { importControl } from './control.ts';
import { totalRows } from './facts.ts';
import { alternate, mustEqual, timed } from './measure.ts';
import { type Measured, rate } from './report.ts';
import { Stores } from './stores.ts';

export async function measureImport(facts: string, temporary: string, runs: number): Promise<Measured> {
  const rows = totalRows(facts);
  const { control, product } = await alternate(
    runs,
    'import',
    () => controlRun(facts, rows, temporary),
    () => productRun(facts, rows, temporary),
  );
  return {
    name: `import of ${rows.toLocaleString('en')} rows`,
    control: rate(rows, control, 'rows'),
    product: rate(rows, product, 'rows'),
    ratio: control / product,
    target: { atLeast: 0.5 },
  };
}

async function controlRun(facts: string, rows: number, temporary: string): Promise<number> {
  const folder = mkdtempSync(join(temporary, 'control-'));
  try {
    return await timed(async () => {
      mustEqual('rows in the table of the control', await importControl(facts, join(folder, 'rows.db')), rows);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function productRun(facts: string, rows: number, temporary: string): Promise<number> {
  const stores = await Stores.create(mkdtempSync(join(temporary, 'import-')));
  try {
    return await timed(async () => {
      mustEqual('rows recorded', await stores.import(facts), rows);
    });
  } finally {
    await stores.close();
  }
}
