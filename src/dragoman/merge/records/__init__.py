"""Records: findings that tell the same fact, compared, brought together and judged."""
