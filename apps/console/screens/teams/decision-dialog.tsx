/** Proposes to accept or decline a candidate; another person reads it, and confirms. */
import { useState } from 'react';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { SelectField } from '../../parts/fields.tsx';
import type { Candidate } from './candidates-queries.ts';

interface DecisionDialogProps {
  readonly of: Candidate;
  readonly close: () => void;
}

export function DecisionDialog({ of: { candidate, scheme, schemes, phases }, close }: DecisionDialogProps) {
  const [decision, choose] = useState<'ACCEPT' | 'DECLINE'>('ACCEPT');
  const [phase, enterWith] = useState(phases[0] ?? '');
  const wished = schemes.find((one) => one.scheme === scheme);
  const unmet = wished?.conditions.filter(({ isMet }) => !isMet).length ?? 0;
  return (
    <ConfirmDialog
      title={`Proposer une décision sur la candidature ${candidate} ?`}
      verb="Proposer"
      content={`${decision} ${phase}`}
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { candidate }, header: { 'Idempotency-Key': key } };
        const body = { decision, reason, ...(decision === 'ACCEPT' ? { phase } : {}) };
        return answer(client.POST('/candidates/{candidate}/propose', { params, body }));
      }}
      said={() => `Décision sur ${candidate} proposée ; une autre personne la relit et la confirme.`}
      close={close}
    >
      <SelectField
        label="Décision"
        value={decision}
        set={(value) => choose(value === 'DECLINE' ? 'DECLINE' : 'ACCEPT')}
        options={[
          ['ACCEPT', 'accepter'],
          ['DECLINE', 'écarter'],
        ]}
      />
      {decision === 'ACCEPT' && (
        <SelectField
          label="Entre en phase"
          value={phase}
          set={(value) => enterWith(value)}
          options={phases.map((one) => [one, PHASE_LABELS[one] ?? one])}
        />
      )}
      {unmet > 0 && (
        <p className="notice fault">
          {unmet === 1 ? 'Une condition n’est pas remplie.' : `${unmet} conditions ne sont pas remplies.`}
        </p>
      )}
    </ConfirmDialog>
  );
}
