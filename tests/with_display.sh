#!/usr/bin/env bash
# Runs a command with an X display of its own, 1600×900 or as SCREEN says, and ends with the command's status.
# The server picks a free number itself, so many can start at once; xvfb-run can lose that race.
# Usage: [SCREEN=1280x720] tests/with_display.sh COMMAND…
set -euo pipefail

exec 3< <(exec Xvfb -displayfd 1 -screen 0 "${SCREEN:-1600x900}x24" -nolisten tcp 2>/dev/null)
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
if ! read -r -t 20 -u 3 number; then
  echo "Xvfb did not start" >&2
  exit 1
fi

status=0
DISPLAY=":$number" "$@" 3<&- || status=$?
exit "$status"
