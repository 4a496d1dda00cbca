/** The planned payments, set-offs and omissions of a run now; nothing is recorded until the run is prepared. */
import type { Exception } from '../envelopes/queries.ts';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { Bars } from '../../parts/charts.tsx';
import { DayField, Field, useTyped } from '../../parts/fields.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { teamTyped } from '../../parts/team-typed.ts';
import { Term } from '../../parts/term.tsx';
import { Amount, Day, counted, sumOf } from '../../parts/words.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import { useMay } from '../../session/session.ts';
import { teamsQuery } from '../teams/queries.ts';
import { EnvelopeField } from './envelope-field.tsx';
import { LeftOut, PlannedPayments, SetOffs } from './planned.tsx';
import { PrepareDialog } from './prepare-dialog.tsx';
import { ofOtherEnvelope } from './replaced.ts';
import { type RunAsked, type Preview, envelopesQuery, previewQuery, usableExceptionsQuery } from './queries.ts';

export function RunPreview() {
  const envelopes = useQuery(envelopesQuery());
  return (
    <Loaded query={envelopes}>
      {(all) =>
        all.length === 0 ? (
          <NothingHere title="Aucune enveloppe">
            Rien ne peut être payé sans enveloppe : sous « Enveloppes », proposez-en une, qu’une autre personne
            confirme.
          </NothingHere>
        ) : (
          <Chosen first={all[0]?.envelope ?? ''} />
        )
      }
    </Loaded>
  );
}

/** The request is in the address. */
function useAsked(first: string): RunAsked {
  const { get } = useAddress();
  return {
    envelope: get('enveloppe') ?? first,
    dueBy: get('du'),
    executionDay: get('execution'),
    team: get('equipe'),
    exceptions: get('exceptions')?.split(',') ?? [],
  };
}

function Chosen({ first }: { readonly first: string }) {
  const { set } = useAddress();
  const asked = useAsked(first);
  const { envelope, team } = asked;
  const preview = useQuery(previewQuery(asked));
  const { data } = preview;
  return (
    <>
      <div className="filters">
        <EnvelopeField label="Enveloppe" value={envelope} set={(of) => set(ofOtherEnvelope(of))} />
        <DayField label="Dû jusqu’au" value={asked.dueBy ?? data?.dueBy ?? ''} set={(du) => set({ du })} />
        <DayField
          label="Exécution le"
          value={asked.executionDay ?? data?.executionDay ?? ''}
          set={(execution) => set({ execution })}
        />
        <OneTeam team={team ?? ''} set={(equipe) => set({ equipe })} />
      </div>
      <Exceptions asked={asked} />
      <Loaded query={preview} skeleton={<Skeleton lines={10} />}>
        {(read) => <Shown asked={asked} preview={read} />}
      </Loaded>
    </>
  );
}

interface OneTeamProps {
  readonly team: string;
  readonly set: (team: string) => void;
}

