"""Copies of documents with something written into them: comments, other addresses. All else stays as it is."""
