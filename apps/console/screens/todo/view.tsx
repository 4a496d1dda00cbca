/** À faire: the tasks for the person, the tasks for others, and the completeness of the acts. */
import { useQuery } from '@tanstack/react-query';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { TASK_LABELS, entryText, groupLabel } from '#libs/words/labels/tasks.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { LogLossNotice } from '../../parts/log-loss.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Amount, NUMBER, counted } from '../../parts/words.tsx';
import { useSession } from '../../session/session.ts';
import { MonthsOfActs } from './completeness.tsx';
import { NAMES_SHOWN, type Task, type Todo, completenessQuery, todoQuery } from './queries.ts';
import { isFor, wayOf } from './tasks.ts';
import './todo.css';

export default function TodoScreen() {
  const { get, set } = useAddress();
  const asOf = get('au');
  const todo = useQuery(todoQuery(asOf));
  return (
    <>
      <header className="screen-head">
        <h1>À faire</h1>
        <p className="field">
          <label htmlFor="as-of">À ce jour</label>
          <input
            id="as-of"
            type="date"
            value={asOf ?? todo.data?.asOf ?? ''}
            onChange={(event) => set({ au: event.target.value })}
          />
        </p>
      </header>
      <LogLossNotice />
      <Loaded query={todo}>{(read) => <TodoTabs todo={read} />}</Loaded>
    </>
  );
}

function TodoTabs({ todo: { tasks } }: { readonly todo: Todo }) {
  const { roles } = useSession();
  const { get } = useAddress();
  const mine = tasks.filter((task) => isFor(task, roles));
  const others = tasks.filter((task) => !isFor(task, roles));
  const tab = get('onglet') ?? (mine.length === 0 && others.length > 0 ? 'autres' : 'moi');
  return (
    <>
      <Tabs
        label="Tâches"
        name="onglet"
        now={tab}
        tabs={[
          ['moi', 'Pour moi', mine.length],
          ['autres', 'Pour les autres', others.length],
          ['actes', 'Complétude des actes', undefined],
        ]}
      />
      {tab === 'actes' ? (
        <CompletenessTab asOf={get('au')} />
      ) : (
        <Tasks tasks={tab === 'moi' ? mine : others} isMine={tab === 'moi'} />
      )}
    </>
  );
}

function CompletenessTab({ asOf }: { readonly asOf: string | undefined }) {
  const todo = useQuery(completenessQuery(asOf));
  return <Loaded query={todo}>{({ completeness }) => <MonthsOfActs months={completeness} />}</Loaded>;
}

function Tasks({ tasks, isMine }: { readonly tasks: readonly Task[]; readonly isMine: boolean }) {
  if (tasks.length === 0)
    return (
      <NothingHere title={isMine ? 'Rien ne vous attend' : 'Rien n’attend personne d’autre'}>
        {isMine
          ? 'Ce que font les autres est sous « Pour les autres ». Une tâche arrive ici dès qu’elle est à votre rôle.'
          : 'Tout ce qu’il y a à faire est pour vous.'}
      </NothingHere>
    );
  return (
    <ol className="tasks">
      {tasks.map((task) => (
        <TaskItem key={task.kind} task={task} />
      ))}
    </ol>
  );
}

const GROUPS_SHOWN = 5;

function TaskItem({ task }: { readonly task: Task }) {
  const { kind, count, amountCents, groups } = task;
  const latest = groups.toReversed();
  return (
    <li className="task">
      <header>
        <h2>{TASK_LABELS[kind as TaskKind]}</h2>
        <span className="figure">{NUMBER.format(count)}</span>
        <span className="figure">{amountCents !== null && <Amount cents={amountCents} />}</span>
      </header>
      <Groups task={task} groups={latest.slice(0, GROUPS_SHOWN)} />
      {latest.length > GROUPS_SHOWN && (
        <details>
          <summary>{counted(latest.length - GROUPS_SHOWN, 'autre')}</summary>
          <Groups task={task} groups={latest.slice(GROUPS_SHOWN)} />
        </details>
      )}
    </li>
  );
}

function Groups({ task, groups }: { readonly task: Task; readonly groups: Task['groups'] }) {
  const { to } = wayOf(task);
  return (
    <ul className="task-groups">
      {groups.map(({ group, count, amountCents, of }) => (
        <li key={group}>
          <span>
            <ScreenLink to={to(group)}>{groupLabel(task.kind as TaskKind, group)}</ScreenLink>
          </span>
          <span className="figure">{NUMBER.format(count)}</span>
          <span className="figure">{amountCents !== null && <Amount cents={amountCents} />}</span>
          <Things kind={task.kind as TaskKind} of={of} count={count} />
        </li>
      ))}
    </ul>
  );
}

const STATEMENT = new RegExp(String.raw`^(\S+) (${PERIOD_PATTERN})$`);

interface ThingsProps {
  readonly kind: TaskKind;
  readonly of: readonly string[];
  readonly count: number;
}

/** The first subjects of the task; the linked screen has them all. */
function Things({ kind, of, count }: ThingsProps) {
  // A subject that is more than a name takes the whole line.
  const shown = of[0]?.includes(',') === true ? 1 : NAMES_SHOWN;
  return (
    <span className="things quiet">
      {of.slice(0, shown).map((thing, i) => {
        const [, team, period] = STATEMENT.exec(thing) ?? [];
        return (
          <span key={thing}>
            {i > 0 && ', '}
            {team === undefined || period === undefined ? (
              entryText(kind, thing)
            ) : (
              <ScreenLink to={statementAddress(team, period)}>{team}</ScreenLink>
            )}
          </span>
        );
      })}
      {count > shown && '…'}
    </span>
  );
}
