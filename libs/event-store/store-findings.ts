/** The faults that a store finds in the stored log, as codes with data; the sentences come from libs/words. */
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

interface Stream {
  readonly stream: string;
}
interface NumberedStream extends Stream {
  readonly no: number;
}
/** An object of the schema of SQLite. */
interface SchemaObject {
  /** `table`, `index`, `trigger`, or another added type. */
  readonly type: string;
  readonly name: string;
}

type SqliteFinding =
  /** `reason`: the message of the engine. */
  | Refusal<'SQLITE_UNREADABLE', { readonly reason: string }>
  | Refusal<'ENCODING_OTHER', { readonly encoding: string }>
  | Refusal<'OBJECT_MISSING', SchemaObject>
  | Refusal<'OBJECT_ALTERED', SchemaObject>
  | Refusal<'OBJECT_UNKNOWN', SchemaObject>
  /** `text`: as the engine reports it. */
  | Refusal<'PAGE_FAULT', { readonly text: string }>
  | Refusal<'EVENT_FIELD_MALFORMED', NoData>
  | Refusal<'ROW_FIELD_MALFORMED', { readonly row: 'stream' | 'commit'; readonly no: number }>
  | Refusal<'CATEGORY_OTHER', NumberedStream>
  | Refusal<'STREAM_EMPTY', NumberedStream>
  | Refusal<'STREAM_SHORT', NumberedStream & { readonly revision: number; readonly count: number }>
  | Refusal<
      'STREAM_UNEVEN',
      NumberedStream & {
        readonly revision: number;
        readonly count: number;
        /** Lowest and highest revision of its events. */
        readonly low: number;
        readonly high: number;
      }
    >
  | Refusal<'COMMIT_EMPTY', { readonly no: number }>
  /** `position`: the last event of the commit, as the commit states. `end`: the last event of the log. */
  | Refusal<'COMMIT_SHORT', { readonly no: number; readonly position: number; readonly end: number }>
  /** The last event of the commit is not the one that the commit names. */
  | Refusal<'COMMIT_OTHER_END', { readonly no: number }>
  /** The key that is there does not open the sealed bytes. */
  | Refusal<'ROW_NOT_OPENED', NoData>
  /** The log does not name exactly one form, or names one that its tables do not match. */
  | Refusal<'FORM_OTHER', NoData>
  /** Another log was copied into it in part. */
  | Refusal<'LOG_IN_PART', NoData>
  | Refusal<'EVENT_FIELD_TYPE', NoData>
  | Refusal<'EVENT_FIELD_NOT_UTF8', NoData>
  | Refusal<'STREAM_UNREACHABLE', { readonly no: number }>
  | Refusal<'COMMIT_UNREACHABLE', { readonly no: number }>
  | Refusal<'COMMIT_NOT_UTF8', { readonly no: number }>
  /** `before`: the commit of the event before it; 0 for the first event. */
  | Refusal<'COMMIT_OUT_OF_ORDER', { readonly no: number; readonly before: number }>;

type ServerFinding =
  | Refusal<'STREAM_DELETED_OR_LIMITED', Stream>
  | Refusal<'STREAM_DELETED', Stream>
  | Refusal<'STREAM_HOLDS_FOREIGN', Stream & { readonly type: string }>
  | Refusal<'STREAM_HAS_GAP', Stream & { readonly from: number; readonly to: number }>
  /** `reason`: the message of the error. */
  | Refusal<'EVENT_UNREADABLE', { readonly reason: string }>;

/** Why an engine cannot read further. */
export type Unreadable =
  /** `reason`: the message of the engine. */
  | Refusal<'ROWS_UNREADABLE', { readonly reason: string }>
  | Refusal<'LINKS_WITHOUT_EVENTS', { readonly covered: number; readonly events: number }>
  /** `path`: the path of the copy on this machine. */
  | Refusal<'COPY_OF_OTHER_LOG', Stream & { readonly position: number; readonly path: string }>
  | Refusal<'SERVER_CONTENT_CHANGED', { readonly from: number }>
  /** `event`: `stream@revision`. */
  | Refusal<'EVENT_NOT_OURS', { readonly event: string }>
  | Refusal<'METADATA_NOT_OURS', { readonly event: string }>;

export type StoreFinding = SqliteFinding | ServerFinding | Unreadable;
