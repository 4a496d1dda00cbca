/** Proposes, or confirms, together the erasures of patients whose keeping period is over. */
import { useQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Loaded, Skeleton } from '../../parts/states.tsx';
import { Day, counted } from '../../parts/words.tsx';
import { useCodeRead } from './code-read.ts';
import { dueProposalsQuery } from './queries.ts';

interface ProposeDueProps {
  /** The number of those who are due. */
  readonly due: number;
  readonly close: () => void;
}

export function ProposeDueDialog({ due, close }: ProposeDueProps) {
  return (
    <ConfirmDialog
      title={`Proposer d’effacer les patients dont la durée de conservation est passée (${counted(due, 'patient')}) ?`}
      verb="Proposer"
      run={({ key }) =>
        answer(client.POST('/due-erasures/propose', { params: { header: { 'Idempotency-Key': key } } }))
      }
      said={({ proposed, left }) =>
        left === 0
          ? `${counted(proposed.length, 'effacement proposé', 'effacements proposés')} : une autre personne confirme.`
          : `${counted(proposed.length, 'effacement proposé', 'effacements proposés')} ; ${counted(left, 'patient reste', 'patients restent')} à proposer.`
      }
      close={close}
    >
      <p className="quiet">
        Par lots : ce qui reste est dit ensuite. Une autre personne les confirme ensemble, ou chacun.
      </p>
    </ConfirmDialog>
  );
}

export function ConfirmDueDialog({ close }: { readonly close: () => void }) {
  const read = useQuery(dueProposalsQuery);
  const code = read.data?.code;
  const { first, hasMoved } = useCodeRead(code);
  return (
    <ConfirmDialog
      title="Effacer ensemble, pour toujours, les patients dont la durée de conservation est passée ?"
      verb="Effacer"
      isReady={first !== undefined}
      moved={hasMoved ? <p className="fault">{MOVED}</p> : undefined}
      run={({ key }) =>
        answer(
          client.POST('/due-erasures/confirm', {
            params: { header: { 'Idempotency-Key': key } },
            body: first === undefined ? {} : { code: first },
          }),
        )
      }
      said={({ confirmed, refused }) =>
        [
          `${counted(confirmed.length, 'effacement confirmé', 'effacements confirmés')} : un travailleur les fait dans la minute, et rien ne les rend.`,
          ...refused.map(({ erasure, reason }) => `${erasure} est laissé tel quel : ${reason}.`),
        ].join(' ')
      }
      close={close}
    >
      <Loaded query={read} skeleton={<Skeleton lines={4} />}>
        {({ erasures, left, confirmBy, effects }) => (
          <>
            <p>
              {counted(erasures.length, 'effacement proposé', 'effacements proposés')} pour cette raison, à confirmer
              jusqu’au <Day day={confirmBy} />
              {left > 0 && <> ; {counted(left, 'autre attend', 'autres attendent')}, à confirmer après ceux-ci</>}.
            </p>
            <p>
              Leurs clés sont détruites : {counted(effects.facts, 'événement')} et{' '}
              {counted(effects.rowsSetAside, 'ligne mise de côté', 'lignes mises de côté')} perdent leur contenu, et
              rien ne le rend.
            </p>
            <p>
              Ils ont {counted(effects.decided, 'part', 'parts')} dans des décomptes décidés, qui ne changent pas, et{' '}
              {counted(effects.open, 'part', 'parts')} dans des décomptes non décidés, où ils ne compteront plus.
            </p>
            <p className="quiet">
              Ce que d’autres événements disent d’un patient se lit dans son effacement. Vous confirmez ce qui est écrit
              ici, de code <code>{code}</code>.
            </p>
          </>
        )}
      </Loaded>
    </ConfirmDialog>
  );
}

const MOVED = 'Ce qu’ils changent a changé depuis votre lecture : fermez, et relisez-le.';
