"""Stories: the articles and records of one affair."""
