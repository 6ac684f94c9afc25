"""Gold data and readings -> scores: one file per task, the same definitions as the project's scorer."""
