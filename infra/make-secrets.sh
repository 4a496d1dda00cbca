#!/bin/sh
# Makes the secrets of docker-compose.yml where they are not there yet, in files that git ignores.
set -eu
folder="$(dirname "$0")/secrets"
umask 077
mkdir -p "$folder"
secret() { [ -s "$folder/$1" ] || printf '%s' "$2" >"$folder/$1"; }
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }

secret redis_password "$(random 24 | tr '+/' '-_')"
secret jobs_url "redis://:$(cat "$folder/redis_password")@redis:6379"
secret mongodb_key "$(random 96)"
secret mongodb_root_password "$(random 24)"
secret mongodb_password "$(random 24)"
secret mongodb_reader_password "$(random 24)"
secret webhook_key "$(random 32)"
# Read inside the containers by a user of another number.
chmod 644 "$folder"/*
echo "Secrets dans $folder"
