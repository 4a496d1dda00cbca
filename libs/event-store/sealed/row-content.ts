/**
 * The payload of an event in a row that is sealed whole: its own id before the recorded payload, as the id outside is a keyed one. An event
 * that is sealed separately is base64, and has no blank.
 */
const ID_LENGTH = 32;
const BLANK = 0x20;

export function contentOfRow(id: string, data: string): string {
  return `${id} ${data}`;
}

export function isContentOfRow(data: string): boolean {
  return data.charCodeAt(ID_LENGTH) === BLANK;
}

export function openedContent(content: string): { readonly id: string; readonly data: string } {
  return { id: content.slice(0, ID_LENGTH), data: content.slice(ID_LENGTH + 1) };
}
