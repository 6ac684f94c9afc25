"""What a desk gives to others: one file a format, and their registry (`formats`). None of them knows a desk."""
