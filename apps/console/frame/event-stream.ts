/** Server-sent events, as they come in pieces of text. */

export interface ServerEvent {
  /** The id to resume after; undefined if the event has none. */
  readonly id: string | undefined;
  /** Undefined for an event that only gives the position of the stream. */
  readonly data: string | undefined;
}

/** The events that are whole, and the text that is left. */
export function takeEvents(text: string): { readonly events: readonly ServerEvent[]; readonly rest: string } {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.map(eventOf), rest };
}

function eventOf(block: string): ServerEvent {
  const lines = block.split('\n');
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  return { id: field('id'), data: field('data') };
}
