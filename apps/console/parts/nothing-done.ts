/** Whether a command found nothing to do: the service refused nothing, and recorded nothing. */
export function isNothingDone(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false;
  const { events, position } = result as { readonly events?: unknown; readonly position?: unknown };
  return Array.isArray(events) && events.length === 0 && position === null;
}
