"""The law, readable: a page for each decision, rule and number, made from the law in memory."""
