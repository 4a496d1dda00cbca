/** Asks for a what-if: a range, a parameter, another value; a job calculates it against the regulation in force. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parameterLabel } from '#libs/words/labels/parameter-text.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, QuarterField, SelectField, TextField, quartersUntil } from '../../parts/fields.tsx';
import { ParameterValue } from '../../parts/parameter-value.tsx';
import { rangeInFrench, thisYear } from '../../parts/french-days.ts';
import { type RegulationContent, contentQuery } from './queries.ts';

const SHOWN = 60;

interface SimulateDialogProps {
  /** The version in force. */
  readonly version: string;
  readonly close: () => void;
}

export function SimulateDialog({ version, close }: SimulateDialogProps) {
  const { set } = useAddress();
  const { data: content } = useQuery(contentQuery(version));
  const [latest = ''] = quartersUntil(thisYear() - 1);
  const [from, setFrom] = useState(latest);
  const [to, setTo] = useState(latest);
  const [knownOn, setKnownOn] = useState('');
  const [team, setTeam] = useState('');
  const [parameter, setParameter] = useState('');
  const [typed, setTyped] = useState('');
  const [scheme, setScheme] = useState('');
  const [since, setSince] = useState('');
  const [until, setUntil] = useState('');
  const [name, setName] = useState('');
  const body = {
    simulation: name.trim(),
    from,
    to,
    // The contract allows each parameter its own shape.
    overrides: [
      {
        parameter,
        value: valueOf(typed),
        ...(scheme === '' ? {} : { scheme }),
        ...(since === '' ? {} : { from: since }),
        ...(until === '' ? {} : { until }),
      },
    ] as unknown as Record<string, never>[],
    ...(knownOn === '' ? {} : { knownOn }),
    ...(team.trim() === '' ? {} : { team: team.trim() }),
  };
  const range = rangeInFrench(from, to);
  return (
    <ConfirmDialog
      title={`Simuler ${range}, ${team.trim() === '' ? 'toutes les équipes' : team.trim()} ?`}
      verb="Simuler"
      content={JSON.stringify(body)}
      isReady={from <= to && parameter !== '' && typed.trim() !== '' && body.simulation !== ''}
      run={({ key }) => answer(client.POST('/simulations', { params: { header: { 'Idempotency-Key': key } }, body }))}
      said={() => {
        set({ simulation: body.simulation });
        return `Simulation « ${body.simulation} » demandée : « Travaux » montre où elle en est.`;
      }}
      close={close}
    >
      <div className="filters">
        <SelectField
          label="Paramètre"
          none="choisir"
          value={parameter}
          set={setParameter}
          options={parametersOf(content).map((one) => [one, parameterLabel(one)] as const)}
        />
        <TextField label="Autre valeur" placeholder="1/20, 10, null…" value={typed} set={setTyped} />
      </div>
      <InForce parameter={parameter} content={content} />
      <div className="filters">
        <SelectField
          label="Expérimentation"
          none="toutes celles qui l’ont"
          value={scheme}
          set={setScheme}
          options={schemesWith(content, parameter).map((one) => [one, one] as const)}
        />
        <DayField label="Dès le (depuis le début si vide)" value={since} set={setSince} />
        <DayField label="Jusqu’au (sans fin si vide)" value={until} set={setUntil} />
      </div>
      <div className="filters">
        <QuarterField label="De" value={from} set={setFrom} />
        <QuarterField label="À" value={to} set={setTo} />
        <DayField label="Connu au (aujourd’hui si vide)" value={knownOn} set={setKnownOn} />
        <TextField label="Équipe (toutes si vide)" value={team} set={setTeam} />
        <TextField label="Garder sous le nom" value={name} set={setName} />
      </div>
      {from > to && <p className="fault">Le premier trimestre est après le dernier.</p>}
      <p className="quiet">
        La valeur remplace celles en vigueur dans les expérimentations et aux jours dits ; tout le reste garde ses
        valeurs. Rien n’en est dû.
      </p>
    </ConfirmDialog>
  );
}

function parametersOf(content: RegulationContent | undefined): readonly string[] {
  return [...new Set(content?.schemes.flatMap(({ parameters }) => parameters.map(({ parameter }) => parameter)))];
}

function schemesWith(content: RegulationContent | undefined, parameter: string): readonly string[] {
  return (content?.schemes ?? []).flatMap(({ scheme, parameters }) =>
    parameters.some((one) => one.parameter === parameter) ? [scheme] : [],
  );
}

/** The latest value of the parameter in each scheme, in words and in its written form. */
function InForce({
  parameter,
  content,
}: {
  readonly parameter: string;
  readonly content: RegulationContent | undefined;
}) {
  const values = (content?.schemes ?? []).flatMap(({ scheme, parameters }) => {
    const latest = parameters.find((one) => one.parameter === parameter)?.values.at(-1);
    return latest === undefined ? [] : [{ scheme, value: latest.value }];
  });
  if (values.length === 0) return null;
  return (
    <ul className="quiet">
      {values.map(({ scheme, value }) => (
        <li key={scheme}>
          {scheme}, en vigueur : <ParameterValue value={value} /> <code>{JSON.stringify(value).slice(0, SHOWN)}</code>
        </li>
      ))}
    </ul>
  );
}

/** JSON if it parses, otherwise a text such as a fraction or a code. */
function valueOf(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed.trim();
  }
}
