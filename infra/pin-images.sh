#!/bin/sh
# Writes docker-compose.pinned.yml, which names the images of the engines by the digest that their registry gives today:
#   docker compose -f docker-compose.yml -f docker-compose.pinned.yml up
# Run it again to take newer images, and keep the file: what it names is what runs.
set -eu
cd "$(dirname "$0")/.."
pinned="docker-compose.pinned.yml"
{
  echo "services:"
  for service in kurrentdb mongodb redis; do
    image="$(sed -n "/^  $service:/,/^  [a-z]*:\$/s/^    image: //p" docker-compose.yml)"
    digest="$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$image")"
    case "$digest" in sha256:*) ;; *) echo "no digest for $image" >&2 && exit 1 ;; esac
    printf '  %s:\n    image: %s@%s\n' "$service" "$image" "$digest"
  done
} >"$pinned.new"
mv "$pinned.new" "$pinned"
echo "Images dans $pinned"