/** The team is set when the person leaves the field, or presses Enter. */
function OneTeam({ team, set }: OneTeamProps) {
  const teams = useQuery(teamsQuery());
  const [typed, setTyped] = useTyped(team);
  const listId = useId();
  const all = teams.data ?? [];
  const enter = (): void => {
    const meant = teamTyped(
      typed,
      all.map((one) => one.team),
    );
    setTyped(meant);
    if (meant !== team) set(meant);
  };
  return (
    <Field label="Une seule équipe">
      {(id) => (
        <>
          <input
            id={id}
            type="search"
            list={listId}
            value={typed}
            placeholder="toutes"
            onChange={({ target }) => setTyped(target.value)}
            onBlur={enter}
            onKeyDown={({ key }) => {
              if (key === 'Enter') enter();
            }}
          />
          <datalist id={listId}>
            {all.map((one) => (
              <option key={one.team} value={one.team}>
                {one.name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** Exceptions that two people gave and that could serve here: the person ticks each one. */
function Exceptions({ asked: { envelope, exceptions } }: { readonly asked: RunAsked }) {
  const { set } = useAddress();
  const usable = useQuery(usableExceptionsQuery());
  // An exception for an account is not chosen here: it is ticked when the run is released.
  const here = (usable.data ?? []).filter(({ kind, subject }) => kind !== 'CHANGED_ACCOUNT' && subject === envelope);
  // One that was used since, as by the run that the person comes back from, can still be taken away.
  const gone =
    usable.data === undefined ? [] : exceptions.filter((name) => !here.some((one) => one.exception === name));
  if (here.length === 0 && gone.length === 0) return null;
  const ticked = (name: string, on: boolean): string =>
    (on ? [...exceptions, name] : exceptions.filter((one) => one !== name)).join(',');
  return (
    <fieldset className="ticks">
      <legend>
        <Term of="exception">Exceptions</Term> à employer
      </legend>
      {here.map(({ exception, permits, reason, confirmedBy }: Exception) => (
        <label key={exception}>
          <input
            type="checkbox"
            checked={exceptions.includes(exception)}
            onChange={({ target }) => set({ exceptions: ticked(exception, target.checked) })}
          />
          <span>
            <strong>{exception}</strong> : {permits}{' '}
            <span className="quiet">
              ({reason} ; confirmée par {confirmedBy.name})
            </span>
          </span>
        </label>
      ))}
      {gone.map((name) => (
        <label key={name}>
          <input type="checkbox" checked onChange={() => set({ exceptions: ticked(name, false) })} />
          <span>
            <strong>{name}</strong> <span className="fault-text">n’est plus à employer ici : ôtez-la</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Shown({ asked, preview }: { readonly asked: RunAsked; readonly preview: Preview }) {
  const { count, totalCents, setOffCents, leftOutCents, payments, setOffs, leftOut, faults, warnings, debtor } =
    preview;
  const mayPrepare = useMay('operator', 'authorising-officer');
  const [isAsked, ask] = useState(false);
  return (
    <>
      <div className="screen-head">
        <p className="sums">
          <span>
            {counted(count, 'paiement')}, <Amount cents={totalCents} />
          </span>
          <span>
            <Term of="setOff">compensé</Term> <Amount cents={setOffCents} />
          </span>
          <span>
            laissé de côté <Amount cents={leftOutCents} />
          </span>
        </p>
        {mayPrepare && count > 0 && (
          <button type="button" className="primary" onClick={() => ask(true)}>
            Préparer la campagne…
          </button>
        )}
      </div>
      <p className="quiet">
        Débité du compte {debtor.name}, <code>{debtor.iban}</code>, exécution le <Day day={preview.executionDay} />.
      </p>
      <Faults faults={faults} />
      <Warnings all={warnings} />
      {count === 0 && leftOut.length === 0 && setOffs.length === 0 ? (
        <NothingHere title="Rien n’est à payer à ce jour">
          Une campagne paie ce qui est décidé et échu. Choisissez un jour plus tard, ou approuvez des décomptes.
        </NothingHere>
      ) : (
        <>
          <LeftOut leftOut={leftOut} />
          <SetOffs setOffs={setOffs} />
          <ByTeam payments={payments} />
          <PlannedPayments payments={payments} />
        </>
      )}
      {isAsked && <PrepareDialog asked={asked} preview={preview} close={() => ask(false)} />}
    </>
  );
}

export function Faults({ faults }: { readonly faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <div className="notice fault">
      <p>
        <strong>Elle ne pourrait pas être libérée maintenant</strong>
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  );
}

const TEAMS_SHOWN = 24;

function ByTeam({ payments }: Pick<Preview, 'payments'>) {
  const teams = [...Map.groupBy(payments, ({ team }) => team)].map(([team, own]) => ({
    label: team,
    cents: String(sumOf(own.map(({ amountCents }) => amountCents))),
  }));
  if (teams.length < 2) return null;
  const largest = teams.toSorted((a, b) => (BigInt(a.cents) < BigInt(b.cents) ? 1 : -1)).slice(0, TEAMS_SHOWN);
  const title = teams.length > TEAMS_SHOWN ? `Par équipe, les ${TEAMS_SHOWN} plus grands montants` : 'Par équipe';
  return <Bars title={title} of="Équipe" points={largest} />;
}
