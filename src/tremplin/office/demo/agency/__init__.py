"""The made-up agency as records: who works for whom, three closed months with their book, and an open one."""
