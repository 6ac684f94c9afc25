"""What is timed, each in a process of its own: `python -m bench.contestants.CONTESTANT DOCS.jsonl [NAME]`.

It reads a document and writes `ready`; for each line on its standard input it then reads all documents once, and writes
the seconds that took (of its thread alone) and its resident memory in bytes.
"""
