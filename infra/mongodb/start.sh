#!/bin/sh
# Starts MongoDB as a member of a replica set: it takes its key only from a file that no one else can read.
set -eu
install -m 400 -o mongodb -g mongodb /run/secrets/mongodb_key /tmp/mongodb_key
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/mongodb_key --bind_ip_all
