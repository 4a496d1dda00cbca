// Run once by the image of MongoDB, in mongosh, when its volume is empty: the account of Décompte, and one that reads the views only.
const { readFileSync } = require('node:fs');

// docs/read-models.md says what each view answers. Never a collection: those of imports and dossiers are about patients.
const views = [
  'latest_statements',
  'calculated_statements',
  'statement_lines',
  'statement_instalments',
  'act_ledger',
  'act_ledger_entries',
  'act_ledger_lists',
  'payments',
  'payment_runs',
  'payment_items',
  'due_to_teams',
  'owed_by_teams',
  'envelopes',
  'envelope_terms',
  'envelope_teams',
  'payment_ledger',
  'teams',
  'team_members',
  'team_quality',
  'received_files',
  'rows_set_aside',
];

function passwordIn(secret) {
  return readFileSync(`/tmp/secrets/${secret}`, 'utf8').trim();
}

const decompte = db.getSiblingDB('decompte');
decompte.createUser({
  user: 'decompte',
  pwd: passwordIn('mongodb_password'),
  // Uploads and deliveries are in a database of their own, and so are the keys of patients: that of the read store can be dropped.
  roles: ['decompte', 'decompte_shared', 'decompte_keys'].map((name) => ({ role: 'readWrite', db: name })),
});
decompte.createRole({
  role: 'readViews',
  roles: [],
  privileges: views.map((collection) => ({ resource: { db: 'decompte', collection }, actions: ['find'] })),
});
decompte.createUser({ user: 'reader', pwd: passwordIn('mongodb_reader_password'), roles: ['readViews'] });
