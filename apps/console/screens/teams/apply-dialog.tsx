/** Records the application of a team: its identity, its wishes, and its professionals, one per line. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, Field, SelectField } from '../../parts/fields.tsx';
import { SCHEMES } from '../../parts/schemes.ts';
import type { Application } from './candidates-queries.ts';
import { membersIn } from './members-in.ts';

type Typed = Readonly<
  Record<'candidate' | 'name' | 'finess' | 'commune' | 'patients' | 'members' | 'entersOn', string>
> & {
  readonly scheme: string;
  readonly option: string;
  readonly scope: string;
  readonly structure: string;
};

const EMPTY: Typed = {
  ...{ candidate: '', name: '', finess: '', commune: '', patients: '', members: '', entersOn: '' },
  ...{ scheme: 'PEPS', option: 'ALL', scope: 'GP', structure: 'MSP' },
};

const OF_LISTS = ['PEPS', 'PRIMORDIAL'];

export function ApplyDialog({ close }: { readonly close: () => void }) {
  const [typed, setTyped] = useState(EMPTY);
  const change = (by: Partial<Typed>): void => setTyped({ ...typed, ...by });
  const members = membersIn(typed.members, typed.entersOn);
  const isReady =
    typed.candidate !== '' && typed.entersOn !== '' && /^\d+$/.test(typed.patients) && members !== undefined;
  const text = (key: 'candidate' | 'name' | 'finess' | 'commune' | 'patients', label: string) => (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          value={typed[key]}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => change({ [key]: target.value })}
        />
      )}
    </Field>
  );
  const hasList = OF_LISTS.includes(typed.scheme);
  return (
    <ConfirmDialog
      title={`Recevoir la candidature ${typed.candidate === '' ? '…' : typed.candidate} ?`}
      verb="Recevoir"
      content={JSON.stringify(typed)}
      isReady={isReady}
      run={({ key }) => {
        const params = { path: { candidate: typed.candidate.trim() }, header: { 'Idempotency-Key': key } };
        const body: Application = {
          name: typed.name.trim(),
          scheme: typed.scheme,
          option: hasList ? typed.option : '',
          scope: hasList ? typed.scope : '',
          structure: typed.structure,
          finess: typed.finess.trim(),
          commune: typed.commune.trim(),
          entersOn: typed.entersOn,
          patients: Number(typed.patients),
          members: [...(members ?? [])],
        };
        return answer(client.POST('/candidates/{candidate}/apply', { params, body }));
      }}
      said={() => `Candidature ${typed.candidate} reçue.`}
      close={close}
    >
      {text('candidate', 'Nom de la candidature, sans espace')}
      {text('name', 'Nom de l’équipe')}
      <SelectField
        label="Expérimentation souhaitée"
        value={typed.scheme}
        set={(scheme) => change({ scheme })}
        options={SCHEMES.map((scheme) => [scheme, scheme])}
      />
      {hasList && (
        <>
          <SelectField
            label="Option souhaitée"
            value={typed.option}
            set={(option) => change({ option })}
            options={[
              ['ALL', 'tous les patients'],
              ['OVER_65', 'patients de plus de 65 ans'],
              ['DIABETES', 'patients diabétiques'],
            ]}
          />
          <SelectField
            label="Périmètre souhaité"
            value={typed.scope}
            set={(scope) => change({ scope })}
            options={[
              ['GP', 'médecins généralistes'],
              ['GP+NURSE', 'médecins généralistes et infirmiers'],
            ]}
          />
        </>
      )}
      <SelectField
        label="Structure"
        value={typed.structure}
        set={(structure) => change({ structure })}
        options={[
          ['MSP', 'maison de santé'],
          ['CDS', 'centre de santé'],
          ['CPTS', 'CPTS'],
          ['OTHER', 'autre'],
        ]}
      />
      {text('finess', 'N° FINESS')}
      {text('commune', 'Commune (code INSEE)')}
      <DayField label="Entrée souhaitée le" value={typed.entersOn} set={(entersOn) => change({ entersOn })} />
      {text('patients', 'Patients selon elle')}
      <Field label="Professionnels, un par ligne : n° RPPS, profession (GP, NURSE, OTHER), et le jour s’il n’est pas celui de l’entrée">
        {(id) => (
          <textarea
            id={id}
            rows={6}
            value={typed.members}
            spellCheck={false}
            placeholder="10000000017 GP"
            onChange={({ target }) => change({ members: target.value })}
          />
        )}
      </Field>
      {members === undefined && (
        <p className="notice fault">Une ligne n’a pas un n° RPPS de 11 chiffres et une profession.</p>
      )}
    </ConfirmDialog>
  );
}
