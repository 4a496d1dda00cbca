/** The number of kinds of tasks that wait for the person, beside the menu entry. */
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.ts';
import { todoQuery } from './queries.ts';
import { isFor } from './tasks.ts';

export default function TodoBadge() {
  const { roles } = useSession();
  const { data } = useQuery(todoQuery(undefined));
  const count = data?.tasks.filter((task) => isFor(task, roles)).length ?? 0;
  return count === 0 ? null : <span className="count">{count}</span>;
}
