#!/bin/sh
# Starts MongoDB as a member of a replica set: it takes its key only from a file that no one else can read, and its user reads no secret
# of the group.
set -eu
install -m 400 -o mongodb -g mongodb /run/secrets/mongodb_key /tmp/mongodb_key
install -d -m 500 -o mongodb -g mongodb /tmp/secrets
for secret in mongodb_root_password mongodb_password mongodb_reader_password; do
  install -m 400 -o mongodb -g mongodb "/run/secrets/$secret" "/tmp/secrets/$secret"
done
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/mongodb_key --bind_ip_all
