"""What is done in the background: jobs in PostgreSQL, started in the transaction of the change that they follow."""
