"""A round's returns as a workbook or a CSV file: written, filled in elsewhere, read back and checked as a whole."""
