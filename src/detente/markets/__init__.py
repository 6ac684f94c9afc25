"""What was said of the markets, held against the series; and what the events did."""
