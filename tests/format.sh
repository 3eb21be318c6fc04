#!/usr/bin/env bash
# Every C++ file of ours is laid out as .clang-format says. With --fix first, lays them out.
# Usage: tests/format.sh [--fix] [CLANG_FORMAT]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
how=(--dry-run --Werror)
if [[ ${1-} == --fix ]]; then
  how=(-i)
  shift
fi
find .cmake app runtime scenarios tests \( -name '*.cpp' -o -name '*.hpp' \) -print0 2>/dev/null |
  xargs -0 -r -n 40 "${1:-clang-format}" "${how[@]}"
