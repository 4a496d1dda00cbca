#!/bin/sh
# Makes the secrets of docker-compose.yml where they are not there yet, in files that git ignores and that only their maker and the
# containers of this composition read.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
folder="$here/secrets"
umask 077
mkdir -p "$folder"
secret() { [ -s "$folder/$1" ] || printf '%s' "$2" >"$folder/$1"; }
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }

secret redis_password "$(random 24 | tr '+/' '-_')"
secret redis_conf "$(printf 'appendonly yes\nmaxmemory 384mb\nmaxmemory-policy noeviction\nrequirepass %s\n' "$(cat "$folder/redis_password")")"
secret jobs_url "redis://:$(cat "$folder/redis_password")@redis:6379"
secret mongodb_key "$(random 96)"
secret mongodb_root_password "$(random 24)"
secret mongodb_password "$(random 24)"
secret mongodb_reader_password "$(random 24)"
secret webhook_key "$(random 32)"
secret patient_key "$(random 32)"
# The containers read them by the group of their maker, which .env tells the composition.
chmod 750 "$folder"
chmod 640 "$folder"/*
env="$here/../.env"
touch "$env"
grep -q '^SECRETS_GROUP=' "$env" || printf 'SECRETS_GROUP=%s\n' "$(id -g)" >>"$env"
echo "Secrets dans $folder"
