/** Journal et preuve: in tabs, streams, duties, decisions, checkpoints and the proof; streams alone for those who do not audit. */
import { useAddress } from '../../parts/address.ts';
import { useProof } from '../../parts/proof.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { useMay } from '../../session/session.ts';
import { CheckpointsTab } from './checkpoints.tsx';
import { DecisionsTab } from './decisions.tsx';
import { DutiesTab } from './duties.tsx';
import { ProofTab } from './proof-tab.tsx';
import { StreamTab } from './stream.tsx';
import './journal.css';

export default function JournalScreen() {
  const isAuditor = useMay('auditor');
  const proof = useProof();
  const asked = useAddress().get('vue') ?? 'flux';
  const now = isAuditor ? asked : 'flux';
  return (
    <>
      <header className="screen-head">
        <h1>Journal et preuve</h1>
      </header>
      {isAuditor && (
        <Tabs
          label="Vue"
          name="vue"
          now={now}
          tabs={[
            ['flux', 'Flux', undefined],
            ['fonctions', 'Qui a fait quoi', undefined],
            ['decisions', 'Décisions', undefined],
            ['controle', 'Points de contrôle', undefined],
            ['preuve', 'Preuve', proof.length === 0 ? undefined : proof.length],
          ]}
        />
      )}
      {now === 'fonctions' && <DutiesTab />}
      {now === 'decisions' && <DecisionsTab />}
      {now === 'controle' && <CheckpointsTab />}
      {now === 'preuve' && <ProofTab />}
      {!['fonctions', 'decisions', 'controle', 'preuve'].includes(now) && <StreamTab isAuditor={isAuditor} />}
    </>
  );
}
