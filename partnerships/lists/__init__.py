"""The registers of money, risks, findings and practice: for each its filter and its table."""
