"""The page: the record in a browser, on this machine only. Addresses in; HTML, JSON or CSV out, from one function.

address → (pages) → Page → (render) → response; `guard` stands before all of it. A face of the Ledger.
"""
