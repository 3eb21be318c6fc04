#!/usr/bin/env bash
# The program that refuses compilers does refuse one that is known to be wrong, and accepts the one in use.
# Usage: tests/coroutine_check.sh WRONG_COMPILER RIGHT_COMPILER
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for level in -O0 -O2; do
  "$1" -std=c++20 "$level" .cmake/coroutine_check.cpp -o "$out/wrong"
  if "$out/wrong"; then
    echo "$1 $level was accepted"
    exit 1
  fi
  "$2" -std=c++20 "$level" .cmake/coroutine_check.cpp -o "$out/right"
  "$out/right"
done
