"""How people see records: in the terminal, as a page, field by field. Reads records, adds nothing to them."""
