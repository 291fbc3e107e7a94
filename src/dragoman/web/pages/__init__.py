"""One module a view: a function (Desk, Address, …) → Page. They ask and choose; how it looks is for the templates."""
