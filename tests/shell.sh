#!/usr/bin/env bash
# Our shell scripts parse, and shellcheck has nothing to say where it is installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts=(app/run tests/run tests/bench/run .ci/run .cmake/packages.sh)
while IFS= read -r script; do scripts+=("$script"); done < <(find tests app -name '*.sh')
for script in "${scripts[@]}"; do bash -n "$script"; done
if command -v shellcheck >/dev/null; then shellcheck -x "${scripts[@]}"; fi
