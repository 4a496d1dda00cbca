/** One line of care paid by the act, or the reversal of one (acts.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { type CheckedRow, notNegative } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type ActRecorded = Event<
  'ActRecorded',
  {
    readonly act_id: string;
    readonly patient_id: string;
    readonly executant_rpps: string;
    readonly profession: string;
    readonly act_code: string;
    readonly quantity: string;
    readonly care_on: string;
    readonly base_cents: string;
    readonly paid_cents: string;
    readonly qualifier: string;
    readonly reverses: string;
    readonly known_on: string;
  }
>;

export const ACTS = factKind<'acts', ActRecorded>({
  name: 'acts',
  event: 'ActRecorded',
  about: 'One line of care paid by the act, or the reversal of one.',
  summary: 'Une ligne de soins payée à l’acte, ou l’annulation d’une autre.',
  label: 'acte',
  stream: { category: 'patient', column: 'patient_id' },
  effective: 'care_on',
  columns: {
    act_id: key('act'),
    patient_id: required('patient'),
    executant_rpps: required('rpps'),
    profession: required('profession'),
    act_code: required('digits'),
    quantity: required('integer'),
    care_on: required('day'),
    base_cents: required('cents'),
    paid_cents: required('cents'),
    qualifier: optionalColumn('qualifier'),
    reverses: optionalColumn('reversedAct'),
    known_on: required('day'),
  },
  example: {
    act_id: 'acte-2024-000001',
    patient_id: 'a1b2c3d4e5f60718',
    executant_rpps: '10000000017',
    profession: 'GP',
    act_code: '1111',
    quantity: '1',
    care_on: '2024-03-15',
    base_cents: '2650',
    paid_cents: '1855',
    qualifier: '',
    reverses: '',
    known_on: '2024-04-02',
  },
  rule: amountsOfAct,
});

const AMOUNTS = ['base_cents', 'paid_cents'] as const;

/** Amounts are ≥ 0 with quantity > 0. On a reversal, which names the act it cancels, quantity is < 0 and both amounts are ≤ 0. */
function amountsOfAct(row: CheckedRow<keyof ActRecorded['data']>): void {
  if (!row.isSound('quantity')) return;
  const quantity = Number(row.text('quantity'));
  if (quantity === 0) row.fault('quantity', 'QUANTITY_OF_ZERO', {});
  else if (quantity > 0) {
    for (const column of AMOUNTS) notNegative(row, column);
    if (row.text('reverses') !== '')
      row.fault('reverses', 'REVERSAL_OF_POSITIVE_QUANTITY', { quantity: row.text('quantity') });
  } else {
    if (row.text('reverses') === '') row.fault('quantity', 'NOTHING_REVERSED', {});
    for (const column of AMOUNTS)
      if (row.isSound(column) && Number(row.text(column)) > 0) row.fault(column, 'POSITIVE_REVERSAL', {});
  }
}
