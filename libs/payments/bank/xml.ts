/**
 * Reads XML that came from outside into a tree, chunk by chunk: well-formed and with namespaces, of bounded size and depth, without
 * DOCTYPE, so without its own entities. Names are keys of maps and never of objects, because objects have names of their own.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { type FilePlace, unreadable } from './refusals.ts';

export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string> | undefined;
  readonly parent: XmlNode | undefined;
  /** Its number among the elements of the same name, from 1. */
  readonly number: number;
  readonly line: number;
  /** Keyed by namespace and name; elements of one name are in the order of the file. Most elements have none. */
  readonly children: ReadonlyMap<string, readonly XmlNode[]> | undefined;
  /** Its own text, trimmed, without the text of its children. */
  readonly text: string;
}

/** Maximum of all chunks together, in UTF-16 units: many times the largest files that banks send. */
const FILE_LENGTH_MAX = 256 * 1024 * 1024;
const DEPTH_MAX = 32;
/** Maximum for one element; a bank message uses two. */
const ATTRIBUTES_MAX = 64;
/** Maximum held at once: dropped elements do not count. */
const ELEMENTS_MAX = 1_000_000;
/** Maximum of an element's own text; a bank message has some hundred characters. */
const TEXT_MAX = 65_536;
/** Maximum of one tag, text or comment, which the parser gathers character by character. */
const PART_MAX = 1_048_576;

interface Growing extends XmlNode {
  readonly parent: Growing | undefined;
  children: Map<string, Growing[]> | undefined;
  text: string;
  /** Children that were complete and not kept. */
  dropped: number;
}

/** How elements are handled as the file arrives, so that a file of any size takes little memory. */
interface Handling {
  /** Elements of these names are handed to `take` when they are complete; `take` decides whether each is kept or dropped. */
  readonly names: ReadonlySet<string>;
  readonly take: (node: XmlNode) => 'keep' | 'drop';
  /** Elements of these names, and all they hold, are passed over. */
  readonly ignored: ReadonlySet<string>;
}

const KEEP_ALL: Handling = { names: new Set(), take: () => 'keep', ignored: new Set() };

function key(namespace: string, name: string): string {
  return `${namespace} ${name}`;
}

/** The number of elements of a tree. */
function sizeOf(node: XmlNode): number {
  let size = 1;
  for (const named of node.children?.values() ?? []) for (const child of named) size += sizeOf(child);
  return size;
}

