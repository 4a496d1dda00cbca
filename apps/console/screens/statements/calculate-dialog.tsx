/** Asks for the quarters to calculate, and the day of knowledge; a job does it. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, QuarterField, quartersUntil } from '../../parts/fields.tsx';
import { Term } from '../../parts/term.tsx';
import { rangeInFrench, thisYear } from '../../parts/french-days.ts';

interface CalculateDialogProps {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly close: () => void;
}

export function CalculateDialog({ from: first, to: last, close }: CalculateDialogProps) {
  const [latest = ''] = quartersUntil(thisYear() - 1);
  const [from, setFrom] = useState(first ?? latest);
  const [to, setTo] = useState(last ?? first ?? latest);
  const [knownOn, setKnownOn] = useState('');
  const body = knownOn === '' ? { from, to } : { from, to, knownOn };
  const range = rangeInFrench(from, to);
  return (
    <ConfirmDialog
      title={`Calculer ${range}, toutes les équipes ?`}
      verb="Calculer"
      content={JSON.stringify(body)}
      isReady={from <= to}
      run={({ key }) => answer(client.POST('/calculations', { params: { header: { 'Idempotency-Key': key } }, body }))}
      said={() => `Calcul de ${range} demandé : « Travaux » montre où il en est.`}
      close={close}
    >
      <div className="filters">
        <QuarterField label="De" value={from} set={setFrom} />
        <QuarterField label="À" value={to} set={setTo} />
        <DayField label="Connu au (aujourd’hui si vide)" value={knownOn} set={setKnownOn} />
      </div>
      {from > to && <p className="fault">Le premier trimestre est après le dernier.</p>}
      <p className="quiet">
        Les années IPEP où sont ces trimestres sont calculées aussi. Ce qui est décidé ne change pas : une différence
        demande une <Term of="regularisation" />. Voir <Term of="knownOn" />.
      </p>
    </ConfirmDialog>
  );
}
