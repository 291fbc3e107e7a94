"""One SQLite file that keeps the record.

page, readings → (write) → facts, append-only; copies, records → (write) → derived rows, replaced whole;
a `Question` → (read) → records.
"""
