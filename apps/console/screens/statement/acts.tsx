/** The acts behind the statement, by class and reason. */
import { Amount, NUMBER } from '../../parts/words.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { classLabel, reasonLabel } from './labels.ts';
import type { Statement } from './queries.ts';

type Line = Statement['ledger'][number];

const COLUMNS: readonly Column<Line>[] = [
  { key: 'class', heading: 'Actes', cell: (line) => classLabel(line.class) },
  { key: 'reason', heading: 'Motif', cell: ({ reason }) => (reason === '' ? '' : reasonLabel(reason)) },
  {
    key: 'acts',
    heading: 'Nombre',
    isFigure: true,
    sortBy: ({ acts }) => acts,
    cell: ({ acts }) => NUMBER.format(acts),
  },
  {
    key: 'base',
    heading: 'Base',
    isFigure: true,
    sortBy: ({ baseCents }) => BigInt(baseCents),
    cell: ({ baseCents }) => <Amount cents={baseCents} />,
  },
  {
    key: 'paid',
    heading: 'Payé',
    isFigure: true,
    sortBy: ({ paidCents }) => BigInt(paidCents),
    cell: ({ paidCents }) => <Amount cents={paidCents} />,
  },
];

export function Acts({ ledger }: { readonly ledger: Statement['ledger'] }) {
  return (
    <section className="panel">
      <h2>Actes</h2>
      <DataTable
        caption="Actes par classe et motif"
        columns={COLUMNS}
        rows={ledger}
        keyOf={(line) => `${line.class} ${line.reason}`}
        sortName="tri-actes"
        empty={<p className="quiet">Aucun acte sur la période.</p>}
      />
    </section>
  );
}
