#!/bin/sh
# A desk from seventeen dispatches, its state of play as of two dates, and what changed between them.
set -eu
cd "$(dirname "$0")/.."
DETENTE=.venv/bin/detente
DETENTE_DESK=demo/out/us-china.db
export DETENTE_DESK

rm -rf demo/out
mkdir -p demo/out

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { say "\$ detente $*"; "$DETENTE" "$@"; }

run init --dispute "US-China trade"
run add demo/dispatches.jsonl
run state --as-of 2025-06-05 --known-at 2025-06-05
run state --as-of 2025-06-12
run diff 2025-06-05 2025-06-12
run contested --as-of 2025-06-12
run sources

say "Next, on this desk (export DETENTE_DESK=$DETENTE_DESK):"
cat <<'NEXT'
  .venv/bin/detente measures --as-of 2025-06-12     the ledger: what is in force, at what rate, until when
  .venv/bin/detente due --as-of 2025-06-12          commitments and deadlines
  .venv/bin/detente quotes --actor Trump            who said what, and through whom it came
  .venv/bin/detente why ID                          the words a line rests on (ID from any view)
  .venv/bin/detente add YOUR.jsonl                  your own documents; .txt and .html work too
  .venv/bin/detente --help                          all commands
NEXT
