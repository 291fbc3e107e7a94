"""Serving: a record and a port in, pages on this machine until it is told to stop."""

from collections.abc import Callable

import uvicorn

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.web.app import application

HOST = "127.0.0.1"  # never another: whoever can reach the port can read the record


def serve(ledger: Callable[[], Ledger], port: int, ready: Callable[[str], object]) -> None:
    """Serve until interrupted; `ready` gets the address once the port is ours. Port 0 is any that is free."""
    config = uvicorn.Config(
        application(ledger), host=HOST, port=port, log_level="critical", access_log=False, server_header=False,
        date_header=False, lifespan="on", timeout_graceful_shutdown=2,
    )  # fmt: skip
    try:
        socket = config.bind_socket()
    except SystemExit:  # what uvicorn makes of an OSError
        raise DragomanError(f"port {port} cannot be had; another program may hold it: choose one with --port") from None
    ready(f"http://{HOST}:{socket.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[socket])
