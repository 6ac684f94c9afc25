"""Document -> Reading: sentences, mentions, times, quotes and records, by rules or by a small model."""
