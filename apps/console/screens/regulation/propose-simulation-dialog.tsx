/** Proposes the version that a simulation tried: its name, the text that gives the values, and how sure they are. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { Amount, counted } from '../../parts/words.tsx';
import type { Simulation } from './queries.ts';
import { Replaced } from './replaced.tsx';

const STATUSES = [
  ['assumed', 'supposée'],
  ['reconstructed', 'reconstituée'],
  ['exact', 'exacte'],
] as const;

interface ProposeSimulationDialogProps {
  readonly of: Simulation;
  readonly close: () => void;
}

export function ProposeSimulationDialog({ of, close }: ProposeSimulationDialogProps) {
  const { set } = useAddress();
  const [version, setVersion] = useState('');
  const [reference, setReference] = useState('');
  const [status, setStatus] = useState<string>('assumed');
  const { simulation, changed, differenceCents } = of;
  const body = {
    version: version.trim(),
    reference: reference.trim(),
    status: STATUSES.find(([value]) => value === status)?.[0] ?? 'assumed',
  };
  return (
    <ConfirmDialog
      title={`Proposer la version de « ${simulation} » ?`}
      verb="Proposer"
      content={JSON.stringify(body)}
      isReady={body.version !== '' && body.reference !== ''}
      run={({ key }) => {
        const params = { path: { simulation }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/simulations/{simulation}/proposal', { params, body }));
      }}
      said={() => {
        set({ onglet: 'proposition', simulation: undefined });
        return `Version ${body.version} proposée : une autre personne la lira et la publiera.`;
      }}
      close={close}
    >
      <Replaced of={of} />
      <p>
        Effet simulé : {counted(changed, 'décompte changé', 'décomptes changés')},{' '}
        <Amount cents={differenceCents} signed />. Rien ne change avant la publication.
      </p>
      <div className="filters">
        <TextField label="Nom de la version" placeholder="2027-1" value={version} set={setVersion} />
        <TextField label="Texte qui donne ces valeurs" value={reference} set={setReference} />
        <SelectField label="Certitude" value={status} set={setStatus} options={STATUSES} />
      </div>
    </ConfirmDialog>
  );
}
