/**
 * Journal et preuve: in tabs, streams, duties, decisions, extracts, exceptions, accesses, checkpoints and the proof; people who do not
 * audit see only streams.
 */
import { useAddress } from '../../parts/address.ts';
import { useProof } from '../../parts/proof.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { useMay } from '../../session/session.ts';
import { AccessesTab } from './accesses-tab.tsx';
import { CheckpointsTab } from './checkpoints.tsx';
import { DecisionsTab } from './decisions.tsx';
import { DutiesTab } from './duties.tsx';
import { ExtractTab } from './extract-tab.tsx';
import { OverridesTab } from './overrides-tab.tsx';
import { ProofTab } from './proof-tab.tsx';
import { StreamTab } from './stream.tsx';
import './journal.css';

/** Any other name means the tab of streams. */
const TABS = ['fonctions', 'decisions', 'extraits', 'exceptions', 'acces', 'controle', 'preuve'];

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
            ['extraits', 'Extraits et tirages', undefined],
            ['exceptions', 'Exceptions', undefined],
            ['acces', 'Accès et rôles', undefined],
            ['controle', 'Points de contrôle', undefined],
            ['preuve', 'Preuve', proof.length === 0 ? undefined : proof.length],
          ]}
        />
      )}
      {now === 'fonctions' && <DutiesTab />}
      {now === 'decisions' && <DecisionsTab />}
      {now === 'extraits' && <ExtractTab />}
      {now === 'exceptions' && <OverridesTab />}
      {now === 'acces' && <AccessesTab />}
      {now === 'controle' && <CheckpointsTab />}
      {now === 'preuve' && <ProofTab />}
      {!TABS.includes(now) && <StreamTab isAuditor={isAuditor} />}
    </>
  );
}
