// Health check, run in mongosh without a connection, so that no password is among its arguments: makes the replica set of one where there
// is none yet; healthy once it takes writes.
const { readFileSync } = require('node:fs');

db = connect('mongodb://127.0.0.1:27017/admin');
db.auth('root', readFileSync('/run/secrets/mongodb_root_password', 'utf8').trim());
try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] });
}
quit(db.hello().isWritablePrimary ? 0 : 1);
