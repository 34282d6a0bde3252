"""Papers: what an answer looks like on a page, for the social worker, the committee and the worker (HTML and PDF)."""
