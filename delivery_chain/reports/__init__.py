"""The report of a review, once it is agreed: for paper as accessible PDF, and for work as a workbook."""
