"""What things are: frozen values, and nothing that does anything. Read this folder first.

page → article → reading (mentions, dates, findings) → record
"""