/** Reads XML chunk by chunk. */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #handling: Handling;
  readonly #keys = new Map<string, string>();
  #root: XmlNode | undefined;
  #open: Growing | undefined;
  #depth = 0;
  /** The depth of the open element that is skipped; 0 for none. */
  #ignoredAt = 0;
  #elements = 0;
  /** Attributes of the element whose tag is being read. */
  #attributes = 0;
  #length = 0;
  /** Characters read since the chunk with the last complete tag, text or comment. */
  #unfinished = 0;

  constructor(handling = KEEP_ALL) {
    this.#handling = handling;
    this.#parser.on('doctype', () => {
      throw unreadable('XML_DOCTYPE', {});
    });
    this.#parser.on('error', () => {
      const { line, column } = this.#parser;
      throw unreadable('XML_MALFORMED', { line, column });
    });
    // The count comes before the parser compares the names.
    this.#parser.on('attribute', () => {
      const { line } = this.#parser;
      if (++this.#attributes > ATTRIBUTES_MAX) throw unreadable('XML_ATTRIBUTES', { line, max: ATTRIBUTES_MAX });
    });
    this.#parser.on('opentag', (tag) => {
      this.#attributes = 0;
      this.#unfinished = 0;
      this.#opened(tag);
    });
    this.#parser.on('closetag', () => {
      this.#unfinished = 0;
      this.#closed();
    });
    for (const event of ['comment', 'processinginstruction'] as const)
      this.#parser.on(event, () => {
        this.#unfinished = 0;
      });
    for (const event of ['text', 'cdata'] as const)
      this.#parser.on(event, (more) => {
        this.#unfinished = 0;
        if (this.#open !== undefined && this.#ignoredAt === 0) this.#said(this.#open, more);
      });
  }

  /** Throws BANK_FILE_TOO_LONG, XML_DOCTYPE, XML_MALFORMED, XML_DEPTH, XML_ATTRIBUTES, XML_ELEMENTS, XML_TEXT, and the errors of `take`. */
  write(text: string): void {
    this.#length += text.length;
    if (this.#length > FILE_LENGTH_MAX) throw unreadable('BANK_FILE_TOO_LONG', { max: FILE_LENGTH_MAX });
    if (this.#unfinished > PART_MAX) throw unreadable('XML_TEXT', { line: this.#parser.line, max: PART_MAX });
    this.#unfinished += text.length;
    this.#parser.write(text);
  }

  /** The root, without the dropped elements. Throws XML_MALFORMED, XML_WITHOUT_ROOT. */
  end(): XmlNode {
    this.#parser.close();
    if (this.#root === undefined) throw unreadable('XML_WITHOUT_ROOT', {});
    return this.#root;
  }

  #opened({ local, uri, attributes }: SaxesTagNS): void {
    const { line } = this.#parser;
    if (++this.#depth > DEPTH_MAX) throw unreadable('XML_DEPTH', { line, max: DEPTH_MAX });
    if (this.#ignoredAt > 0) return;
    if (this.#handling.ignored.has(local)) {
      this.#ignoredAt = this.#depth;
      return;
    }
    if (++this.#elements > ELEMENTS_MAX) throw unreadable('XML_ELEMENTS', { max: ELEMENTS_MAX });
    const named = Object.values(attributes);
    const node = {
      name: local,
      namespace: uri,
      attributes: named.length === 0 ? undefined : new Map(named.map(({ name, value }) => [name, value])),
      parent: this.#open,
      line,
      children: undefined,
      text: '',
      dropped: 0,
    };
    this.#open = this.#open === undefined ? { ...node, number: 1 } : this.#attached(this.#open, node);
    this.#root ??= this.#open;
  }

  /** Puts an element under its parent, numbered. */
  #attached(parent: Growing, node: Omit<Growing, 'number'>): Growing {
    const made = key(node.namespace, node.name);
    // All elements of a name share one string: a file may have a million of them.
    const of = this.#keys.get(made) ?? made;
    this.#keys.set(of, of);
    parent.children ??= new Map<string, Growing[]>();
    const named = parent.children.get(of) ?? [];
    parent.children.set(of, named);
    const dropped = this.#handling.names.has(node.name) ? parent.dropped : 0;
    const attached = { ...node, number: named.length + 1 + dropped };
    named.push(attached);
    return attached;
  }

  #said(node: Growing, more: string): void {
    node.text += node.text === '' ? more.trimStart() : more;
    if (node.text.length > TEXT_MAX) throw unreadable('XML_TEXT', { line: this.#parser.line, max: TEXT_MAX });
  }

  #closed(): void {
    this.#depth--;
    if (this.#ignoredAt > 0) {
      if (this.#depth < this.#ignoredAt) this.#ignoredAt = 0;
      return;
    }
    const closed = this.#open;
    if (closed === undefined) return;
    closed.text = closed.text.trimEnd();
    this.#open = closed.parent;
    if (this.#open === undefined || !this.#handling.names.has(closed.name)) return;
    if (this.#handling.take(closed) === 'keep') return;
    this.#open.children?.get(key(closed.namespace, closed.name))?.pop();
    this.#open.dropped++;
    this.#elements -= sizeOf(closed);
  }
}

/** The root of a whole document. Throws the errors of `XmlReader`. */
export function readXml(text: string): XmlNode {
  const reader = new XmlReader();
  reader.write(text);
  return reader.end();
}

/** The place of an element: its line, and its path below the root. */
export function place(node: XmlNode): FilePlace {
  const names: string[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) {
    names.unshift(at.number > 1 ? `${at.name}[${at.number}]` : at.name);
  }
  return { line: node.line, path: names.length === 0 ? node.name : names.join('/') };
}

/** The children of that name and of the same namespace, in order. */
export function all(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children?.get(key(node.namespace, name)) ?? [];
}

/** The one element at the end of a path such as `Refs/EndToEndId`. Throws ELEMENT_TWICE if a step of the path occurs twice. */
export function one(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let at = node;
  for (const name of path.split('/')) {
    if (at === undefined) return undefined;
    const [first, second] = all(at, name);
    if (second !== undefined) throw unreadable('ELEMENT_TWICE', { at: place(second), element: name });
    at = first;
  }
  return at;
}

/** The text of an element; undefined if it is missing or empty. Throws ELEMENT_TWICE. */
export function textAt(node: XmlNode | undefined, path: string): string | undefined {
  const text = one(node, path)?.text;
  return text === '' ? undefined : text;
}
