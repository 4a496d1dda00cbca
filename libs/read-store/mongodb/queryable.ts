/** The form of a read model (read-model.ts) in MongoDB: a validator with the meaning of each field, named indexes, and views. */
import type { Document } from 'mongodb';
import type { DocumentKind, Fields, ReadModel, FieldShape, ReadModelView } from '#libs/read-store/read-model.ts';
import { isShape } from '#libs/read-store/mongodb/shown-fields.ts';

/** Fields that the adapter stores in each document, and that no view shows. */
const OWN_FIELDS = ['commit', 'bucket', 'under', 'text', 'kind'];

const BSON_TYPES = {
  text: 'string',
  whole: 'long',
  cents: 'long',
  day: 'date',
  instant: 'date',
  flag: 'bool',
} as const;

const OWN_SCHEMA = {
  _id: { bsonType: 'string' },
  commit: { bsonType: 'number' },
  bucket: { bsonType: 'number' },
  under: { bsonType: 'array', items: { bsonType: 'string' } },
  text: { bsonType: ['string', 'binData', 'null'] },
};

/** Validates the documents of each kind, and those that show nothing. */
export function validatorOf({ kinds }: ReadModel): Document {
  return {
    $jsonSchema: {
      bsonType: 'object',
      required: Object.keys(OWN_SCHEMA),
      properties: OWN_SCHEMA,
      anyOf: [...kinds.map(schemaOf), { not: { required: ['kind'] } }],
    },
  };
}

function schemaOf({ kind, meaning, fields, optional }: DocumentKind): Document {
  const required = ['kind', ...Object.keys(fields).filter((name) => !optional.includes(name))];
  return { title: meaning, required, properties: { kind: { enum: [kind] }, ...propertiesOf(fields) } };
}

function propertiesOf(fields: Fields): Document {
  return Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, propertyOf(shape)]));
}

function propertyOf(shape: FieldShape): Document {
  const description = shape.meaning;
  switch (shape.kind) {
    case 'list':
      return { bsonType: 'array', description, items: itemsOf(shape.of) };
    case 'fraction':
      return {
        bsonType: 'object',
        description,
        required: ['text', 'value'],
        properties: { text: { bsonType: 'string' }, value: { bsonType: 'decimal' } },
      };
    default:
      return { bsonType: BSON_TYPES[shape.kind], description };
  }
}

function itemsOf(of: FieldShape | Fields): Document {
  return isShape(of) ? propertyOf(of) : { bsonType: 'object', properties: propertiesOf(of) };
}

/** The answer to the question of a view, from the documents of a collection. */
export function pipelineOf(view: ReadModelView, { kinds }: ReadModel, collection: string): Document[] {
  const { kind, where, through, each } = view;
  const fields = kinds.find((one) => one.kind === (through?.kind ?? kind))?.fields ?? {};
  return [
    { $match: { kind, ...(where === undefined ? {} : { [where]: true }) } },
    ...(through === undefined ? [] : throughOf(through.field, collection)),
    ...(each === undefined ? [{ $project: without(OWN_FIELDS) }] : eachOf(each, fields)),
  ];
}

function throughOf(field: string, collection: string): Document[] {
  return [
    { $lookup: { from: collection, localField: field, foreignField: '_id', as: 'found' } },
    { $unwind: '$found' },
    { $replaceRoot: { newRoot: '$found' } },
  ];
}

/** For a list whose entries have fields. */
function eachOf({ list, with: beside }: NonNullable<ReadModelView['each']>, fields: Fields): Document[] {
  const entries = fields[list]?.kind === 'list' ? fields[list].of : {};
  const kept = Object.fromEntries(beside.map((field) => [field, 1]));
  const ofEntry = Object.fromEntries(Object.keys(entries).map((field) => [field, `$${list}.${field}`]));
  return [{ $unwind: `$${list}` }, { $project: { _id: 0, ...kept, ...ofEntry } }];
}

function without(fields: readonly string[]): Document {
  return Object.fromEntries(['_id', ...fields].map((field) => [field, 0]));
}
