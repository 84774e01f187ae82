"""The API: partners' own systems read what their people may see, and answer returns, through the same changes."""
