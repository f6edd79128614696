#!/bin/sh
# Starts the mock server as a process of its own, reads its URLs from the first line that it prints, and ends it.
# Other languages do the same with what they have for processes and JSON. Here, sed must do.
set -eu

key=test_shell
log=$(mktemp)
# Not npx, which would be the process to end, and leave the server running.
node_modules/.bin/task-mock --port 0 >"$log" &
server=$!
trap 'kill $server; wait $server; rm "$log"' EXIT

# The first line is there once the server is listening.
until [ -s "$log" ]; do
  kill -0 $server # which fails if it has ended
  sleep 0.1
done
api=$(head -1 "$log" | sed 's/.*"id":"scale-v1","urls":\["\([^"]*\)".*/\1/')
control=$(head -1 "$log" | sed 's/.*"health":"\([^"]*\)\/health".*/\1/')

expect() { # what was sent, what came back, what must be in it
  case $2 in
    *"$3"*) echo "ok - $1" ;;
    *) echo "not ok - $1: $2" && exit 1 ;;
  esac
}

# Nothing listens at port 9, so the callback is tried again, until it has failed 21 times in a day.
curl -sS -X POST "$control/clock/freeze?account=$key" >/dev/null
task=$(curl -sS -u $key: "$api/task/categorization" -d callback_url=http://127.0.0.1:9/ \
  -d instruction='Is it big or small?' -d attachment_type=text -d attachment=ant -d categories=big -d categories=small)
expect "a task is created" "$task" '"status":"pending"'
id=$(echo "$task" | sed 's/.*"task_id":"\([^"]*\)".*/\1/')

advanced=$(curl -sS -X POST "$control/clock/advance?account=$key&hours=24")
expect "a day goes by" "$advanced" '"attempts":20'
expect "the callback has failed" "$(curl -sS -u $key: "$api/task/$id")" '"callback_succeeded":false'
expect "a completed task cannot be canceled" "$(curl -sS -u $key: -X POST "$api/task/$id/cancel")" '"status_code":500'
