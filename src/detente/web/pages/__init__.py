"""The pages, a file each: what a page asks of the desk, and the rows that it has as JSON and CSV."""
