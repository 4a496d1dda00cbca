/** Asks for the quarters to replay, the day of knowledge, and the name to keep the result under; a job does it. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, QuarterField, TextField, quartersUntil } from '../../parts/fields.tsx';
import { Term } from '../../parts/term.tsx';
import { minuteInName, rangeInFrench, thisYear } from '../../parts/french-days.ts';

export function ReplayDialog({ close }: { readonly close: () => void }) {
  const { get, set } = useAddress();
  const [latest = ''] = quartersUntil(thisYear() - 1);
  const [from, setFrom] = useState(get('de') ?? latest);
  const [to, setTo] = useState(get('a') ?? latest);
  const [knownOn, setKnownOn] = useState('');
  const [team, setTeam] = useState('');
  const [name, setName] = useState(() => `rejeu-${minuteInName(new Date())}`);
  const range = rangeInFrench(from, to);
  const body = {
    from,
    to,
    save: name.trim(),
    ...(knownOn === '' ? {} : { knownOn }),
    ...(team.trim() === '' ? {} : { team: team.trim() }),
  };
  return (
    <ConfirmDialog
      title={`Rejouer ${range}, ${team.trim() === '' ? 'toutes les équipes' : team.trim()} ?`}
      verb="Rejouer"
      content={JSON.stringify(body)}
      isReady={from <= to && body.save !== ''}
      run={({ key }) => answer(client.POST('/replays', { params: { header: { 'Idempotency-Key': key } }, body }))}
      said={({ id }) => {
        set({ vue: undefined, travail: id, nom: body.save });
        return `Rejeu de ${range} demandé : le résultat paraîtra ici.`;
      }}
      close={close}
    >
      <div className="filters">
        <QuarterField label="De" value={from} set={setFrom} />
        <QuarterField label="À" value={to} set={setTo} />
        <DayField label="Connu au (aujourd’hui si vide)" value={knownOn} set={setKnownOn} />
        <TextField label="Équipe (toutes si vide)" value={team} set={setTeam} />
        <TextField label="Garder sous le nom" value={name} set={setName} />
      </div>
      {from > to && <p className="fault">Le premier trimestre est après le dernier.</p>}
      <p className="quiet">
        Le calcul est refait et comparé à ce qui est décidé. Rien ne change : une différence demande ensuite une{' '}
        <Term of="regularisation" />.
      </p>
    </ConfirmDialog>
  );
}
